"""Store: the one writer of the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from scraper.page import Page, Reject
from scraper.snapshot import FoundBy, utc_text
from scraper.store import frontier, runs
from scraper.store.errors import PageRefused
from scraper.store.file import BUSY_SECONDS, explain, open_file
from scraper.store.frontier import Known, State, Waiting
from scraper.store.page_writer import Origin, Visit, write_gone_change, write_new, write_over
from scraper.store.rejects import write_reject
from scraper.store.rows import page_rows
from scraper.store.runs import Ending, RunKind
from scraper.store.stored import Stored, load_state

SavedKind = Literal["new", "changed", "unchanged", "older"]

# What a page's own rows can do wrong: constraints, numbers beyond 64 bits, texts that are no Unicode.
_ROW_ERRORS = (sqlite3.IntegrityError, sqlite3.DataError, OverflowError, UnicodeEncodeError)


@dataclass(frozen=True, slots=True)
class Saved:
    """What `Store.save` did. `snapshot_id`: the newest stored copy. `changes`: rows of history written."""

    kind: SavedKind
    model_id: str
    snapshot_id: int
    changes: int


class Store:
    """The database at `path`, made or migrated on opening. One connection, used by the thread that opened it.

    Writes gather in one open transaction until `flush` (`close` flushes too): what was flushed survives a power
    cut, what was not is gone after a kill, as a whole. One page's rows are never half there. Readers see the last
    flush and hold nobody up. Every method raises `StoreError` (or a kind of it) where the file fails.
    """

    def __init__(self, path: str | Path, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = Path(path)
        self._connection = open_file(self.path, busy_seconds)
        self._started: dict[int, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # runs

    def begin_run(self, started_at: datetime, kind: RunKind, settings: Mapping[str, object]) -> int:
        """A new run's id; its row is stored at once. `settings`: what makes it the same run later on."""
        with self._writing():
            run_id = runs.begin(self._connection, started_at, kind, settings)
        self.flush()
        return run_id

    def finish_run(self, run_id: int, at: datetime, ending: Ending) -> None:
        """Closes a run's row and flushes."""
        with self._writing():
            runs.finish(self._connection, run_id, at, ending)
        self.flush()

    def close_cut_off_runs(self, noticed_at: datetime) -> None:
        """Closes what a kill has left open, as interrupted. Only for a process that holds the database's lock."""
        with self._writing():
            runs.close_cut_off(self._connection, noticed_at)
        self.flush()

    def reopen_run(self, run_id: int) -> None:
        """Lets an interrupted run go on; stored at once."""
        with self._writing():
            runs.reopen(self._connection, run_id)
        self.flush()

    # pages

    def save(self, page: Page, run_id: int) -> Saved:
        """Writes one page's rows, its history and its state. Saving the same page again changes nothing.

        A page whose rows do not fit raises `PageRefused` and leaves no trace.
        """
        rows = page_rows(page)
        with self._writing():
            stored = load_state(self._connection, rows.model_id)
            visit = Visit(page, rows, utc_text(page.snapshot.fetched_at), run_id, self._started_at(run_id))
            if stored is not None and stored.is_newer_than(visit.fetched_at, page.snapshot.digest):
                return self._keep(visit, stored)
            if stored is not None and visit.says_the_same_as(stored):
                return self._write(visit, stored)
            with self._whole(page.snapshot.url):
                return self._write(visit, stored)

    def _write(self, visit: Visit, stored: Stored | None) -> Saved:
        kind: SavedKind = "new"
        count = 0
        if stored is None:
            snapshot_id = write_new(self._connection, visit)
        else:
            moved, count = write_over(self._connection, visit, stored)
            kind, snapshot_id = "changed" if count else "unchanged", moved.latest_snapshot_id
        snapshot = visit.page.snapshot
        state: State = "unchanged" if kind == "unchanged" else "stored"
        tags = (snapshot.etag, snapshot.last_modified)
        place = (snapshot.url, visit.run_id, state)
        frontier.mark_stored(self._connection, place, visit.rows.model_id, snapshot.found_by, tags)
        return Saved(kind, visit.rows.model_id, snapshot_id, count)

    def _keep(self, visit: Visit, stored: Stored) -> Saved:
        """An older copy tells one thing only: that the page was there already then."""
        if visit.fetched_at < stored.first_seen:
            sql = "UPDATE models SET first_seen = ? WHERE number = ?"
            self._connection.execute(sql, (visit.fetched_at, stored.number))
        frontier.settle(self._connection, visit.run_id, visit.page.snapshot.url, "older")
        return Saved("older", visit.rows.model_id, stored.latest_snapshot_id, 0)

    def seen(self, url: str, at: datetime, run_id: int) -> bool:
        """A page that answered "not modified": `last_seen` moves. False where no stored model is known."""
        with self._writing():
            stored, model_id = self._at(url)
            if stored is None:
                return False
            moment = utc_text(at)
            if stored.is_back(moment):
                latest = stored.latest_snapshot_id
                origin = Origin(model_id, run_id, stored.snapshot_id, latest, "site", moment)
                write_gone_change(self._connection, origin, stored.gone_since, None)
                self._set_clock("gone_since", None, stored)
            if moment > stored.last_seen:
                self._set_clock("last_seen", moment, stored)
            frontier.settle(self._connection, run_id, url, "unchanged")
            return True

    def gone(self, url: str, at: datetime, status: int, run_id: int) -> bool:
        """A page that answered 404 or 410: `gone_since` is set, values stay. False where no model is known."""
        with self._writing():
            stored, model_id = self._at(url)
            frontier.settle(self._connection, run_id, url, "gone", f"HTTP {status}")
            if stored is None:
                return False
            moment = utc_text(at)
            if stored.gone_since is None and moment >= stored.last_seen:
                origin = Origin(model_id, run_id, stored.snapshot_id, None, "site", moment)
                write_gone_change(self._connection, origin, None, moment)
                self._set_clock("gone_since", moment, stored)
            return True

    def reject(self, reject: Reject, run_id: int) -> None:
        """Keeps why a page was turned away: one row for a reason and a copy, whatever the number of runs."""
        with self._writing(), self._whole(reject.url):
            write_reject(self._connection, reject, run_id, self._started_at(run_id))

    def known(self, url: str) -> Known | None:
        """What is stored of an address (flushed or not), None where it never led to a model."""
        with self._explained():
            return frontier.known(self._connection, url)

    # frontier

    def add_urls(self, run_id: int, urls: Iterable[tuple[str, FoundBy | None, str | None]]) -> int:
        """Puts (url, found_by, lastmod) on the run's list; the number of new ones. The others keep their state."""
        with self._writing():
            return frontier.add_urls(self._connection, run_id, urls)

    def mark(self, run_id: int, url: str, state: State, detail: str | None = None) -> None:
        """Says what became of an address. Raises `ValueError` for an unknown state."""
        with self._writing():
            frontier.mark(self._connection, run_id, url, state, detail)

    def take(self, run_id: int, after: int, limit: int) -> list[Waiting]:
        """Up to `limit` waiting addresses after place `after`, in the order of finding; -1: all."""
        with self._explained():
            return frontier.take(self._connection, run_id, after, limit)

    def unlisted(self, run_id: int, urls: Iterable[str]) -> list[str]:
        """Those of `urls` that are not on the run's list yet."""
        with self._explained():
            return frontier.unlisted(self._connection, run_id, urls)

    # questions

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for queries that change nothing: they see what is not flushed yet, too."""
        with self._explained():
            yield self._connection

    # transaction

    def flush(self) -> None:
        """Makes everything written so far durable and visible to readers."""
        with self._explained():
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")

    def rollback(self) -> None:
        """Takes back everything since the last `flush`."""
        with self._explained():
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def close(self) -> None:
        """Flushes, folds the write-ahead log into the file and closes, without waiting for readers. Twice is fine."""
        try:
            self.flush()
            with self._explained():
                # A reader may hold the log for as long as it likes: folding it in is then left to the next one.
                self._connection.execute("PRAGMA busy_timeout = 0")
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.ProgrammingError:
            return
        finally:
            self._connection.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._explained():
            if not self._connection.in_transaction:
                # Not a plain BEGIN: a reader that turns writer fails at once where another one wrote in between.
                self._connection.execute("BEGIN IMMEDIATE")
            yield

    @contextmanager
    def _whole(self, url: str) -> Iterator[None]:
        """All of a page's rows or none."""
        self._connection.execute("SAVEPOINT page")
        try:
            yield
        except BaseException as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK TO page")
                self._connection.execute("RELEASE page")
            if isinstance(error, _ROW_ERRORS):
                raise PageRefused(f"{url}: the page's rows do not fit the tables: {error}") from error
            raise
        self._connection.execute("RELEASE page")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.OperationalError, sqlite3.IntegrityError, sqlite3.DatabaseError) as error:
            if isinstance(error, sqlite3.ProgrammingError):
                raise
            raise explain(error, self.path) from error

    def _at(self, url: str) -> tuple[Stored | None, str]:
        sql = "SELECT model_id FROM pages WHERE url = ? AND model_id IS NOT NULL"
        row = self._connection.execute(sql, (url,)).fetchone()
        return (load_state(self._connection, row[0]), row[0]) if row else (None, "")

    def _set_clock(self, clock: str, moment: str | None, stored: Stored) -> None:
        self._connection.execute(f"UPDATE models SET {clock} = ? WHERE number = ?", (moment, stored.number))  # noqa: S608

    def _started_at(self, run_id: int) -> str:
        if run_id not in self._started:
            self._started[run_id] = runs.started_at(self._connection, run_id)
        return self._started[run_id]
