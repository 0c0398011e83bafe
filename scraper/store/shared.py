"""What a run by several processes asks of the database. Reads only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from scraper.store.frontier import Known


def is_settled(connection: sqlite3.Connection, run_id: int, url: str) -> bool:
    """Whether the run knows the address's fate already, flushed or not."""
    sql = "SELECT state <> 'pending' FROM pages WHERE url = ? AND run_id = ?"
    row = connection.execute(sql, (url, run_id)).fetchone()
    return bool(row and row[0])


def settled(connection: sqlite3.Connection, run_id: int) -> Iterator[str]:
    """Every address whose fate the run knows."""
    sql = "SELECT url FROM pages WHERE run_id = ? AND state <> 'pending'"
    return (url for (url,) in connection.execute(sql, (run_id,)))


def all_known(connection: sqlite3.Connection) -> Iterator[tuple[str, Known]]:
    """Every address that led to a model, with what is stored of it."""
    sql = (
        "SELECT p.url, m.id, p.etag, p.last_modified, s.digest, m.filled, m.last_seen, m.gone_since"
        " FROM pages p JOIN models m ON m.id = p.model_id JOIN snapshots s ON s.id = m.latest_snapshot_id"
    )
    return ((url, Known(*rest)) for url, *rest in connection.execute(sql))
