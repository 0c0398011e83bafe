"""A database made from facts of real pages and invented prose, through the real store: two runs with changes."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from schemas.profile import ModelProfile
from scraper.audit import audit
from scraper.extraction import Extraction, Finding, Kind, Reading
from scraper.page import Page, Position, Reject
from scraper.snapshot import Snapshot
from scraper.store import Ending, Store

FACTS = json.loads((Path(__file__).parent / "fixtures" / "audit.json").read_text("utf-8"))
HOSTILE = "<script>alert(1)</script>"
"""Stands wherever a page may put text. A reader must see these very characters."""
START = datetime(2026, 4, 1, 6, 0, tzinfo=UTC)
BENCHMARKS = (
    ("Coding", "LiveBench Coding", 0.9, -0.004),
    ("Mathematics", "LiveBench Mathematics", 0.92, -0.005),
    ("Reasoning", "LiveBench Reasoning", 0.85, -0.006),
    ("Web Development", "WebDev Arena", 1450.0, -3.1),
    ("General Text", "Text Arena", 1440.0, -2.2),
)
PILLARS = ("Upstream", "Model", "Downstream")


def records(copies: int = 1, seed: int = 7) -> list[ModelProfile]:
    """One record for each real page (times `copies`, under other slugs), with invented scores and prose."""
    random_ = random.Random(seed)
    made = [_record(page, copy, random_) for copy in range(copies) for page in FACTS]
    return [*made, _hostile()]


def _record(page: dict, copy: int, random_: random.Random) -> ModelProfile:
    slug = page["slug"] if copy == 0 else f"{page['slug']}-{copy}"
    facts = dict(page["facts"])
    if "release_date" in facts:
        day = date.fromisoformat(facts["release_date"]) - timedelta(days=random_.randrange(30) * copy)
        facts["release_date"] = day.isoformat()
    name = facts.setdefault("name", slug.replace("-", " ").title())
    facts |= {
        "family": name.split()[0].split("-")[0],
        "architecture": "Mixture of Experts (MoE)" if facts.get("experts") else "Dense",
        "license": random_.choice(["Apache 2.0", "MIT License", "Proprietary"]),
        "modality": random_.choice(["Text", "Multimodal"]),
        "description": f"{name} answers in short sentences. It reads {facts.get('context_length', 0)} tokens.",
    }
    if random_.random() < 0.5:
        facts["benchmarks"] = [_result(row, random_) for row in BENCHMARKS if random_.random() < 0.7]
    if random_.random() < 0.4:
        facts["transparency"] = _report(random_)
    if "parameters" in facts:
        facts["requirements"] = [
            {"context_tokens": 1024, "vram_gb": facts["parameters"] / 5e8, "tier": "Consumer",
             "device": "RTX 4090", "device_count": 1 + int(facts["parameters"] / 1.2e10), "device_vram_gb": 24}
        ]  # fmt: skip
    return ModelProfile.model_validate(_address(slug) | facts)


def _address(slug: str) -> dict[str, str]:
    return {"id": slug, "slug": slug, "locale": "en", "url": f"https://apxml.com/models/{slug}"}


def _result(row: tuple[str, str, float, float], random_: random.Random) -> dict:
    category, benchmark, best, step = row
    rank = random_.randrange(1, 120)
    score = round(best + step * rank + random_.gauss(0, abs(step) * 4), 3)
    return {"category": category, "benchmark": benchmark, "score": max(score, 0), "rank": rank}


def _report(random_: random.Random) -> dict:
    criteria = [
        {"pillar": pillar, "criterion": f"Criterion {number}", "score": random_.randrange(1, 11), "max_score": 10,
         "assessment": "The weights are open, the data is not."}
        for number, pillar in enumerate(["Upstream"] * 3 + ["Model"] * 4 + ["Downstream"] * 3)
    ]  # fmt: skip
    total = sum(each["score"] for each in criteria)
    return {"score": total, "max_score": 100, "grade": "B" if total > 60 else "D+", "criteria": criteria}


def _hostile() -> ModelProfile:
    """Every text is markup; a line separator and the end of a script element are in it too."""
    text = f"{HOSTILE}</script><img src=x onerror=alert(2)>\u2028&amp;"
    return ModelProfile.model_validate(
        _address("hostile")
        | {
            "name": HOSTILE,
            "family": text,
            "license": text,
            "architecture": text,
            "description": text,
            "context_length": 65_536,
            "parameters": "9B",
            "active_parameters": "10B",
            "release_date": "2025-08-01",
            "overall_rank": 4,
            "benchmarks": [{"category": text, "benchmark": HOSTILE, "score": 1.5, "rank": 1}],
            "transparency": {"score": 99, "max_score": 100, "note": text, "grade": "A",
                             "criteria": [{"pillar": HOSTILE, "criterion": text, "score": 99, "assessment": text}]},
        }
    )  # fmt: skip


def page(record: ModelProfile, at: datetime, number: int = 0) -> Page:
    """`record` as if it had been fetched at `at`."""
    body = f"{record.id} {at} {record.model_dump_json()}".encode()
    readings = tuple(
        Reading(place, "Specifications", name.replace("_", " ").title(), str(value), name)
        for place, (name, value) in enumerate(record.model_dump(exclude_none=True).items())
        if isinstance(value, int | str) and name not in ("id", "slug", "locale", "url")
    )
    findings = (Finding(Kind.UNKNOWN_LABEL, "Max Output Tokens", "64K"),) if number % 3 == 0 else ()
    return Page(
        Snapshot(record.url, at, 200, "text/html; charset=utf-8", body),
        Position("crawl.warc.gz", number * 1_000),
        Extraction(record, readings, findings, {"reading": len(readings)}),
        audit(record, at.date()),
    )


def build(path: Path, copies: int = 1) -> Path:
    """Writes the database: a first run over all records, a second a week later in which some changed."""
    first = records(copies)
    with Store(path) as store:
        _run(store, START, first, "ok", [])
        later = [_changed(record) if place % 9 == 0 else record for place, record in enumerate(first)]
        _run(store, START + timedelta(days=7), later, "degraded", ["2 of 100 pages could not be fetched"])
    return path


def _run(store: Store, at: datetime, pages: Iterable[ModelProfile], outcome: str, reasons: list[str]) -> None:
    run_id = store.begin_run(at, "crawl", {"site": "https://apxml.com"})
    kinds: dict[str, int] = {}
    for place, record in enumerate(pages):
        saved = store.save(page(record, at + timedelta(seconds=2 * place), place), run_id)
        kinds[saved.kind] = kinds.get(saved.kind, 0) + 1
    store.reject(
        Reject(f"https://apxml.com/models/{HOSTILE}", "not_a_profile", f"only 0 labels {HOSTILE}"), run_id
    )
    counts = kinds | {"models": sum(kinds.values())}
    store.finish_run(run_id, at + timedelta(minutes=9), Ending(outcome, reasons, counts))


def _changed(record: ModelProfile) -> ModelProfile:
    context = (record.context_length or 1_000) * 2
    return record.model_copy(update={"context_length": context, "license": "Apache 2.0"})
