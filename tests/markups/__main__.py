"""Tries the extraction on random pages: `python -m tests.markups FIRST LAST` names the failing seeds and their fields;
`python -m tests.markups --show SEED` prints the smallest page that still fails; `--options` tries each option alone.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from scraper.extract import extract
from scraper.extraction import NotAProfile
from scraper.snapshot import Snapshot
from tests.markups import Page, load_facts, prune, render, render_plan
from tests.markups.invented import complete
from tests.markups.registry import CHANCE, options, plain_plan
from tests.markups.shrink import report

NOW = datetime(2026, 5, 1, tzinfo=UTC)


def page_of(seed: int) -> Page:
    facts = load_facts()
    return render(facts[seed * 7 % len(facts)], seed)


def record_of(page: Page) -> dict[str, Any]:
    """What the program reads; empty for a page that it does not take for a profile."""
    try:
        found = extract(Snapshot(page.url, NOW, 200, page.media_type, page.html))
    except NotAProfile:
        return {}
    return dict(prune(found.record.model_dump(mode="json")))


def wrong(page: Page) -> list[str]:
    """Fields that differ from what a reader finds."""
    found = record_of(page)
    return sorted(name for name in {*found, *page.expected} if found.get(name) != page.expected.get(name))


def same_fault(page: Page) -> Callable[[Page], bool]:
    faults = set(wrong(page))
    return lambda candidate: bool(faults & set(wrong(candidate)))


def alone() -> Iterator[str]:
    """Options that fail on otherwise plain pages, with the fields that go wrong."""
    facts = load_facts()[::23]
    for name in CHANCE:
        for choice in options(name):
            plan = {**plain_plan(), name: choice}
            faults = {
                fault
                for seed, each in enumerate(facts)
                for fault in wrong(render_plan(complete(each, seed), plan, seed))
            }
            if faults:
                yield f"{name}={choice}: {', '.join(sorted(faults))}"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.markups", description=__doc__)
    parser.add_argument(
        "seeds", nargs="*", type=int, default=[0, 200], help="first seed, and the one after the last"
    )
    parser.add_argument(
        "--show", type=int, metavar="SEED", help="print the smallest page that fails as this seed does"
    )
    parser.add_argument("--options", action="store_true", help="try every option alone")
    chosen = parser.parse_args(arguments)
    if chosen.show is not None:
        page = page_of(chosen.show)
        faults = wrong(page)
        lines = (
            [f"wrong: {', '.join(faults)}", report(page, same_fault(page))]
            if faults
            else ["this page is read right"]
        )
    elif chosen.options:
        lines = list(alone())
    else:
        first, last = (chosen.seeds * 2)[:2] if len(chosen.seeds) > 1 else (0, chosen.seeds[0])
        failed = [(seed, wrong(page_of(seed))) for seed in range(first, last)]
        lines = [f"seed {seed}: {', '.join(faults)}" for seed, faults in failed if faults]
        lines.append(f"{last - first - len(lines)} of {last - first} pages right")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
