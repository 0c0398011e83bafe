"""What a run is about in the database: where it goes on, what it brought, what the last good one had, what is held.

Reads only.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from schemas.profile import IDENTITY
from scraper.store.columns import PART_NAMES, RECORD_COLUMNS
from scraper.store.runs import as_json

_STORED = "('stored', 'unchanged', 'older')"
_THIS_RUN = f"FROM pages p JOIN models m ON m.id = p.model_id WHERE p.run_id = ? AND p.state IN {_STORED}"
_SAME = "kind = ? AND settings = ?"
FIELDS: tuple[str, ...] = tuple(column.name for column in RECORD_COLUMNS if column.name not in IDENTITY)


@dataclass(frozen=True, slots=True)
class Run:
    """A row of `runs`, its JSON read. Moments as stored text; `outcome` is None where the run was cut off."""

    id: int
    kind: str
    started_at: str
    finished_at: str | None
    outcome: str | None
    reasons: tuple[str, ...]
    settings: dict[str, object]
    counts: dict[str, int]
    fills: dict[str, int]
    findings: dict[str, int]


def runs(connection: sqlite3.Connection, kind: str | None = None, limit: int = 50) -> Iterator[Run]:
    """Runs of that kind (or all), the newest first."""
    return _runs(connection, "? IS NULL OR kind = ?", kind, kind, limit)


def last_crawl(connection: sqlite3.Connection) -> Run | None:
    """The newest run that asked a site, by one process or by several."""
    return next(_runs(connection, "kind <> 'archive'", 1), None)


def good_crawls(connection: sqlite3.Connection) -> dict[tuple[str, str], Run]:
    """The newest good run over all pages, per site and language; one over chosen pages, or a few, tells of no other."""
    newest_of_each = (
        "id IN (SELECT max(id) FROM runs WHERE kind <> 'archive' AND outcome = 'ok' AND settings ->> 'limit' IS NULL"
        " AND coalesce(json_array_length(settings, '$.slugs'), 0) = 0 GROUP BY settings)"
    )
    found: dict[tuple[str, str], Run] = {}
    for run in _runs(connection, newest_of_each, -1):
        for site in str(run.settings.get("site", "")).split(","):
            found.setdefault((site, str(run.settings.get("locale", ""))), run)
    return found


def _runs(connection: sqlite3.Connection, condition: str, *values: object) -> Iterator[Run]:
    """Runs that meet a condition, the newest first; the last of `values`: how many at most."""
    rows = connection.execute(
        "SELECT id, kind, started_at, finished_at, outcome, reasons, settings, counts, fills, findings FROM runs"  # noqa: S608
        f" WHERE {condition} ORDER BY id DESC LIMIT ?",
        values,
    )
    for row in rows:
        reasons, settings, counted, filled, found = map(json.loads, row[5:])
        yield Run(row[0], row[1], row[2], row[3], row[4], tuple(reasons), settings, counted, filled, found)


def last_good(connection: sqlite3.Connection, kind: str, settings: Mapping[str, object]) -> Run | None:
    """The last run that was ok and covered the same pages."""
    same = f"{_SAME} AND outcome = 'ok'"
    return next(_runs(connection, same, kind, as_json(settings), 1), None)


def interrupted(connection: sqlite3.Connection, kind: str, settings: Mapping[str, object]) -> Run | None:
    """The newest run over the same pages, where it did not come to its end; whatever runs over others came since."""
    newest = next(_runs(connection, _SAME, kind, as_json(settings), 1), None)
    return newest if newest is not None and newest.outcome == "interrupted" else None


def on_list(connection: sqlite3.Connection, run_id: int) -> tuple[int, int]:
    """How many pages are on the run's list, and how many of them are settled."""
    sql = "SELECT count(*), coalesce(sum(state <> 'pending'), 0) FROM pages WHERE run_id = ?"
    known, done = connection.execute(sql, (run_id,)).fetchone()
    return int(known), int(done)


def known_urls(connection: sqlite3.Connection, prefix: str, run_id: int) -> list[str]:
    """Addresses under `prefix` that led to a model, which is not gone, and that are not on the run's list."""
    sql = (
        "SELECT p.url FROM pages p JOIN models m ON m.id = p.model_id WHERE m.gone_since IS NULL AND p.run_id <> ?"
        " AND p.url >= ? AND p.url < ?"
    )
    return [url for (url,) in connection.execute(sql, (run_id, prefix, prefix + "\U0010ffff"))]


def latest_moment(connection: sqlite3.Connection) -> datetime | None:
    """The latest moment that the last runs and snapshots put down (UTC); None for an empty database."""
    row = connection.execute(
        "SELECT max((SELECT max(coalesce(finished_at, started_at)) FROM runs),"
        " coalesce((SELECT fetched_at FROM snapshots ORDER BY id DESC LIMIT 1), ''))"
    ).fetchone()
    return datetime.fromisoformat(row[0]).astimezone(UTC) if row and row[0] else None


