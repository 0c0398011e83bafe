"""What the database already holds of a model: read before a page is written."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from scraper.store.columns import PARTS, RECORD_COLUMNS, RECORD_NAMES
from scraper.store.rows import Record, Row

_STATE_SQL = """
SELECT m.number, m.record_hash, m.reading_hash, m.first_seen, m.last_seen, m.last_changed, m.gone_since,
  m.snapshot_id, m.latest_snapshot_id, s.digest, s.fetched_at
FROM models m JOIN snapshots s ON s.id = m.latest_snapshot_id WHERE m.id = ?
"""
_RECORD_SQL = f"SELECT {', '.join(RECORD_NAMES)} FROM models WHERE number = ?"  # noqa: S608
_PART_SQL = tuple(
    f"SELECT {', '.join(part.columns)} FROM {part.name} WHERE model_id = ? ORDER BY position"  # noqa: S608
    for part in PARTS
)
_FLAGS = tuple(place for place, column in enumerate(RECORD_COLUMNS) if column.is_flag)


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored model's state. `digest`, `fetched_at`: of the newest stored copy of its page."""

    number: int
    record_hash: str
    reading_hash: str
    first_seen: str
    last_seen: str
    last_changed: str
    gone_since: str | None
    snapshot_id: int
    latest_snapshot_id: int
    digest: str
    fetched_at: str

    def is_newer_than(self, fetched_at: str, digest: str) -> bool:
        """Whether what is stored is newer than a copy with that time and digest.

        Another body counts against `last_seen`: until then the stored one is known to have been on the site.
        """
        return fetched_at < (self.fetched_at if digest == self.digest else self.last_seen)

    def is_back(self, at: str) -> bool:
        """Whether a page that was gone is there again with an answer of that time.

        One of the same second is, unless it is the copy that was there before.
        """
        return (
            self.gone_since is not None
            and at >= self.gone_since
            and (at > self.gone_since or at > self.last_seen)
        )


def load_state(connection: sqlite3.Connection, model_id: str) -> Stored | None:
    """The state of a model, None where it is new."""
    row = connection.execute(_STATE_SQL, (model_id,)).fetchone()
    return Stored(*row) if row else None


def load_record(connection: sqlite3.Connection, number: int, model_id: str) -> Record:
    """The stored record as rows: the same that `record_rows` made of it."""
    scalars = connection.execute(_RECORD_SQL, (number,)).fetchone()
    parts = (tuple(connection.execute(sql, (model_id,))) for sql in _PART_SQL)
    return Record(_with_flags(scalars), *parts)


def _with_flags(scalars: Row) -> Row:
    """SQLite has no booleans: 0 and 1 become them again, so that history writes `true`, not `1`."""
    values = list(scalars)
    for place in _FLAGS:
        if values[place] is not None:
            values[place] = bool(values[place])
    return tuple(values)
