"""How long things take to begin: `python -m bench.start`. The least disturbed of several runs counts."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench.extraction import rich_facts
from bench.process import PYTHON, Cost, crawl_command, run
from bench.site import running
from bench.template import page

TIMES = 5
TARGETS = {"first_request": 1.5, "extract_file": 1.0}
"""Seconds."""


def first_request(times: int = TIMES) -> tuple[float, float]:
    """From the command to the first request on the wire: seconds by the clock; CPU of such a crawl of one page."""
    walls, costs = [], []
    with running(1) as site:
        for _ in range(times):
            site.reset()
            with tempfile.TemporaryDirectory() as name:
                cost = run(crawl_command(site.root, Path(name)))
            walls.append(site.counts()["first"] - cost.started)
            costs.append(cost.cpu)
    return min(walls), min(costs)


def extract_file(times: int = TIMES) -> tuple[float, float]:
    """`scrapy extract` of one page: seconds by the clock, and of CPU."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "page.html"
        file.write_bytes(page(rich_facts(1)[0]))
        costs: list[Cost] = [
            run([PYTHON, "-m", "scraper", "extract", str(file), "--url", "https://apxml.com/models/bench"])
            for _ in range(times)
        ]
    if any(cost.exit_code for cost in costs):
        raise RuntimeError(f"extract ended with {costs[0].exit_code}: {costs[0].output[:300]}")
    return min(cost.wall for cost in costs), min(cost.cpu for cost in costs)


def measure(times: int = TIMES) -> dict[str, dict[str, float]]:
    """Both, printed."""
    found = {}
    for name, read in (("first_request", first_request), ("extract_file", extract_file)):
        seconds, cpu = read(times)
        found[name] = {"seconds": seconds, "cpu": cpu, "target": TARGETS[name]}
        print(
            f"{name.replace('_', ' '):15} {seconds:5.2f} s, CPU {cpu:5.2f} s (target: under {TARGETS[name]} s)"
        )
    return found


if __name__ == "__main__":
    measure()
    sys.exit(0)
