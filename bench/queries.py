"""How long the views and searches take on 10,000 models: python -m bench.queries [--models N] [--json FILE].

Two figures for each view: the first 100 rows, as a reader's screen asks for them, and every row, fetched. Medians.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from schemas.profile import ModelProfile
from scraper.audit import Anomaly
from scraper.extraction import Extraction, Finding, Kind, Reading
from scraper.page import Page, Position
from scraper.snapshot import Snapshot
from scraper.store import Store
from scraper.store.past import MODELS_AS_OF
from scraper.store.search import SEARCH_SQL
from scraper.store.views import VIEWS

ROUNDS = 7
SCREEN = 100
WORDS = [f"word{number}" for number in range(4000)]
FREQUENCIES = list(accumulate(1 / place for place in range(1, len(WORDS) + 1)))  # as in a language
SEARCHES = ("model 77", "word0 word1", "word17 word170", "word399", "wor", "模型")
FIRST_DAY = datetime(2025, 1, 1, tzinfo=UTC)


def prose(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, cum_weights=FREQUENCIES, k=words))


def made_page(number: int, copy: int) -> Page:
    """An invented page of usual size; copy 1 is copy 0 with other ranks."""
    chance = random.Random(number)
    slug = f"model-{number}"
    profile = ModelProfile.model_validate(
        {
            "id": slug,
            "slug": slug,
            "locale": "en",
            "url": f"https://models.example/models/{slug}",
            "name": f"Model {number}" if number % 50 else f"模型 {number}",
            "family": f"Family {number % 400}",
            "description": prose(chance, 180),
            "family_description": prose(chance, 80),
            "parameters": chance.randrange(1, 700) * 10**9,
            "active_parameters": chance.randrange(1, 40) * 10**9 if number % 3 == 0 else None,
            "experts": 128 if number % 3 == 0 else None,
            "active_experts": 8 if number % 3 == 0 else None,
            "context_length": chance.choice([2048, 8192, 32_768, 131_072, 200_000, 1_000_000]),
            "layers": chance.randrange(20, 90),
            "hidden_size": 4096,
            "release_date": f"{chance.randrange(2020, 2026)}-{chance.randrange(1, 13):02d}",
            "overall_rank": number + copy + 1,
            "coding_rank": number + 1,
            "benchmarks": [
                {
                    "category": f"C{place % 4}",
                    "benchmark": f"Benchmark {place}",
                    "score": chance.random(),
                    "rank": number + 1,
                }
                for place in range(7)
            ],
            "transparency": {
                "score": 34.0,
                "max_score": 100.0,
                "grade": chance.choice("ABCDF"),
                "criteria": [
                    {
                        "pillar": ("Upstream", "Model", "Downstream")[place % 3],
                        "criterion": f"Criterion {place}",
                        "score": chance.randrange(10),
                        "max_score": 10,
                        "assessment": prose(chance, 35),
                    }
                    for place in range(10)
                ],
            },
            "requirements": [
                {
                    "context_tokens": 1024,
                    "vram_gb": chance.uniform(4, 900),
                    "tier": tier,
                    "device": "RTX 4090",
                }
                for tier in ("Consumer", "Datacenter")
            ],
        }
    )
    moment = FIRST_DAY + timedelta(days=copy, seconds=number)
    snapshot = Snapshot(profile.url, moment, 200, "text/html", b"%d %d" % (number, copy))
    readings = tuple(
        Reading(place, "Specs", f"Label {place}", f"{place} {copy}", None) for place in range(40)
    )
    finding = Finding(Kind.CONFLICT if number % 9 == 0 else Kind.UNKNOWN_LABEL, f"Odd {number % 30}", "text")
    extraction = Extraction(profile, readings, (finding,), {})
    anomalies = (Anomaly("size_in_name", "text"),) if number % 5 == 0 else ()
    return Page(snapshot, Position("bench.warc.gz", number), extraction, anomalies)


def fill(path: Path, models: int) -> None:
    with Store(path) as store:
        run = store.begin_run(FIRST_DAY, "crawl", {})
        for copy in (0, 1):
            for number in range(models):
                store.save(made_page(number, copy), run)
                if number % 500 == 0:
                    store.flush()


def median_ms(ask: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        ask()
        times.append((time.perf_counter() - began) * 1000)
    return round(statistics.median(times), 2)


def measure(path: Path) -> list[dict[str, object]]:
    connection = sqlite3.connect(path)
    results: list[dict[str, object]] = []
    for view in VIEWS:
        whole = f"SELECT * FROM {view.name}"
        if view.name == "trace":  # made for one model at a time
            whole += " WHERE model_id = 'model-77'"
        every = connection.execute(whole).fetchall
        rows = len(every())
        first = median_ms(lambda sql=whole: connection.execute(f"{sql} LIMIT {SCREEN}").fetchall())
        everything = median_ms(lambda sql=whole: connection.execute(sql).fetchall())
        results.append({"query": view.name, "rows": rows, "first_100_ms": first, "all_ms": everything})
    for words in SEARCHES:
        asked = {"words": words}
        found = len(connection.execute(SEARCH_SQL, asked).fetchall())
        cost = median_ms(lambda asked=asked: connection.execute(SEARCH_SQL, asked).fetchall())
        results.append({"query": f"search: {words}", "rows": found, "first_100_ms": cost, "all_ms": cost})
    at = {"at": "2025-01-01T12:00:00Z"}
    cost = median_ms(lambda: connection.execute(MODELS_AS_OF, at).fetchall())
    results.append({"query": "models_as_of (recipe)", "rows": 0, "first_100_ms": None, "all_ms": cost})
    connection.close()
    return results


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=int, default=10_000)
    parser.add_argument("--database", type=Path, help="measure this file instead of an invented one")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.database or Path(folder) / "models.db"
        if not options.database:
            fill(path, options.models)
        size = path.stat().st_size
        results = measure(path)
    print(f"{options.models} models, {size / 1e6:.0f} MB, medians of {ROUNDS}, milliseconds")
    print(f"{'query':<28}{'rows':>9}{'first 100':>12}{'all':>10}")
    for each in results:
        first = "" if each["first_100_ms"] is None else each["first_100_ms"]
        print(f"{each['query']:<28}{each['rows']:>9}{first:>12}{each['all_ms']:>10}")
    if options.json:
        figures = {"models": options.models, "bytes": size, "rounds": ROUNDS, "queries": results}
        options.json.write_text(json.dumps(figures, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
