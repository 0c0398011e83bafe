"""Writes one page's rows. Statements only: whoever calls holds the transaction and the savepoint."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from scraper.page import Page, Position
from scraper.snapshot import Snapshot, utc_text
from scraper.store.columns import RECORD_NAMES
from scraper.store.history import PARTS, Change, changes
from scraper.store.rows import Record, Row, Rows
from scraper.store.stored import Stored, load_record

Cause = Literal["site", "extractor"]

_CLOCKS = ("filled", "first_seen", "last_seen", "last_changed", "gone_since")
_BOOKS = ("snapshot_id", "latest_snapshot_id", "record_hash", "reading_hash")
_COLUMNS = (*RECORD_NAMES, *_CLOCKS, *_BOOKS)


def _insert(table: str, columns: Sequence[str]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608


_INSERT_MODEL = _insert("models", _COLUMNS)
_UPDATE_MODEL = f"UPDATE models SET {', '.join(f'{name} = ?' for name in _COLUMNS)} WHERE number = ?"  # noqa: S608
_MOVE_MODEL = """
UPDATE models SET last_seen = ?, gone_since = ?, snapshot_id = ?, latest_snapshot_id = ?, reading_hash = ? WHERE number = ?
"""
_INSERT_SNAPSHOT = _insert(
    "snapshots",
    ("url", "fetched_at", "status", "media_type", "digest", "body_bytes", "archive_file", "archive_offset")
    + ("model_id", "run_id"),
)
_DELETE_PART = {part.name: f"DELETE FROM {part.name} WHERE model_id = ?" for part in PARTS}  # noqa: S608
_INSERT_PART = {part.name: _insert(part.name, ("model_id", "position", *part.columns)) for part in PARTS}
_INSERT_READING = _insert("readings", ("snapshot_id", "position", "section", "label", "raw", "field"))
_INSERT_FINDING = _insert("findings", ("snapshot_id", "position", "kind", "label", "text"))
_INSERT_ANOMALY = _insert("anomalies", ("model_id", "rule", "detail"))
_INSERT_CHANGE = _insert(
    "changes",
    ("model_id", "field", "old", "new", "changed_at", "cause", "run_id", "from_snapshot_id", "snapshot_id")
    + ("part", "item", "attribute"),
)
_NOTHING = Record((None,) * len(RECORD_NAMES), (), (), ())


@dataclass(frozen=True, slots=True)
class Visit:
    """One copy of a page on its way into the database. `run_started_at`: the moment of changes that newer rules make."""

    page: Page
    rows: Rows
    fetched_at: str
    run_id: int
    run_started_at: str


def insert_snapshot(
    connection: sqlite3.Connection,
    snapshot: Snapshot,
    position: Position | None,
    model_id: str | None,
    run_id: int,
) -> int:
    """A new row of `snapshots`; its id."""
    place = (position.file, position.offset) if position else (None, None)
    row = (
        snapshot.url,
        utc_text(snapshot.fetched_at),
        snapshot.status,
        snapshot.media_type,
        snapshot.digest,
        len(snapshot.body),
        *place,
        model_id,
        run_id,
    )
    return connection.execute(_INSERT_SNAPSHOT, row).lastrowid or 0


def write_new(connection: sqlite3.Connection, visit: Visit) -> int:
    """Every row of a model that was not there; the snapshot's id."""
    page, rows, at = visit.page, visit.rows, visit.fetched_at
    snapshot_id = insert_snapshot(connection, page.snapshot, page.position, rows.model_id, visit.run_id)
    clocks: Row = (rows.filled, at, at, at, None)
    books: Row = (snapshot_id, snapshot_id, rows.record_hash, rows.reading_hash)
    connection.execute(_INSERT_MODEL, rows.record.scalars + clocks + books)
    _write_parts(connection, rows.model_id, _NOTHING, rows.record)
    _write_readings(connection, snapshot_id, rows)
    _write_anomalies(connection, rows)
    return snapshot_id


def write_over(connection: sqlite3.Connection, visit: Visit, stored: Stored) -> tuple[Stored, int]:
    """Brings a stored model up to date with a copy that is not older: its new state, and the number of changes."""
    page, rows, at = visit.page, visit.rows, visit.fetched_at
    same_body = page.snapshot.digest == stored.digest
    latest = stored.latest_snapshot_id
    if not same_body:
        latest = insert_snapshot(connection, page.snapshot, page.position, rows.model_id, visit.run_id)
    read_from = stored.snapshot_id
    if rows.reading_hash != stored.reading_hash:
        read_from = latest
        _delete_readings(connection, latest, same_body)
        _write_readings(connection, latest, rows)
    returned = stored.gone_since is not None and at > stored.gone_since
    moved = replace(
        stored,
        last_seen=max(stored.last_seen, at),
        gone_since=None if returned else stored.gone_since,
        snapshot_id=read_from,
        latest_snapshot_id=latest,
    )
    count = 0
    if returned:
        write_gone_change(connection, (rows.model_id, visit.run_id, latest), stored, None, at)
        count = 1
    if rows.record_hash != stored.record_hash:
        return moved, count + _write_record(connection, visit, stored, moved)
    place = (moved.last_seen, moved.gone_since, read_from, latest, rows.reading_hash, stored.number)
    connection.execute(_MOVE_MODEL, place)
    return moved, count


