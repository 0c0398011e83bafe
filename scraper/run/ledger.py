"""What became of each page of a run. The archive is written first, the database follows at the next flush."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TypeVar

from scraper.archive import Archive, ArchiveError
from scraper.page import Page, Position, Reject
from scraper.run.clock import Clock
from scraper.run.options import Options
from scraper.site.discovery import Link
from scraper.snapshot import Snapshot
from scraper.store import Known, PageRefused, Store, StoreError, census
from scraper.store.frontier import State

log = logging.getLogger(__name__)
Stop = Callable[[str, str], None]
Answer = TypeVar("Answer")


class Ledger:
    """The run's list of pages and their fate. Nothing that it was told is stored before the next `flush`.

    `stop(kind, sentence)` is called where the archive or the database fails: the run is over then.
    `known_pages`, `done_pages`: pages on the list, and those of them that are settled.
    `prefix`: how the names of its archive files begin.
    """

    prefix = "models"

    def __init__(self, store: Store, run_id: int, options: Options, clock: Clock, stop: Stop) -> None:
        self.store = store
        self._begin(run_id, options, clock, stop)
        with store.reading() as connection:
            self.known_pages, self.done_pages = census.on_list(connection, run_id)
        self._taken = 0

    def _begin(self, run_id: int, options: Options, clock: Clock, stop: Stop) -> None:
        """What needs no database."""
        self.run_id, self.clock, self.stop = run_id, clock, stop
        self.folder, self.flush_pages = options.archive_dir, options.flush_pages
        self.archive_file_bytes = options.archive_file_bytes
        self.errors_in_row_max = options.errors_in_row_max
        self.known_pages = self.done_pages = self.changed = self.rejected = 0
        self.broken = False
        self._errors_in_row = self._unflushed = 0
        self._archive: Archive | None = None

    def now(self) -> datetime:
        """The moment of a fetch, UTC."""
        return self.clock.now()

    # The list

    def known(self, url: str) -> Known | None:
        """What is stored for `url`."""
        return self._asked(lambda: self.store.known(url))

    def known_urls(self, prefix: str) -> list[str]:
        """Stored pages under `prefix` that are not on the list."""

        def ask() -> list[str]:
            with self.store.reading() as connection:
                return census.known_urls(connection, prefix, self.run_id)

        return self._asked(ask) or []

    def unlisted(self, links: list[Link]) -> list[Link]:
        """Those of `links` that are not on the list."""
        urls = [link.url for link in links]
        new = set(self._asked(lambda: self.store.unlisted(self.run_id, urls)) or ())
        return [link for link in links if link.url in new]

    def add(self, links: list[Link]) -> int:
        """Put pages on the list; how many were not on it."""
        rows = [(each.url, each.found_by, each.lastmod) for each in links]
        before = self.known_pages
        if rows and not self.broken:
            try:
                self.known_pages += self.store.add_urls(self.run_id, rows)
            except StoreError as error:
                self._break("database", str(error))
        return self.known_pages - before

    def take(self, number: int) -> list[Link]:
        """Up to `number` pages that are to be asked for and were not taken before, in the order of finding."""
        waiting = self._asked(lambda: self.store.take(self.run_id, self._taken, number)) or []
        if waiting:
            self._taken = waiting[-1].place
        return [Link(each.url, each.found_by or "link", each.lastmod) for each in waiting]

    def _asked(self, ask: Callable[[], Answer]) -> Answer | None:
        """What the database answers; None, and the run ends, where it fails."""
        try:
            return ask()
        except StoreError as error:
            if not self.broken:
                self._break("database", str(error))
            return None

    # What became of a page

    def archive(self, snapshot: Snapshot) -> Position | None:
        """Archive a response. None, and the run ends, where the archive cannot be written."""
        if self.broken:
            return None
        try:
            if self._archive is None:
                self._archive = Archive(self.folder, self.archive_file_bytes, prefix=self.prefix)
            return self._archive.append(snapshot)
        except ArchiveError as error:
            self.flush()  # what stands in the archive so far is whole
            self._break("archive", str(error))
            return None

    def save(self, page: Page) -> bool:
        """Store a page. False where its rows do not fit the tables, or the database failed."""
        url = page.snapshot.url
        try:
            return self._write(url, lambda: self._saved(page))
        except PageRefused as error:
            self.fail(url, str(error))
            return False

    def _saved(self, page: Page) -> None:
        saved = self.store.save(page, self.run_id)
        self.changed += saved.kind == "changed"

    def seen(self, url: str) -> None:
        """The page is as it was."""
        self._write(url, lambda: self.store.seen(url, self.now(), self.run_id))

    def gone(self, url: str, status: int) -> None:
        """The page is not there (404, 410)."""
        self._write(url, lambda: self.store.gone(url, self.now(), status, self.run_id))

    def moved(self, url: str, status: int, target: str) -> None:
        """The page led to another profile. Moved for good, it is gone from its own address."""
        if status in (301, 308):
            self._write(None, lambda: self.store.gone(url, self.now(), status, self.run_id))
        self._mark(url, "redirected", f"HTTP {status} to {target[:300]}")

    def forbidden(self, url: str) -> None:
        """robots.txt does not allow the page."""
        self._mark(url, "skipped", "robots.txt")

    def reject(self, reject: Reject) -> None:
        """The page is turned away; what is stored for it stays."""
        self.rejected += 1
        self._write(reject.url, lambda: self.store.reject(reject, self.run_id))

    def fail(self, url: str, detail: str) -> None:
        """The page could not be fetched or read. Too many in a row end the run: nobody is helped by asking on."""
        log.warning("%s failed: %s", url, detail)
        in_row = self._errors_in_row + 1
        self._mark(url, "failed", detail[:500])
        self._errors_in_row = in_row
        if in_row == self.errors_in_row_max:
            self.stop("errors", f"{in_row} pages in a row failed, the last one {url}: {detail}")

    def _mark(self, url: str, state: State, detail: str) -> None:
        self._write(url, lambda: self.store.mark(self.run_id, url, state, detail))

    def _write(self, url: str | None, write: Callable[[], object]) -> bool:
        """One write; the page `url` is settled by it. False, and nothing more is written, once the database failed."""
        if self.broken:
            return False
        try:
            write()
        except PageRefused:
            raise
        except StoreError as error:
            self._break("database", str(error))
            return False
        if url is not None:
            self._settled()
        return True

    def _settled(self) -> None:
        self._errors_in_row = 0
        self.done_pages += 1
        self._unflushed += 1
        if self._unflushed >= self.flush_pages:
            self.flush()

    # Storing

    def flush(self) -> None:
        """Make everything durable: the archive before the rows that point into it."""
        if self.broken:
            return
        try:
            if self._archive is not None:
                self._archive.sync()
            self.store.flush()
            self._unflushed = 0
        except ArchiveError as error:
            self._break("archive", str(error))
        except StoreError as error:
            self._break("database", str(error))

    def close_archive(self) -> None:
        """Flush, and close the archive's file; to be called after the last page."""
        self.flush()
        if self._archive is None:
            return
        try:
            self._archive.close()
        except ArchiveError as error:
            self._break("archive", str(error))

    def _break(self, kind: str, detail: str) -> None:
        """Nothing can be written any more; what is not flushed may be the half of something and is taken back."""
        self.broken = True
        with suppress(StoreError):  # `detail` says already what is wrong
            self.store.rollback()
        self.stop(kind, detail)
