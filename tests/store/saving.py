"""A process that saves pages for ever, to be killed: python -m tests.store.saving DATABASE."""

from __future__ import annotations

import sys
from itertools import count

from scraper.store import Store
from tests.store.making import SITE, begin, full_page


def main() -> None:
    with Store(sys.argv[1]) as store:
        run = begin(store)
        store.add_urls(run, [(f"{SITE}/models/m{number}", "sitemap", None) for number in range(2000)])
        for number in count():
            # Every second page is a change of the one before, so that a kill also meets half-replaced rows.
            store.save(full_page(f"m{number // 2}", on=number % 2, layers=number % 2 + 1), run)
            if number % 7 == 6:
                store.flush()
                print(number, flush=True)


if __name__ == "__main__":
    main()
