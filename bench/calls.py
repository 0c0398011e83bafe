"""Function calls per page: `python -m bench.calls [--profile]`.

Calls repeat exactly on a machine where seconds do not: they are the gate of CI (tests/test_cost.py). Two crawls of
different size are profiled; their difference is what the further pages cost, without start and end.
"""

from __future__ import annotations

import argparse
import pstats
import sys
import tempfile
from pathlib import Path

from bench.process import PYTHON, crawl_command, run
from bench.site import Site, running

FEW, MORE = 40, 140


def profiled(command: list[str], file: Path) -> pstats.Stats:
    """The profile of one command of this project (`python -m ...`)."""
    cost = run([PYTHON, "-m", "cProfile", "-o", str(file), *command[1:]])
    if cost.exit_code not in (0, 2):
        raise RuntimeError(f"the profiled run ended with {cost.exit_code}: {cost.output}")
    return pstats.Stats(str(file))


def _total(stats: pstats.Stats) -> int:
    return int(stats.total_calls)  # type: ignore[attr-defined]


def _crawls(site: Site, pages: int, folder: Path) -> list[pstats.Stats]:
    """A first crawl of `pages` pages, and one that finds them unchanged."""
    command = crawl_command(site.root, folder / str(pages))
    return [profiled(command, folder / f"{pages}-{name}") for name in ("first", "again")]


def calls_per_page(few: int = FEW, more: int = MORE) -> dict[str, float]:
    """Calls per page of the whole way, and of a crawl in which nothing has changed."""
    counts = []
    with tempfile.TemporaryDirectory() as name:
        for pages in (few, more):
            with running(pages) as site:
                counts.append([_total(stats) for stats in _crawls(site, pages, Path(name))])
    first, again = ((high - low) / (more - few) for low, high in zip(*counts, strict=True))
    return {"crawl": first, "unchanged": again}


def measure() -> dict[str, float]:
    """Both, printed."""
    found = calls_per_page()
    for name, number in found.items():
        print(f"{name:10} {number:8.0f} calls per page")
    return found


def show_profile(pages: int) -> None:
    """Where the time goes in a crawl and in a second one, by function."""
    with tempfile.TemporaryDirectory() as name, running(pages) as site:
        for stats in _crawls(site, pages, Path(name)):
            stats.sort_stats("tottime").print_stats(45)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    options = parser.parse_args(arguments)
    if options.profile:
        show_profile(300)
    else:
        measure()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