def _write_record(connection: sqlite3.Connection, visit: Visit, stored: Stored, moved: Stored) -> int:
    rows = visit.rows
    cause: Cause = "extractor" if visit.page.snapshot.digest == stored.digest else visit.page.cause
    old = load_record(connection, stored.number, rows.model_id)
    found = changes(old, rows.record)
    last_changed = stored.last_changed
    if found:
        moment = _moment(connection, visit, cause)
        if cause == "site":
            last_changed = moment
        _write_changes(
            connection, visit, cause, moment, (stored.snapshot_id, moved.latest_snapshot_id), found
        )
    clocks: Row = (rows.filled, stored.first_seen, moved.last_seen, last_changed, moved.gone_since)
    books: Row = (moved.snapshot_id, moved.latest_snapshot_id, rows.record_hash, rows.reading_hash)
    connection.execute(_UPDATE_MODEL, (*rows.record.scalars, *clocks, *books, stored.number))
    _write_parts(connection, rows.model_id, old, rows.record)
    connection.execute("DELETE FROM anomalies WHERE model_id = ?", (rows.model_id,))
    _write_anomalies(connection, rows)
    return len(found)


def _moment(connection: sqlite3.Connection, visit: Visit, cause: Cause) -> str:
    """When the change counts as made. Never before an earlier change of the model, so that time and order agree."""
    moment = visit.fetched_at
    if cause == "extractor":
        moment = max(moment, visit.run_started_at)
    last = connection.execute(
        "SELECT max(changed_at) FROM changes WHERE model_id = ? AND field <> 'gone_since'",
        (visit.rows.model_id,),
    ).fetchone()[0]
    return max(moment, last or moment)


def _write_changes(
    connection: sqlite3.Connection,
    visit: Visit,
    cause: Cause,
    moment: str,
    snapshots: tuple[int, int],
    found: list[Change],
) -> None:
    model_id, run_id = visit.rows.model_id, visit.run_id
    connection.executemany(
        _INSERT_CHANGE,
        [
            (model_id, each.field, each.old, each.new, moment, cause, run_id, *snapshots)
            + (each.part, each.item, each.attribute)
            for each in found
        ],
    )


def write_gone_change(
    connection: sqlite3.Connection,
    where: tuple[str, int, int | None],
    stored: Stored,
    gone_since: str | None,
    at: str,
) -> None:
    """A row of history for a page that went or came back. `where`: model id, run id, snapshot id."""
    old, new = (f'"{moment}"' if moment else "null" for moment in (stored.gone_since, gone_since))
    model_id, run_id, snapshot_id = where
    row = (model_id, "gone_since", old, new, at, "site", run_id, stored.snapshot_id, snapshot_id)
    connection.execute(_INSERT_CHANGE, (*row, None, None, None))


def _write_parts(connection: sqlite3.Connection, model_id: str, old: Record, new: Record) -> None:
    for part in PARTS:
        before, after = getattr(old, part.name), getattr(new, part.name)
        if before == after:
            continue
        if before:
            connection.execute(_DELETE_PART[part.name], (model_id,))
        numbered = [(model_id, place, *row) for place, row in enumerate(after)]
        connection.executemany(_INSERT_PART[part.name], numbered)


def _delete_readings(connection: sqlite3.Connection, snapshot_id: int, may_exist: bool) -> None:
    if may_exist:
        connection.execute("DELETE FROM readings WHERE snapshot_id = ?", (snapshot_id,))
        connection.execute("DELETE FROM findings WHERE snapshot_id = ?", (snapshot_id,))


def _write_readings(connection: sqlite3.Connection, snapshot_id: int, rows: Rows) -> None:
    connection.executemany(_INSERT_READING, [(snapshot_id, *row) for row in rows.readings])
    if rows.findings:
        connection.executemany(_INSERT_FINDING, [(snapshot_id, *row) for row in rows.findings])


def _write_anomalies(connection: sqlite3.Connection, rows: Rows) -> None:
    if rows.anomalies:
        connection.executemany(_INSERT_ANOMALY, [(rows.model_id, *row) for row in rows.anomalies])
