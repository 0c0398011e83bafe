"""Writes one page's rows. Statements only: whoever calls holds the transaction and the savepoint."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter
from typing import Literal, NamedTuple

from scraper.page import Page, Position
from scraper.snapshot import Snapshot, utc_text
from scraper.store.columns import PARTS, RECORD_NAMES
from scraper.store.history import Change, as_json, changes
from scraper.store.rows import Record, Row, Rows, Value
from scraper.store.search import index
from scraper.store.stored import Stored, load_record

Cause = Literal["site", "extractor"]


class Origin(NamedTuple):
    """Where a change comes from: the first columns of its row."""

    model_id: str
    run_id: int
    from_snapshot_id: int
    snapshot_id: int | None
    cause: Cause
    changed_at: str


_CLOCKS = ("filled", "first_seen", "last_seen", "last_changed", "gone_since")
_CHANGED = ("field", "old", "new", "part", "item", "attribute")
_BOOKS = ("snapshot_id", "latest_snapshot_id", "record_hash", "reading_hash")
_STATE = (*_CLOCKS[1:], *_BOOKS)
_COLUMNS = (*RECORD_NAMES, *_CLOCKS, *_BOOKS)


def _insert(table: str, columns: Sequence[str], rows: int = 1) -> str:
    marks = f"({', '.join('?' * len(columns))})"
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([marks] * rows)}"  # noqa: S608


class _Rows:
    """Inserts many rows of one table. Eight rows a statement cost little more than half of eight statements."""

    AT_ONCE = 8

    def __init__(self, table: str, columns: Sequence[str]) -> None:
        self._one = _insert(table, columns)
        self._eight = _insert(table, columns, self.AT_ONCE)

    def insert(self, connection: sqlite3.Connection, rows: Sequence[Row]) -> None:
        whole = len(rows) - len(rows) % self.AT_ONCE
        groups = range(0, whole, self.AT_ONCE)
        if whole:
            eights = [tuple(chain.from_iterable(rows[at : at + self.AT_ONCE])) for at in groups]
            connection.executemany(self._eight, eights)
        if whole < len(rows):
            connection.executemany(self._one, rows[whole:])


_INSERT_MODEL = _insert("models", _COLUMNS)
_PLACE = ("archive_file", "archive_offset")
_INSERT_SNAPSHOT = _insert(
    "snapshots",
    [
        "url",
        "fetched_at",
        "status",
        "media_type",
        "digest",
        "body_bytes",
        "archive_file",
        "archive_offset",
        "model_id",
        "run_id",
    ],
)
_DELETE_PART = {part.name: f"DELETE FROM {part.name} WHERE model_id = ?" for part in PARTS}  # noqa: S608
_PART_ROWS = {part.name: _Rows(part.name, ("model_id", "position", *part.columns)) for part in PARTS}
_READING_ROWS = _Rows("readings", ("snapshot_id", "position", "section", "label", "raw", "field"))
_FINDING_ROWS = _Rows("findings", ("snapshot_id", "position", "kind", "label", "text"))
_ANOMALY_ROWS = _Rows("anomalies", ("model_id", "rule", "detail"))
_CHANGE_ROWS = _Rows("changes", (*Origin._fields, *_CHANGED))
_change = attrgetter(*_CHANGED)
_NOTHING = Record((None,) * len(RECORD_NAMES), (), (), ())


@dataclass(frozen=True, slots=True)
class Visit:
    """One copy of a page on its way into the database. `run_started_at`: moment of changes by newer rules."""

    page: Page
    rows: Rows
    fetched_at: str
    run_id: int
    run_started_at: str

    def says_the_same_as(self, stored: Stored) -> bool:
        """Whether nothing but clocks has to move."""
        return (
            self.page.snapshot.digest == stored.digest
            and self.rows.record_hash == stored.record_hash
            and self.rows.reading_hash == stored.reading_hash
        )


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
        snapshot.size,
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
    number = connection.execute(_INSERT_MODEL, rows.record.scalars + clocks + books).lastrowid or 0
    index(connection, number, None, rows.record)
    _write_parts(connection, rows.model_id, _NOTHING, rows.record)
    _write_readings(connection, snapshot_id, rows)
    _write_anomalies(connection, rows)
    return snapshot_id


def write_over(connection: sqlite3.Connection, visit: Visit, stored: Stored) -> tuple[Stored, int]:
    """Brings a stored model up to date with a copy that is not older: its new state, the number of changes."""
    moved = _moved(visit, stored, _latest_snapshot(connection, visit, stored))
    if moved.reading_hash != stored.reading_hash:
        if moved.latest_snapshot_id == stored.latest_snapshot_id:
            _delete_readings(connection, moved.latest_snapshot_id)
        _write_readings(connection, moved.latest_snapshot_id, visit.rows)
    number = 0
    if moved.gone_since != stored.gone_since:
        between = (stored.snapshot_id, moved.latest_snapshot_id)
        origin = Origin(visit.rows.model_id, visit.run_id, *between, "site", visit.fetched_at)
        write_gone_change(connection, origin, stored.gone_since, moved.gone_since)
        number = 1
    if moved.record_hash != stored.record_hash:
        return moved, number + _write_record(connection, visit, stored, moved)
    _update(connection, stored, moved, {})
    return moved, number


def _latest_snapshot(connection: sqlite3.Connection, visit: Visit, stored: Stored) -> int:
    """The id of the visit's copy: a new row, unless the stored one has the same body."""
    snapshot = visit.page.snapshot
    if snapshot.digest == stored.digest:
        return stored.latest_snapshot_id
    return insert_snapshot(connection, snapshot, visit.page.position, visit.rows.model_id, visit.run_id)


