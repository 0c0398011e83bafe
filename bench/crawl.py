"""CPU per page of the whole way beside a bare spider and a typical project: `python -m bench.crawl`.

Every round runs every variant once, in a shuffled order, on the same site; only ratios within a round count. `bare`
runs twice: where the two differ by more than 10 % the machine was too busy and the result is void. What
a process needs to start and to end belongs to no page: of crawls the CPU between two requests is taken, of readings of
the archive that of a reading of fewer pages is taken off.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.extraction import cpu_per_page, snapshots
from bench.process import PYTHON, Cost, archive_command, crawl_command, run
from bench.site import TEMPLATES, Site, running
from scraper.extract import extract

PAGES, FEW = 500, 40
ROUNDS, QUICK_ROUNDS = 9, 3
VOID = 0.1
"""How far the two bare runs may lie apart."""
VARIANTS = (
    "bare",
    "bare again",
    "typical",
    "typical, tags",
    "whole",
    "unchanged",
    "archive",
    "archive again",
    "archive, 2 jobs",
)
OURS, CRAWLS = VARIANTS[4:], VARIANTS[:6]
BASES = {"archive": "whole", "archive again": "whole", "archive, 2 jobs": "archive"}
TARGETS = {"whole": 1.6, "unchanged": 0.8, "archive": 0.5, "archive again": 0.5, "archive, 2 jobs": 1.11}
"""Largest CPU per page, as a multiple of the bare spider's, or of another variant's (BASES).

`archive` reads archived pages into an empty database, `archive again` into the one they were first stored in. Two
jobs on two idle cores are 1.8 times as fast as one where they need no more than 2 / 1.8 = 1.11 times its CPU.
"""
TYPICAL = 8.0
"""How many times the whole way's CPU the typical project needs at least."""


@dataclass(frozen=True)
class Prepared:
    """A site, and a folder with a finished crawl of it."""

    site: Site
    crawled: Path


def command(kind: str, prepared: Prepared, folder: Path) -> list[str]:
    """The command of a variant. `folder`: empty, for its data."""
    root, pages = prepared.site.root, str(prepared.site.pages)
    archive, database = prepared.crawled / "archive", folder / "models.db"
    if kind in ("unchanged", "archive again"):
        shutil.copy(prepared.crawled / "models.db", database)
    match kind:
        case "bare" | "bare again":
            return [PYTHON, "-m", "bench.peers", "bare", root, pages]
        case "typical" | "typical, tags":
            return [PYTHON, "-m", "bench.peers", kind, root, pages, str(folder / "items.db")]
        case "whole" | "unchanged":
            return crawl_command(root, folder)
        case "archive" | "archive again":
            return archive_command(root, archive, database)
        case "archive, 2 jobs":
            return archive_command(root, archive, database, "-a", "jobs=2")
    raise ValueError(kind)


def once(kind: str, prepared: Prepared) -> Cost:
    """One run. Raises where it did not do its work."""
    with tempfile.TemporaryDirectory() as name:
        cost = run(command(kind, prepared, Path(name)), begun=prepared.site.reset)
    done = f"{prepared.site.pages} models"
    if cost.exit_code not in (0, 2) or (kind in OURS and done not in cost.output):
        raise RuntimeError(f"{kind} ended with {cost.exit_code}: {cost.output}")
    return cost


def prepare(site: Site, folder: Path) -> Prepared:
    cost = run(crawl_command(site.root, folder))
    if cost.exit_code not in (0, 2):
        raise RuntimeError(f"the first crawl ended with {cost.exit_code}: {cost.output}")
    return Prepared(site, folder)


@dataclass
class Series:
    """One variant's figures, round by round. `cpu`: seconds a page, without the start."""

    cpu: list[float]
    wall: list[float]
    peak_mb: list[float]


def start_costs(kinds: list[str], rounds: int) -> dict[str, float]:
    """Seconds of CPU that each variant needs for a site of FEW pages."""
    with tempfile.TemporaryDirectory() as name, running(FEW) as site:
        prepared = prepare(site, Path(name))
        found = {}
        for kind in kinds:
            found[kind] = statistics.median(once(kind, prepared).cpu for _ in range(rounds))
        return found


