"""Every figure of docs/performance.md in one run: `python -m bench [--quick]` prints tables and writes JSON.

The crawl of 100,000 pages has a command of its own: `python -m bench.flat`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench import calls, crawl, extraction, flat, load, start

RESULTS = Path(__file__).with_name("results")


def machine() -> dict[str, object]:
    """What the figures were taken on. `load`: running processes on average, over one and five minutes."""
    return {
        "moment": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "cores": os.cpu_count(),
        "load": os.getloadavg()[:2],
    }


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="three rounds instead of nine, a shorter flat crawl"
    )
    parser.add_argument("--json", type=Path, default=RESULTS / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json")
    options = parser.parse_args(arguments)
    found: dict[str, object] = {"machine": machine()}
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n\nStart")
    found["start"] = start.measure()
    print("\nThe site alone")
    found["site"] = load.measure()
    print("\nExtraction beside parsing and one walk")
    found["extraction"] = extraction.run(5 if options.quick else extraction.ROUNDS)
    print("\nFunction calls per page")
    found["calls"] = calls.measure()
    print("\nThe whole way")
    found["crawl"] = crawl.measure(crawl.QUICK_ROUNDS if options.quick else crawl.ROUNDS)
    print("\nA longer crawl")
    found["flat"] = flat.measure(flat.SHORT // 2 if options.quick else flat.SHORT)
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(found, indent=2) + "\n")
    print(f"\nwritten: {options.json}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
