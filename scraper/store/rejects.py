"""The quarantine: why pages were turned away, each with the copy that shows it."""

from __future__ import annotations

import sqlite3

from scraper.page import Reject
from scraper.snapshot import utc_text
from scraper.store.frontier import settle
from scraper.store.page_writer import insert_snapshot

_SAME_COPY = """
SELECT id FROM snapshots WHERE url = ?1 AND digest = ?2 AND model_id IS NULL
UNION ALL
SELECT s.id FROM pages p JOIN models m ON m.id = p.model_id JOIN snapshots s ON s.id = m.latest_snapshot_id
WHERE p.url = ?1 AND s.url = ?1 AND s.digest = ?2 LIMIT 1
"""
_INSERT = """
INSERT INTO rejects (url, reason, detail, run_id, snapshot_id, first_rejected_at, rejected_at)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (url, reason, coalesce(snapshot_id, 0)) DO UPDATE SET
  detail = excluded.detail, run_id = excluded.run_id, rejected_at = max(rejected_at, excluded.rejected_at)
"""


def write_reject(connection: sqlite3.Connection, reject: Reject, run_id: int, run_started_at: str) -> None:
    """One row per address, reason and copy; a later run that turns it away again moves `run_id` and the clock."""
    snapshot, moment, copy = reject.snapshot, run_started_at, None
    if snapshot is not None:
        moment = utc_text(snapshot.fetched_at)
        same = connection.execute(_SAME_COPY, (snapshot.url, snapshot.digest)).fetchone()
        copy = same[0] if same else insert_snapshot(connection, snapshot, reject.position, None, run_id)
    row = (reject.url, reject.reason, reject.detail, run_id, copy, moment, moment)
    connection.execute(_INSERT, row)
    settle(connection, run_id, reject.url, "rejected", reject.reason)