def _moved(visit: Visit, stored: Stored, latest: int) -> Stored:
    """The state after a visit, but for the moment of a change. `latest`: the snapshot of its copy.

    Values come from the first copy that reads as this one does.
    """
    rows, at = visit.rows, visit.fetched_at
    return replace(
        stored,
        record_hash=rows.record_hash,
        reading_hash=rows.reading_hash,
        last_seen=max(stored.last_seen, at),
        gone_since=None if stored.is_back(at) else stored.gone_since,
        snapshot_id=stored.snapshot_id if rows.reading_hash == stored.reading_hash else latest,
        latest_snapshot_id=latest,
    )


def _write_record(connection: sqlite3.Connection, visit: Visit, stored: Stored, moved: Stored) -> int:
    rows = visit.rows
    cause: Cause = "extractor" if visit.page.snapshot.digest == stored.digest else visit.page.cause
    old = load_record(connection, stored.number, rows.model_id)
    found = changes(old, rows.record)
    if found:
        moment = _moment(connection, visit, cause)
        if cause == "site":
            moved = replace(moved, last_changed=moment)
        between = (stored.snapshot_id, moved.latest_snapshot_id)
        _write_changes(connection, Origin(rows.model_id, visit.run_id, *between, cause, moment), found)
    pairs = zip(RECORD_NAMES, old.scalars, rows.record.scalars, strict=True)
    values = {name: after for name, before, after in pairs if before != after}
    _update(connection, stored, moved, values | {"filled": rows.filled})
    index(connection, stored.number, old, rows.record)
    _write_parts(connection, rows.model_id, old, rows.record)
    connection.execute("DELETE FROM anomalies WHERE model_id = ?", (rows.model_id,))
    _write_anomalies(connection, rows)
    return len(found)


def _update(connection: sqlite3.Connection, stored: Stored, moved: Stored, values: dict[str, Value]) -> None:
    # Only what differs: SQLite looks up the index and the foreign key of every column that is named.
    for name in _STATE:
        if getattr(moved, name) != getattr(stored, name):
            values[name] = getattr(moved, name)
    if values:
        columns = ", ".join(f"{name} = ?" for name in values)
        connection.execute(f"UPDATE models SET {columns} WHERE number = ?", (*values.values(), stored.number))  # noqa: S608


def _moment(connection: sqlite3.Connection, visit: Visit, cause: Cause) -> str:
    """When the change counts as made: never before an earlier change, so that time and order agree."""
    moment = visit.fetched_at
    if cause == "extractor":
        moment = max(moment, visit.run_started_at)
    last = connection.execute(
        "SELECT max(changed_at) FROM changes WHERE model_id = ? AND field <> 'gone_since'",
        (visit.rows.model_id,),
    ).fetchone()[0]
    return max(moment, last or moment)


def _write_changes(connection: sqlite3.Connection, origin: Origin, found: list[Change]) -> None:
    rows = [(*origin, *_change(each)) for each in found]
    _CHANGE_ROWS.insert(connection, rows)


def write_gone_change(
    connection: sqlite3.Connection, origin: Origin, gone_before: str | None, gone_since: str | None
) -> None:
    """A row of history for a page that went or came back."""
    change = Change("gone_since", as_json(gone_before), as_json(gone_since))
    _write_changes(connection, origin, [change])


def _write_parts(connection: sqlite3.Connection, model_id: str, old: Record, new: Record) -> None:
    for part in PARTS:
        before, after = getattr(old, part.name), getattr(new, part.name)
        if before == after:
            continue
        if before:
            connection.execute(_DELETE_PART[part.name], (model_id,))
        numbered = [(model_id, place, *row) for place, row in enumerate(after)]
        _PART_ROWS[part.name].insert(connection, numbered)


def _delete_readings(connection: sqlite3.Connection, snapshot_id: int) -> None:
    connection.execute("DELETE FROM readings WHERE snapshot_id = ?", (snapshot_id,))
    connection.execute("DELETE FROM findings WHERE snapshot_id = ?", (snapshot_id,))


def _write_readings(connection: sqlite3.Connection, snapshot_id: int, rows: Rows) -> None:
    _READING_ROWS.insert(connection, [(snapshot_id, *row) for row in rows.readings])
    _FINDING_ROWS.insert(connection, [(snapshot_id, *row) for row in rows.findings])


def _write_anomalies(connection: sqlite3.Connection, rows: Rows) -> None:
    _ANOMALY_ROWS.insert(connection, [(rows.model_id, *row) for row in rows.anomalies])
