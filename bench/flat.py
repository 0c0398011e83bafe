"""Whether a crawl of many pages stays as it began: `python -m bench.flat [--pages 100000]`.

Three crawls of small pages (the facts in bare markup, some 2 KB: a page of 96 KB would only make the bench longer):
a site into an empty database; the same site once more, nothing changed; and a fifth as many new pages of another
site into the database that holds all of the first one's. Memory, CPU and pages are noted twice a second.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.process import crawl_command, run
from bench.site import Site, running

PAGES, SHORT = 100_000, 5_000
FILE_BYTES = 16 << 20
"""Size of an archive file, so small that a short crawl needs several."""
MEMORY_GROWTH, MEMORY_MB, TIME_GROWTH = 1.15, 250, 1.10
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Sample:
    """One look at the crawl. `cpu`: seconds; `memory`: MB that are in use now."""

    pages: int
    cpu: float
    memory: float


class Watch:
    """Notes what the process has done so far."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.samples: list[Sample] = []

    def __call__(self, process_id: int) -> None:
        try:
            fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return
        memory = int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)
        cpu = (int(fields[11]) + int(fields[12])) / TICKS
        self.samples.append(Sample(int(self.site.counts()["pages"]), cpu, memory))

    def at(self, pages: float) -> Sample:
        """The first look after so many pages."""
        return next((each for each in self.samples if each.pages >= pages), self.samples[-1])

    def cpu_between(self, start: float, end: float) -> float:
        """Milliseconds of CPU per page in that part of the crawl."""
        first, last = self.at(start), self.at(end)
        return (last.cpu - first.cpu) / max(1, last.pages - first.pages) * 1000


def crawl(kind: str, site: Site, folder: Path) -> dict[str, float]:
    """One crawl, its figures printed."""
    site.reset()
    watch = Watch(site)
    size = ("-s", f"ARCHIVE_FILE_BYTES={FILE_BYTES}", "-s", "BASELINE=none")
    command = crawl_command(site.root, folder, *size)
    cost = run(command, watch)
    counts = site.counts()
    if cost.exit_code not in (0, 2) or f"{site.pages} models" not in cost.output:
        raise RuntimeError(f"the crawl ended with {cost.exit_code}: {cost.output}")
    tenth = site.pages / 10
    early, late = watch.cpu_between(tenth, 3 * tenth), watch.cpu_between(7.5 * tenth, 9.5 * tenth)
    found = {
        "pages": site.pages,
        "seconds": cost.wall,
        "pages_per_second": site.pages / cost.wall,
        "cpu_ms_per_page": watch.cpu_between(tenth, 9.5 * tenth),
        "cpu_ms_early": early,
        "cpu_ms_late": late,
        "time_growth": late / max(early, 1e-9),
        "memory_mb_at_a_tenth": watch.at(tenth).memory,
        "memory_mb_at_the_end": watch.at(site.pages).memory,
        **{f"memory_mb_at_{part}0%": watch.at(part * tenth).memory for part in (3, 5, 7)},
        "memory_growth": watch.at(site.pages).memory / watch.at(tenth).memory,
        "peak_mb": cost.peak_mb,
        "cpu_s_to_first_page": next((each.cpu for each in watch.samples if each.pages), 0.0),
        "seconds_to_first_request": counts["first"] - cost.started,
        "seconds_to_first_page": counts["first_page"] - cost.started,
    } | sizes(folder)
    print(f"{kind}:")
    for label, number in found.items():
        print(f"  {label.replace('_', ' '):28} {number:10.2f}", flush=True)
    return found


def sizes(folder: Path) -> dict[str, float]:
    """What lies on the disk."""
    files = list((folder / "archive").glob("*.warc.gz"))
    return {
        "archive_files": len(files),
        "archive_mb": sum(file.stat().st_size for file in files) / 1e6,
        "database_mb": (folder / "models.db").stat().st_size / 1e6,
    }


def measure(pages: int) -> dict[str, dict[str, float]]:
    """All three crawls."""
    found = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with running(pages, "small") as site:
            found["first"] = crawl("first", site, folder)
            found["unchanged"] = crawl("unchanged", site, folder)
        with running(pages // 5, "small", first=pages) as site:
            found["more"] = crawl("more", site, folder)
    found["more"]["time_beside_empty"] = found["more"]["cpu_ms_per_page"] / found["first"]["cpu_ms_per_page"]
    print(f"CPU per new page beside the first crawl's: {found['more']['time_beside_empty']:.2f}")
    return found


def misses(found: dict[str, dict[str, float]]) -> list[str]:
    """What does not hold, in sentences."""
    said = []
    for kind, row in found.items():
        # In a short crawl the caches of SQLite and of the vocabulary are still filling.
        if row["memory_growth"] > MEMORY_GROWTH and row["pages"] >= PAGES:
            said.append(f"{kind}: memory grew {row['memory_growth']:.2f} times, at most {MEMORY_GROWTH}")
        if row["peak_mb"] > MEMORY_MB:
            said.append(f"{kind}: {row['peak_mb']:.0f} MB, at most {MEMORY_MB}")
        if row["time_growth"] > TIME_GROWTH:
            said.append(f"{kind}: CPU per page grew {row['time_growth']:.2f} times, at most {TIME_GROWTH}")
    beside = found["more"]["time_beside_empty"]
    if beside > TIME_GROWTH:
        said.append(f"a new page costs {beside:.2f} times as much in a full database, at most {TIME_GROWTH}")
    return said


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=PAGES, help=f"{SHORT} for a short look")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    found = measure(options.pages)
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n")
    for sentence in misses(found) or ["memory and time per page stay as they were: the targets hold"]:
        print(sentence)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
