"""Opens the database file: settings of the connection, migrations, clear errors."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from sqlite_utils import Database

from scraper.store.columns import RECORD_COLUMNS
from scraper.store.errors import FileLocked, ForeignFile, NewerFile, StoreError
from scraper.store.migrations import MIGRATIONS, VERSION
from scraper.store.views import VIEWS

BUSY_SECONDS = 60.0
OLDEST_SQLITE = (3, 38, 0)
"""STRICT tables came with 3.37, the -> operators of the views with 3.38."""

# FULL: what was flushed survives a power cut. temp_store, cache_size (KiB): rows stay in memory until the flush.
# secure_delete: Debian's SQLite overwrites deleted rows with zeros, which doubles the cost of a change.
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "temp_store = MEMORY",
    "cache_size = -32000",
    "secure_delete = OFF",
    "journal_size_limit = 67108864",
)


def open_file(path: Path, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """A connection to the database at `path`, made or brought up to date in one transaction.

    `busy_seconds`: how long to wait for another program's lock. Raises `StoreError` and its kinds.
    """
    refuse_old_sqlite()
    with _explained(path):
        if path.is_dir():
            raise StoreError(
                f"{path} is a folder: name a file for the database in it, for example {path}/models.db"
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None)
        try:
            refuse_others(connection, path)
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            bring_up_to_date(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise explain(error, path) from error


def explain(
    error: sqlite3.Error | OSError, path: Path, wanted: Literal["read", "write"] = "write"
) -> StoreError:
    """`error` in words for a person. `wanted`: what was to be done with the file."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return FileLocked(
            f"{path} is locked by another program: stop that program, or wait until it is done ({error})"
        )
    if name == "SQLITE_NOTADB":
        return ForeignFile(f"{path} is not a database: name another file, or move this one away")
    if name.startswith("SQLITE_CORRUPT"):
        return StoreError(
            f"{path} is damaged ({error}): put a backup in its place, or crawl the archive into a new file"
        )
    if name.startswith("SQLITE_FULL"):
        return StoreError(f"no space left for {path}: make room, then run the same command again")
    if isinstance(error, OSError) or name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM")):
        return StoreError(
            f"cannot {wanted} {path} ({error}): check the folder and its permissions, or name another path"
        )
    return StoreError(f"the database {path} failed: {error}")


def refuse_old_sqlite() -> None:
    """Raises `StoreError` where this Python's SQLite cannot read our tables and views."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StoreError(
            f"SQLite {sqlite3.sqlite_version} is too old: 3.38 or newer is needed. Use a newer Python."
        )


def refuse_others(connection: sqlite3.Connection, path: Path) -> None:
    """Raises `NewerFile` or `ForeignFile` for a file that is not ours to use."""
    version = _version(connection)
    if version > VERSION:
        raise NewerFile(
            f"{path} was made by a newer version of this program: its tables have version {version}, this program"
            f" knows versions up to {VERSION}. Update the program, or name another file."
        )
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if tables and not version and MIGRATIONS.migrations_table not in tables:
        raise ForeignFile(f"{path} is a database of another program: name another file")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_up_to_date(connection: sqlite3.Connection) -> bool:
    """Whether the file has the tables, columns and views of this version."""
    return not _statements_missing(connection)


def bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    """Gives an empty or older file the tables, columns and views of this version, in one transaction."""
    if is_up_to_date(connection):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        refuse_others(connection, path)
        # Views may name columns that a migration changes: they are made again afterwards.
        for statement in _statements_missing(connection):
            if statement.startswith("DROP VIEW"):
                connection.execute(statement)
        MIGRATIONS.apply(Database(connection, execute_plugins=False, strict=True))
        for statement in _statements_missing(connection):
            connection.execute(statement)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _statements_missing(connection: sqlite3.Connection) -> list[str]:
    """What an up-to-date file does not need: columns of new fields, views of another text, the version."""
    have = {row[1] for row in connection.execute("PRAGMA table_info(models)")}
    missing = [
        f"ALTER TABLE models ADD COLUMN {column.definition()}"
        for column in RECORD_COLUMNS
        if column.name not in have
    ]
    stored = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'"))
    wanted = {view.name: view.create() for view in VIEWS}
    missing += [f"DROP VIEW {name}" for name, sql in stored.items() if wanted.get(name, sql) != sql]
    missing += [sql for name, sql in wanted.items() if stored.get(name) != sql]
    if _version(connection) != VERSION:
        missing.append(f"PRAGMA user_version = {VERSION}")
    return missing