def rounds_of(
    rounds: int, pages: int, kinds: tuple[str, ...] = VARIANTS, tell: Callable[[str], None] = print
) -> dict[str, Series]:
    """Every variant's figures."""
    starts = start_costs([kind for kind in kinds if kind not in CRAWLS], 3 if rounds > QUICK_ROUNDS else 2)
    series = {kind: Series([], [], []) for kind in (*kinds, "extraction")}
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as name, running(pages) as site:
        prepared = prepare(site, Path(name))
        cpu_per_page(extract, snapshots("mixed", TEMPLATES))
        for number in range(rounds):
            order = [*kinds, "extraction"]
            chance.shuffle(order)
            for kind in order:
                if kind == "extraction":
                    texts = [
                        *snapshots("mixed", TEMPLATES, 2 * number + 1),
                        *snapshots("mixed", TEMPLATES, 2 * number + 2),
                    ]
                    series[kind].cpu += [cpu_per_page(extract, texts)]
                    continue
                cost = once(kind, prepared)
                if kind in CRAWLS:
                    cpu, wall = site.client_per_page()
                else:
                    cpu = (cost.cpu - starts[kind]) / (pages - FEW)
                    wall = cost.wall / pages  # with the start: it is too uneven by the clock to be taken off
                series[kind].cpu += [cpu]
                series[kind].wall += [max(1e-6, wall)]
                series[kind].peak_mb += [cost.peak_mb]
            tell(f"round {number + 1} of {rounds}: " + _short(series))
    return series


def _short(series: dict[str, Series]) -> str:
    return ", ".join(f"{kind} {each.cpu[-1] * 1000:.2f}" for kind, each in series.items()) + " ms"


def ratio(series: dict[str, Series], kind: str, base: str) -> float:
    """The median of the ratios of single rounds."""
    return statistics.median(a / b for a, b in zip(series[kind].cpu, series[base].cpu, strict=True))


def summary(series: dict[str, Series]) -> dict[str, object]:
    """Figures as they go to JSON, judged."""
    control = ratio(series, "bare again", "bare")
    rows = {}
    for kind, each in series.items():
        base = BASES.get(kind, "bare")
        rows[kind] = {
            "cpu_ms": statistics.median(each.cpu) * 1000,
            "ratio": ratio(series, kind, base),
            "of": base,
            "target": TARGETS.get(kind),
            "pages_per_second": 1 / statistics.median(each.wall) if each.wall else None,
            "peak_mb": max(each.peak_mb, default=None),
        }
    return {
        "rows": rows,
        "typical_to_whole": ratio(series, "typical", "whole"),
        "typical_target": TYPICAL,
        "control": control,
        "void": abs(control - 1) > VOID,
        "jobs_speed": statistics.median(series["archive"].wall)
        / statistics.median(series["archive, 2 jobs"].wall),
        "rounds": len(series["bare"].cpu),
    }


def show(found: dict[str, object]) -> None:
    print(f"\n{'variant':15} {'CPU/page':>9} {'ratio':>6} {'of':6} {'target':>7} {'pages/s':>8} {'peak':>7}")
    for kind, row in found["rows"].items():  # type: ignore[attr-defined]
        target = f"{row['target']:.2f}" if row["target"] else ""
        speed = f"{row['pages_per_second']:.0f}" if row["pages_per_second"] else ""
        peak = f"{row['peak_mb']:.0f} MB" if row["peak_mb"] else ""
        print(
            f"{kind:15} {row['cpu_ms']:6.2f} ms {row['ratio']:6.2f} {row['of']:6} {target:>7} {speed:>8} {peak:>7}"
        )
    print(f"typical / whole: {found['typical_to_whole']:.1f} (target: at least {TYPICAL:.0f})")
    print(f"2 jobs: {found['jobs_speed']:.2f} times as fast by the clock, starts included")
    state = "VOID: the machine was too busy" if found["void"] else "within 10 %: the run counts"
    print(f"control (bare again / bare): {found['control']:.3f}, {state}")


def measure(rounds: int, pages: int = PAGES) -> dict[str, object]:
    found = summary(rounds_of(rounds, pages))
    show(found)
    return found


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--pages", type=int, default=PAGES)
    options = parser.parse_args(arguments)
    measure(options.rounds, options.pages)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
