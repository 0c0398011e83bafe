"""A small database for the examples of the documentation: every column of every table and view has a value.

Its record is made of the examples that stand beside the record's own fields.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import BaseModel

from schemas.profile import Benchmark, Criterion, ModelProfile, Requirement, Transparency
from scraper.audit import audit
from scraper.extraction import Extraction, Finding, Kind, Reading
from scraper.page import Page, Position, Reject
from scraper.snapshot import Snapshot
from scraper.store import Ending, Store

_MOMENT = datetime(2025, 11, 1, 6, 30, tzinfo=UTC)
_WEEK = timedelta(days=7)
_OTHER = "https://apxml.com/models/claude-3-haiku"


def _examples(part: type[BaseModel]) -> dict[str, object]:
    return {name: info.examples[0] for name, info in part.model_fields.items() if info.examples}


def _record() -> ModelProfile:
    criterion = _examples(Criterion) | {"assessment": "Layers and widths are published, the training is not."}
    report = _examples(Transparency) | {"note": "Open about its identity.", "criteria": [criterion]}
    prose = {
        "description": "A small model that answers fast.",
        "family_description": "Models of autumn 2025.",
    }
    parts = {"benchmarks": [_examples(Benchmark)], "requirements": [_examples(Requirement)]}
    return ModelProfile.model_validate(_examples(ModelProfile) | prose | parts | {"transparency": report})


def build_sample(path: Path) -> None:
    """Writes the database: two models and two runs; the second run finds changes, and that one model is gone."""
    now = _record()
    rows = tuple(row.model_copy(update={"rank": 41}) for row in now.benchmarks)
    before = now.model_copy(update={"context_length": 128_000, "benchmarks": rows})
    address = {"id": "claude-3-haiku", "slug": "claude-3-haiku", "url": _OTHER}
    other = now.model_copy(update=address | {"knowledge_cutoff": "2025-11"})
    with Store(path) as store:
        run = _begin(store, _MOMENT)
        store.save(_page(before, _MOMENT, "128K", 0), run)
        store.save(_page(other, _MOMENT, "200K", 40_000), run)
        _finish(store, run, _MOMENT)
        run = _begin(store, _MOMENT + _WEEK)
        store.save(_page(now, _MOMENT + _WEEK, "200K", 80_000), run)
        store.gone(_OTHER, _MOMENT + _WEEK, 404, run)
        _finish(store, run, _MOMENT + _WEEK)


def _begin(store: Store, at: datetime) -> int:
    run = store.begin_run(at, "crawl", {"site": "https://apxml.com"})
    urls = (_record().url, _OTHER, "https://apxml.com/models/soon")
    store.add_urls(run, [(url, "sitemap", "2025-10-30") for url in urls])
    return run


def _finish(store: Store, run: int, at: datetime) -> None:
    soon = Snapshot("https://apxml.com/models/soon", at, 200, "text/html; charset=utf-8", b"soon")
    store.reject(Reject(soon.url, "not_a_profile", "only 0 known labels", soon, _place(120_000)), run)
    counts = {"models": 2, "stored": 2, "rejected": 1}
    reasons = ["1 of 3 pages were turned away (table rejects says why)"]
    fills, findings = {"context_length": 2}, {"unknown_label": 2}
    ending = Ending("degraded", reasons, counts, fills, findings)
    store.finish_run(run, at + timedelta(minutes=4), ending)


def _page(record: ModelProfile, at: datetime, length: str, offset: int) -> Page:
    body = f"{record.name}: {length}".encode()
    modified = "Thu, 30 Oct 2025 09:00:00 GMT"
    snapshot = Snapshot(record.url, at, 200, "text/html; charset=utf-8", body, '"5f2c"', modified, "sitemap")
    readings = (Reading(0, "Technical Specifications", "Context Length", length, "context_length"),)
    findings = (
        Finding(Kind.UNKNOWN_LABEL, "Max Output Tokens", "8K" if record.url == _OTHER else "64K"),
        Finding(Kind.CONFLICT, "Rank", "#121"),
    )
    found = Extraction(record, readings, findings, {"reading": 1, "finding": 2})
    return Page(snapshot, _place(offset), found, audit(record, at.date()))


def _place(offset: int) -> Position:
    return Position("20251101063000-crawl.warc.gz", offset)
