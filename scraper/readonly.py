"""Opens the database to read it: never makes a file, never blocks a crawl that writes at the same time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scraper.store.errors import StoreError
from scraper.store.file import explain, open_file


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that only reads and sees one state of the data. Raises `StoreError`, worded for people."""
    if not path.is_file():
        raise StoreError(
            f"there is no database {path}: run `scrapy crawl models` first, or name one with -s DATABASE=PATH"
        )
    try:
        _bring_up_to_date(path)
        connection = _open(path)
    except sqlite3.Error as error:
        raise explain(error, path) from error
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("BEGIN")
        yield connection
    except sqlite3.Error as error:
        raise explain(error, path) from error
    finally:
        connection.close()


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


def _bring_up_to_date(path: Path) -> None:
    """An older file gets its missing tables and views; a newer or foreign one is refused."""
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        open_file(path).close()
