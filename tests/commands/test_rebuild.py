"""A crawl's own archive brings back what the crawl stored."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.commands.running import run
from tests.serve import serving

QUERIES = {
    "models": "SELECT * FROM models ORDER BY id",
    "benchmarks": "SELECT * FROM benchmarks ORDER BY model_id, position",
    "transparency": "SELECT model_id, position, pillar, criterion, score, max_score, assessment FROM transparency"
    " ORDER BY model_id, position",
    "requirements": "SELECT * FROM requirements ORDER BY model_id, position",
    "readings": "SELECT m.id, r.position, r.section, r.label, r.raw, r.field FROM models m"
    " JOIN readings r ON r.snapshot_id = m.snapshot_id ORDER BY m.id, r.position",
    "findings": "SELECT m.id, f.kind, f.label, f.text FROM models m"
    " JOIN findings f ON f.snapshot_id = m.snapshot_id ORDER BY m.id, f.position",
    "snapshots": "SELECT url, fetched_at, status, digest, media_type, body_bytes, archive_file, archive_offset"
    " FROM snapshots WHERE model_id IS NOT NULL ORDER BY url",
    "runs": "SELECT counts ->> 'new' AS new, counts ->> 'changed' AS changed FROM runs",
}
OWN_NUMBERS = {"number", "snapshot_id", "latest_snapshot_id"}


def tables(path: Path) -> dict[str, list[dict[str, object]]]:
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    found = {
        name: [
            {key: value for key, value in dict(row).items() if key not in OWN_NUMBERS}
            for row in connection.execute(sql)
        ]
        for name, sql in QUERIES.items()
    }
    connection.close()
    return found


def crawl(folder: Path, database: str, *args: str) -> None:
    settings = {
        "DATABASE": folder / database, "ARCHIVE_DIR": folder / "archive", "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": 0, "CONCURRENT_REQUESTS": 4, "CONCURRENT_REQUESTS_PER_DOMAIN": 4,
    }  # fmt: skip
    done = run(
        "crawl", *args, *(part for name, value in settings.items() for part in ("-s", f"{name}={value}"))
    )
    assert done.returncode in (0, 2), done.stderr.decode()


def test_an_empty_database_is_rebuilt_from_the_archive_of_a_crawl(tmp_path: Path) -> None:
    with serving() as site:
        crawl(tmp_path, "crawled.db", "models", "-a", f"site={site.url}")
        asked = len(site.requests)
        rebuild = ("-a", f"paths={tmp_path}/archive/*.warc.gz", "-a", f"site={site.url}")
        crawl(tmp_path, "rebuilt.db", "archive", *rebuild)
        assert len(site.requests) == asked, "the archive is read without a request"
    crawled, rebuilt = tables(tmp_path / "crawled.db"), tables(tmp_path / "rebuilt.db")
    assert len(crawled["models"]) > 20
    for name, rows in crawled.items():
        assert rebuilt[name] == rows, name
