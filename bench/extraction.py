"""What extraction costs beside parsing alone: `python -m bench.extraction [--profile SHAPE]`.

Beside stands the least that any reader of HTML does: `lxml.html.document_fromstring(body)` and one walk that
gathers every text. Both read the same pages in turn, so that a busy machine slows both.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

from lxml.html import document_fromstring

from bench.template import MARK, SHAPES, page
from scraper.extract import extract
from scraper.snapshot import Snapshot
from tests.markups.facts import Facts, load_facts

ROUNDS = 9
PAGES = 12
WARM = 2
"""Sets of pages that are read before anything is measured: a crawl has the labels in mind after a few pages."""
TARGET = 1.5
"""CPU of extraction as a multiple of parsing and one walk."""
WHEN = datetime(2025, 11, 1, tzinfo=UTC)


def rich_facts(number: int = PAGES) -> list[Facts]:
    """The pages that publish the most, of every age, English ones before Chinese ones."""

    def weight(facts: Facts) -> int:
        return 5 * len(facts.benchmarks) + 30 * bool(facts.transparency) + 9 * len(facts.requirements)

    ages: dict[str, list[Facts]] = {}
    for each in sorted(load_facts(), key=weight, reverse=True):
        ages.setdefault(each.age, []).append(each)
    rows = [[group[at] for group in ages.values() if at < len(group)] for at in range(number)]
    return [facts for row in rows for facts in row][:number]


def snapshots(shape: str, number: int = PAGES, seed: int = 0) -> list[Snapshot]:
    """`number` pages of a shape; another `seed` gives pages that were never read before."""
    found = []
    for at, facts in enumerate(rich_facts(number)):
        mark = f"{seed * number + at:08d}"
        body = page(facts, shape, seed).replace(MARK.encode(), mark.encode())
        url = f"https://apxml.com/models/bench-{mark}"
        found.append(Snapshot(url, WHEN, 200, "text/html; charset=utf-8", body))
    return found


def parse_only(snapshot: Snapshot) -> list[str]:
    """The least: parse, then every text of the document."""
    return [text.strip() for text in document_fromstring(snapshot.body).itertext() if not text.isspace()]


def cpu_per_page(read: Callable[[Snapshot], object], pages: list[Snapshot]) -> float:
    """CPU seconds of one page."""
    started = time.process_time()
    for each in pages:
        read(each)
    return (time.process_time() - started) / len(pages)


def measure(shape: str, rounds: int = ROUNDS) -> dict[str, float]:
    """Milliseconds of both, and the median of the ratios of single rounds, each with pages of its own."""
    called = calls(shape)
    pairs = []
    for seed in range(WARM + 1, WARM + 1 + rounds):
        pages = snapshots(shape, seed=seed)
        gc.collect()
        pairs.append((cpu_per_page(parse_only, pages), cpu_per_page(extract, pages)))
    return {
        "bytes": statistics.mean(each.size for each in pages),
        "tags": statistics.mean(each.body.count(b"<") for each in pages),
        "parse_ms": statistics.median(low for low, _ in pairs) * 1000,
        "extract_ms": statistics.median(high for _, high in pairs) * 1000,
        "ratio": statistics.median(high / low for low, high in pairs),
        "calls": called,
    }


def calls(shape: str) -> int:
    """Function calls of extracting one page, once the frame's words are known: the same every time."""
    for seed in range(WARM):
        cpu_per_page(extract, snapshots(shape, seed=seed))
    pages = snapshots(shape, seed=WARM)
    profile = cProfile.Profile()
    profile.enable()
    for each in pages:
        extract(each)
    profile.disable()
    stats = pstats.Stats(profile)
    return int(stats.total_calls / len(pages))  # type: ignore[attr-defined]


def run(rounds: int = ROUNDS) -> dict[str, dict[str, float]]:
    """Every shape, printed as a table."""
    print(f"{'shape':10} {'KB':>5} {'tags':>6} {'parse+walk':>11} {'extract':>9} {'ratio':>6} {'calls':>7}")
    results = {}
    for shape in SHAPES:
        row = results[shape] = measure(shape, rounds)
        print(
            f"{shape:10} {row['bytes'] / 1000:5.0f} {row['tags']:6.0f} {row['parse_ms']:8.2f} ms"
            f" {row['extract_ms']:6.2f} ms {row['ratio']:6.2f} {row['calls']:7.0f}"
        )
    print(f"target: ratio at most {TARGET}")
    return results


def show_profile(shape: str) -> None:
    """Where the time goes, by function."""
    pages = [each for seed in range(5) for each in snapshots(shape, seed=seed)]
    profile = cProfile.Profile()
    for number, each in enumerate(pages):
        if number == WARM * PAGES:
            profile.enable()
        extract(each)
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(30)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--profile", choices=SHAPES, help="print where the time goes, and no table")
    options = parser.parse_args(arguments)
    if options.profile:
        show_profile(options.profile)
    else:
        run(options.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
