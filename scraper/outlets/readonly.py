"""Opens the database to read it: changes and makes no file, never blocks a crawl that writes at the same time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from scraper.store.errors import StoreError
from scraper.store.file import bring_up_to_date, explain, is_up_to_date, refuse_old_sqlite, refuse_others


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that only reads and sees one state of the data. Raises `StoreError`, worded for people."""
    with opened(path) as connection:
        connection.execute("BEGIN")
        yield connection


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """As `reading`, outside of a transaction: each query sees what is stored by then."""
    if not path.is_file():
        raise StoreError(
            f"there is no database {path}: run `scrapy crawl models` first, or name one with -s DATABASE=PATH"
        )
    refuse_old_sqlite()
    try:
        with closing(_connected(path)) as file, closing(_of_today(file, path)) as connection:
            connection.row_factory = sqlite3.Row
            yield connection
    except sqlite3.Error as error:
        raise explain(error, path, "read") from error


def stands_still(path: Path) -> bool:
    """Whether nobody can write the file, and SQLite has to be told so ("immutable").

    A crawl leaves its file in a mode in which reading needs two small files beside it, which cannot be made on a
    read-only medium.
    """
    try:
        with closing(_connection(path)) as connection:
            connection.execute("PRAGMA user_version")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CANTOPEN:
            raise
        log = path.with_name(f"{path.name}-wal")
        if log.exists() and log.stat().st_size:
            raise StoreError(
                f"cannot read {path} ({error}): the crawl that wrote it did not end in order; copy it with {log.name}"
                " to a folder that can be written, and name the copy"
            ) from error
        return True
    return False


def _connected(path: Path) -> sqlite3.Connection:
    return _connection(path, "&immutable=1" if stands_still(path) else "")


def _connection(path: Path, more: str = "") -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro{more}", uri=True, isolation_level=None)


def _of_today(file: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """The file, or a temporary copy with today's tables and views where an earlier version of the program made it.

    Raises `NewerFile`, `ForeignFile`.
    """
    refuse_others(file, path)
    if is_up_to_date(file):
        return file
    copy = sqlite3.connect("", isolation_level=None)  # a file of SQLite's own, gone when it is closed
    try:
        file.backup(copy)
        bring_up_to_date(copy, path)
    except BaseException:
        copy.close()
        raise
    return copy