def counts(connection: sqlite3.Connection, run_id: int) -> dict[str, int]:
    """Pages of the run per state.

    `stored` is told apart into new and changed; `absent` is a 404 for a page that never was a model.
    """
    of_run = "SELECT count(*) FROM pages WHERE run_id = ?"
    result = dict(
        connection.execute("SELECT state, count(*) FROM pages WHERE run_id = ? GROUP BY state", (run_id,))
    )
    # Not by first_seen: an archived page was seen long before the run that reads it. Nor by the order of runs: one
    # that was interrupted goes on after others.
    first = "SELECT s.run_id FROM snapshots s WHERE s.model_id = m.id ORDER BY s.id LIMIT 1"
    new = f"SELECT count(*) {_THIS_RUN} AND p.state = 'stored' AND ({first}) = p.run_id"
    result["new"] = _one(connection, new, run_id)
    result["changed"] = result.pop("stored", 0) - result["new"]
    result["absent"] = _one(connection, f"{of_run} AND state = 'gone' AND model_id IS NULL", run_id)
    result["gone"] = result.get("gone", 0) - result["absent"]
    result["forbidden"] = result.pop("skipped", 0)
    result["poorer"] = _one(connection, f"{of_run} AND state = 'rejected' AND detail LIKE 'poorer%'", run_id)
    result["models"] = _one(connection, f"SELECT count(*) {_THIS_RUN}", run_id)
    return {name: number for name, number in result.items() if number}


def causes(connection: sqlite3.Connection, run_id: int) -> dict[str, dict[str, int]]:
    """Why pages of the run failed or were rejected: state -> first words of the detail -> pages."""
    found: dict[str, dict[str, int]] = {"failed": {}, "rejected": {}}
    sql = (
        "SELECT state, substr(detail, 1, instr(detail || ':', ':') - 1), count(*) FROM pages"
        " WHERE run_id = ? AND state IN ('failed', 'rejected') GROUP BY 1, 2"
    )
    for state, cause, number in connection.execute(sql, (run_id,)):
        found[state][cause or "unknown"] = number
    return found


class Failure(NamedTuple):
    """A page that failed or was rejected. `detail`: why, for a person."""

    url: str
    state: str
    detail: str


def failures(connection: sqlite3.Connection, run_id: int, limit: int) -> list[Failure]:
    """Pages that failed or were rejected in the run, by address."""
    sql = (
        "SELECT url, state, coalesce(detail, '') FROM pages"
        " WHERE run_id = ? AND state IN ('failed', 'rejected') ORDER BY url LIMIT ?"
    )
    return [Failure(*row) for row in connection.execute(sql, (run_id, limit))]


class Holdings(NamedTuple):
    """What the database holds. `last_seen`: of the model that was seen last (UTC text), None where there is none."""

    models: int
    gone: int
    last_seen: str | None


def holdings(connection: sqlite3.Connection) -> Holdings:
    """How many models are stored, and how many of them are gone."""
    sql = "SELECT count(*), count(gone_since), max(last_seen) FROM models"
    return Holdings(*connection.execute(sql).fetchone())


def fills(connection: sqlite3.Connection, run_id: int) -> dict[str, int]:
    """Models of the run that hold a value, per field, and that have rows, per table."""
    columns = ", ".join(f"count(m.{name})" for name in FIELDS)
    row = connection.execute(f"SELECT {columns} {_THIS_RUN}", (run_id,)).fetchone()
    result = dict(zip(FIELDS, row, strict=True))
    for part in PART_NAMES:
        rows = f"EXISTS (SELECT 1 FROM {part} t WHERE t.model_id = m.id)"  # noqa: S608 - names of tables
        sql = f"SELECT count(*) {_THIS_RUN} AND {rows}"
        result[part] = _one(connection, sql, run_id)
    return result


def findings(connection: sqlite3.Connection, run_id: int) -> dict[str, int]:
    """Findings on the models of the run, per kind."""
    sql = (
        "SELECT f.kind, count(*) FROM pages p JOIN models m ON m.id = p.model_id"  # noqa: S608 - states are ours
        f" JOIN findings f ON f.snapshot_id = m.snapshot_id WHERE p.run_id = ? AND p.state IN {_STORED}"
        " GROUP BY f.kind"
    )
    return dict(connection.execute(sql, (run_id,)))


def new_labels(connection: sqlite3.Connection, run_id: int) -> tuple[str, ...]:
    """Unknown labels that this run met and no run before it did."""
    sql = (
        "SELECT f.label FROM snapshots s JOIN findings f ON f.snapshot_id = s.id"
        " WHERE s.run_id {} ? AND f.kind = 'unknown_label' AND f.label IS NOT NULL"
    )
    query = f"{sql.format('=')} EXCEPT {sql.format('<')} ORDER BY 1"
    return tuple(label for (label,) in connection.execute(query, (run_id, run_id)))


def _one(connection: sqlite3.Connection, sql: str, *values: object) -> int:
    return int(connection.execute(sql, values).fetchone()[0])
