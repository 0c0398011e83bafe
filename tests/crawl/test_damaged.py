"""A database that is damaged is told in words, at the start of a run and at its end."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from scraper.run.clock import Clock
from scraper.run.ledger import Ledger
from scraper.site.discovery import Link
from scraper.store import Store
from tests.crawl.site import Site
from tests.store.making import begin, day

SLUGS = ["alpha", "beta"]
TOLD = "is damaged (database disk image is malformed): put a backup in its place"


def damage(database: Path, table: str) -> None:
    """Garbage over the first page of a table and of its indexes; what is in the log is folded in before."""
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    sql = "SELECT rootpage FROM sqlite_master WHERE tbl_name = ? AND rootpage"
    places = [place for (place,) in connection.execute(sql, (table,))]
    connection.close()
    with database.open("r+b") as handle:
        for place in places:
            handle.seek((place - 1) * size)
            handle.write(b"\xff" * size)


def test_at_the_start(site: Site) -> None:
    site.routes(site.plain(SLUGS))
    assert site.crawl().code == 0
    damage(site.database, "runs")
    done = site.crawl()
    assert done.code == 1, done.text
    assert f"could not start: {site.database} {TOLD}" in done.err
    assert "Traceback" not in done.text


def test_at_the_end(site: Site) -> None:
    site.routes(site.plain(SLUGS))
    assert site.crawl().code == 0
    damage(site.database, "findings")
    done = site.crawl()
    assert done.code == 3, done.text
    assert f"the end of the run could not be written: {site.database} {TOLD}" in done.out
    assert "Traceback" not in done.text


def test_while_it_runs(tmp_path: Path) -> None:
    database = tmp_path / "models.db"
    with Store(database) as store:
        run = begin(store)
    damage(database, "pages")
    told: list[tuple[str, str]] = []
    options: Any = SimpleNamespace(
        archive_dir=tmp_path, flush_pages=1, archive_file_bytes=1, errors_in_row_max=1
    )
    with Store(database) as store:
        ledger = Ledger.__new__(Ledger)
        ledger.store = store
        ledger._begin(run, options, Clock(day(0)), lambda kind, detail: told.append((kind, detail)))
        ledger._taken = 0
        url = "https://models.example/models/alpha"
        assert ledger.known(url) is None
        assert ledger.known_urls("https://models.example/models/") == []
        assert ledger.unlisted([Link(url, "link")]) == []
        assert ledger.take(1) == []
        assert ledger.broken
    ((kind, detail),) = told
    assert (kind, detail) == ("database", f"{database} {TOLD}, or crawl the archive into a new file")
