"""Pages for the store's tests: small, and every part of them can be set."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from schemas.profile import ModelProfile
from scraper.audit import Anomaly
from scraper.extraction import Extraction, Finding, Kind, Reading
from scraper.page import Page, Position
from scraper.snapshot import Snapshot
from scraper.store import Store

FIRST_DAY = datetime(2025, 1, 1, tzinfo=UTC)
SITE = "https://models.example"


def day(number: float) -> datetime:
    """Noon of nothing in particular: `number` days after the first one."""
    return FIRST_DAY + timedelta(days=number)


def text_of(number: float) -> str:
    return day(number).strftime("%Y-%m-%dT%H:%M:%SZ")


def record(slug: str = "alpha", **values: Any) -> ModelProfile:
    address = {"id": slug, "slug": slug, "locale": "en", "url": f"{SITE}/models/{slug}"}
    return ModelProfile.model_validate(address | values)


def page(
    slug: str = "alpha",
    on: float = 0,
    body: str | None = None,
    readings: tuple[tuple[str, str], ...] | None = None,
    findings: tuple[Finding, ...] = (),
    anomalies: tuple[Anomaly, ...] = (),
    cause: Any = "site",
    **values: Any,
) -> Page:
    """A page whose bytes and readings follow from its values, unless they are given."""
    profile = record(slug, **values)
    pairs = tuple((name, str(value)) for name, value in values.items()) if readings is None else readings
    snapshot = Snapshot(
        url=profile.url,
        fetched_at=day(on),
        status=200,
        media_type="text/html; charset=utf-8",
        body=(body if body is not None else repr((slug, values))).encode(),
        etag=f'"{on}"',
        found_by="sitemap",
    )
    read = tuple(Reading(place, "Specs", label, raw, label) for place, (label, raw) in enumerate(pairs))
    extraction = Extraction(profile, read, findings, {})
    return Page(snapshot, Position("a.warc.gz", int(on * 1000)), extraction, anomalies, cause)


def full_page(slug: str = "alpha", on: float = 0, **changed: Any) -> Page:
    """A page with something in every table."""
    values: dict[str, Any] = {
        "name": "Alpha 7B",
        "family": "Alpha",
        "description": "Alpha reads long texts.",
        "family_description": "The Alphas are small.",
        "parameters": 7_000_000_000,
        "context_length": 131_072,
        "sliding_window": True,
        "release_date": "2025-02",
        "overall_rank": 120,
        "coding_rank": 82,
        "benchmarks": [
            {"category": "Coding", "benchmark": "Aider", "score": 0.5, "rank": 3},
            {"category": "Maths", "benchmark": "AIME", "score": 41.0, "rank": None},
        ],
        "transparency": {
            "score": 34.0,
            "max_score": 100.0,
            "grade": "D",
            "note": "Nobody looked.",
            "criteria": [
                {
                    "pillar": "Upstream",
                    "criterion": "Data",
                    "score": 2,
                    "max_score": 10,
                    "assessment": "Opaque.",
                },
                {
                    "pillar": "Model",
                    "criterion": "Weights",
                    "score": 8,
                    "max_score": 10,
                    "assessment": "Open.",
                },
            ],
        },
        "requirements": [{"context_tokens": 1024, "vram_gb": 20.5, "tier": "Consumer", "device": "RTX 4090"}],
    }
    finding = Finding(Kind.UNKNOWN_LABEL, "Colour", "blue")
    return page(
        slug,
        on,
        findings=(finding,),
        anomalies=(Anomaly("too_blue", "It is blue."),),
        **(values | changed),
    )


def begin(store: Store, on: float = 0, kind: Any = "crawl") -> int:
    return store.begin_run(day(on), kind, {"site": SITE})


def rows(where: Store | Path, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """Rows of a query, through the store's own connection or from outside."""
    if isinstance(where, Store):
        with where.reading() as connection:
            return connection.execute(sql, values).fetchall()
    connection = sqlite3.connect(where)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


def one(where: Store | Path, sql: str, *values: Any) -> Any:
    """The single value of a query."""
    ((value,),) = rows(where, sql, *values)
    return value


TABLES = (
    "models", "benchmarks", "transparency", "requirements", "readings", "findings", "anomalies",
    "changes", "snapshots", "rejects", "pages",
)  # fmt: skip


def content(where: Store | Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything but the runs, table by table."""
    return {table: rows(where, f"SELECT * FROM {table} ORDER BY 1, 2") for table in TABLES}


def assert_sound(where: Store | Path) -> None:
    assert rows(where, "PRAGMA integrity_check") == [("ok",)]
    assert rows(where, "PRAGMA foreign_key_check") == []
