"""A compact copy of the database that was checked, as one file that opens from anywhere."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from scraper.store.errors import StoreError
from scraper.store.file import explain


def checked_copy(source: sqlite3.Connection, out: Path, names: tuple[Path, Path]) -> None:
    """Writes `out`. Raises `StoreError` where the copy has a damage. `names`: what messages call source and copy."""
    origin, target = names
    try:
        # A copy of the file alone would miss what still stands in the write-ahead log.
        source.execute("VACUUM INTO ?", (str(out),))
        with closing(sqlite3.connect(out, isolation_level=None)) as copy:
            # A file in WAL mode cannot be read from a folder that is not writable.
            copy.execute("PRAGMA journal_mode = DELETE")
            _check(copy, origin)
            copy.execute("INSERT INTO models_fts (models_fts) VALUES ('integrity-check')")
    except sqlite3.Error as error:
        # A copy is read through its source and written to its target: only these tell of the source.
        of_source = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_BUSY")
        is_its = getattr(error, "sqlite_errorname", "").startswith(of_source)
        raise explain(error, origin if is_its else target) from error


def _check(copy: sqlite3.Connection, origin: Path) -> None:
    damages = [row[0] for row in copy.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
    damages += [f"row {row[1]} of {row[0]} refers to no row of {row[2]}" for row in _lost(copy)]
    if damages:
        raise StoreError(
            f"{origin} is damaged: {'; '.join(map(str, damages))}. Nothing was published: put a backup in its place,"
            " or crawl the archive into a new file"
        )
    if not copy.execute("SELECT count(*) FROM models").fetchone()[0]:
        raise StoreError(
            f"{origin} holds no model yet, so nothing was published: run `scrapy crawl models` first"
        )


def _lost(copy: sqlite3.Connection) -> list[tuple[str, int, str]]:
    return [tuple(row[:3]) for row in copy.execute("PRAGMA foreign_key_check").fetchmany(5)]
