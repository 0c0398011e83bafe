"""The `runs` table: one row per crawl, archive reading or ingest."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from scraper.snapshot import utc_text

RunKind = Literal["crawl", "archive", "ingest"]
Outcome = Literal["ok", "degraded", "failed", "interrupted"]


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ended. `fills`: records that hold a value, by field; `findings`: their number, by kind."""

    outcome: Outcome
    reasons: Sequence[str] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    fills: Mapping[str, int] = field(default_factory=dict)
    findings: Mapping[str, int] = field(default_factory=dict)


def as_json(value: object) -> str:
    """JSON as it stands in the columns of `runs`: equal values give equal texts."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def begin(
    connection: sqlite3.Connection, started_at: datetime, kind: RunKind, settings: Mapping[str, object]
) -> int:
    """A new row of `runs`; its id."""
    sql = "INSERT INTO runs (kind, started_at, settings) VALUES (?, ?, ?)"
    return connection.execute(sql, (kind, utc_text(started_at), as_json(dict(settings)))).lastrowid or 0


def finish(connection: sqlite3.Connection, run_id: int, finished_at: datetime, ending: Ending) -> None:
    """Closes a run's row."""
    connection.execute(
        "UPDATE runs SET finished_at = ?, outcome = ?, reasons = ?, counts = ?, fills = ?, findings = ?"
        " WHERE id = ?",
        (
            utc_text(finished_at),
            ending.outcome,
            as_json(list(ending.reasons)),
            as_json(dict(ending.counts)),
            as_json(dict(ending.fills)),
            as_json(dict(ending.findings)),
            run_id,
        ),
    )


def close_cut_off(connection: sqlite3.Connection, noticed_at: datetime) -> None:
    """Closes every run that has not ended. For the one process that holds the database: nobody else can be at work."""
    reasons = as_json(["cut off: the process ended without a word; the same command resumes it"])
    connection.execute(
        "UPDATE runs SET finished_at = ?, outcome = 'interrupted', reasons = ? WHERE outcome IS NULL",
        (utc_text(noticed_at), reasons),
    )


def reopen(connection: sqlite3.Connection, run_id: int) -> None:
    """Makes a run one that has not ended."""
    connection.execute(
        "UPDATE runs SET finished_at = NULL, outcome = NULL, reasons = '[]' WHERE id = ?", (run_id,)
    )


def started_at(connection: sqlite3.Connection, run_id: int) -> str:
    """When a run began (UTC text). Raises `KeyError` for a run that is not there."""
    row = connection.execute("SELECT started_at FROM runs WHERE id = ?", (run_id,)).fetchone()
    if row is None:
        raise KeyError(f"no run {run_id}: begin_run first")
    return str(row[0])
