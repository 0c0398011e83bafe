"""The crawl's own list of addresses (table `pages`), one row each: a killed crawl goes on where it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from scraper.snapshot import FoundBy

State = Literal[
    "pending", "stored", "unchanged", "older", "gone", "rejected", "redirected", "failed", "skipped"
]
STATES: tuple[str, ...] = get_args(State)

_ADD = """
INSERT INTO pages (url, run_id, place, found_by, lastmod, state) VALUES (?, ?, ?, ?, ?, 'pending')
ON CONFLICT (url) DO UPDATE SET
  run_id = excluded.run_id, place = excluded.place, state = 'pending', detail = NULL,
  found_by = excluded.found_by, lastmod = excluded.lastmod
WHERE run_id <> excluded.run_id
"""
_MARK = """
INSERT INTO pages (url, run_id, state, detail) VALUES (?, ?, ?, ?)
ON CONFLICT (url) DO UPDATE SET run_id = excluded.run_id, state = excluded.state, detail = excluded.detail
"""
# An address that another run still waits for stays that run's: an archive read between a killed crawl and its
# continuation must not take it off the crawl's list.
_OURS = "WHERE run_id = excluded.run_id OR state <> 'pending'"
_SETTLE = f"{_MARK} {_OURS}"
_STORED_AGAIN = """
UPDATE pages SET state = ?, detail = NULL, etag = ?, last_modified = ? WHERE url = ? AND run_id = ? AND model_id = ?
"""
_STORED = """
INSERT INTO pages (url, run_id, state, found_by, model_id, etag, last_modified) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (url) DO UPDATE SET
  state = CASE WHEN run_id = excluded.run_id OR state <> 'pending' THEN excluded.state ELSE state END,
  run_id = CASE WHEN run_id = excluded.run_id OR state <> 'pending' THEN excluded.run_id ELSE run_id END,
  detail = NULL, model_id = excluded.model_id, etag = excluded.etag, last_modified = excluded.last_modified
"""
_KNOWN = """
SELECT m.id, p.etag, p.last_modified, s.digest, m.filled, m.last_seen, m.gone_since
FROM pages p JOIN models m ON m.id = p.model_id JOIN snapshots s ON s.id = m.latest_snapshot_id
WHERE p.url = ?
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What a crawl needs to know of an address before it asks for it.

    `digest`: of the newest stored copy. `filled`: values and rows that its model holds. Moments: UTC text.
    """

    model_id: str
    etag: str | None
    last_modified: str | None
    digest: str
    filled: int
    last_seen: str
    gone_since: str | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """An address that a run has still to ask for. `place`: its number on the run's list."""

    place: int
    url: str
    found_by: FoundBy | None
    lastmod: str | None


def add_urls(
    connection: sqlite3.Connection, run_id: int, urls: Iterable[tuple[str, FoundBy | None, str | None]]
) -> int:
    """Puts (url, found_by, lastmod) on the run's list; those on it keep their state. The number of new ones."""
    last = connection.execute("SELECT max(place) FROM pages WHERE run_id = ?", (run_id,)).fetchone()[0] or 0
    rows = [(url, run_id, place, by, lastmod) for place, (url, by, lastmod) in enumerate(urls, last + 1)]
    return connection.executemany(_ADD, rows).rowcount if rows else 0


def mark(
    connection: sqlite3.Connection, run_id: int, url: str, state: State, detail: str | None = None
) -> None:
    """Says what became of an address. Raises `ValueError` for a state that is not one of STATES."""
    if state not in STATES:
        raise ValueError(f"{state!r} is no state of a page: use one of {', '.join(STATES)}")
    connection.execute(_MARK, (url, run_id, state, detail))


def settle(
    connection: sqlite3.Connection, run_id: int, url: str, state: State, detail: str | None = None
) -> None:
    """`mark`, unless another run still waits for the address."""
    connection.execute(_SETTLE, (url, run_id, state, detail))


def mark_stored(
    connection: sqlite3.Connection,
    place: tuple[str, int, State],
    model_id: str,
    found_by: FoundBy | None,
    tags: tuple[str | None, str | None],
) -> None:
    """Says that a page's rows are written. `place`: url, run id, state; `tags`: ETag and Last-Modified."""
    url, run_id, state = place
    # The usual case names neither the key of an index nor a foreign key, which is a third of the other's cost.
    if not connection.execute(_STORED_AGAIN, (state, *tags, url, run_id, model_id)).rowcount:
        connection.execute(_STORED, (*place, found_by, model_id, *tags))


def take(connection: sqlite3.Connection, run_id: int, after: int, limit: int) -> list[Waiting]:
    """Up to `limit` waiting addresses that stand after place `after`, in the order of finding."""
    sql = (
        "SELECT place, url, found_by, lastmod FROM pages"
        " WHERE run_id = ? AND state = 'pending' AND place > ? ORDER BY place LIMIT ?"
    )
    return [Waiting(*row) for row in connection.execute(sql, (run_id, after, limit))]


def unlisted(connection: sqlite3.Connection, run_id: int, urls: Iterable[str]) -> list[str]:
    """Those of `urls` that are not on the run's list, in their order."""
    sql = "SELECT 1 FROM pages WHERE url = ? AND run_id = ?"
    return [url for url in urls if not connection.execute(sql, (url, run_id)).fetchone()]


def known(connection: sqlite3.Connection, url: str) -> Known | None:
    """What is stored of an address, None where it never led to a model."""
    row = connection.execute(_KNOWN, (url,)).fetchone()
    return Known(*row) if row else None
