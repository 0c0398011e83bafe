"""A worker's ledger: what became of each page goes to Redis instead of into a database."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from scraper.archive import ArchiveError
from scraper.distributed.messages import fate_message, page_message, reject_message
from scraper.run.ledger import Ledger

if TYPE_CHECKING:
    from scraper.page import Page, Reject
    from scraper.run.clock import Clock
    from scraper.run.options import Options
    from scraper.site.discovery import Link
    from scraper.store import Known

log = logging.getLogger(__name__)
Send = Callable[[list[bytes], list[str]], bool]


class Outbox(Ledger):
    """Messages gather here until `flush`: first the archive is made durable, then they go out in one step.

    `send(messages, settled urls)` is False where Redis is away: they stay here then. What a killed worker had not
    sent is asked for again by another one. `prefix`: how its archive files begin.
    """

    def __init__(
        self, run_id: int, options: Options, clock: Clock, stop: Callable[[str, str], None], prefix: str
    ) -> None:
        self._begin(run_id, options, clock, stop)  # not Ledger's own: here is no database
        self.prefix = prefix
        self.send: Send = lambda messages, urls: False
        self.find_known: Callable[[str], list[str]] = lambda prefix: []
        self._messages: list[bytes] = []
        self._urls: list[str] = []
        self._stored: dict[str, Known | None] = {}

    @property
    def unsent(self) -> int:
        return len(self._urls)

    def taken(self, links: Iterable[tuple[Link, Known | None]]) -> list[Link]:
        """Note what is stored of pages that this worker is about to ask for."""
        found = dict(links)
        self._stored.update({link.url: known for link, known in found.items()})
        self.known_pages += len(found)
        return list(found)

    def known(self, url: str) -> Known | None:
        return self._stored.get(url)

    def known_urls(self, prefix: str) -> list[str]:
        return self.find_known(prefix)

    def save(self, page: Page) -> bool:
        url = page.snapshot.url
        try:
            message = page_message(page)
        except ValueError as error:
            self.fail(url, f"the page's texts cannot be told: {error}")
            return False
        return self._told(url, message)

    def seen(self, url: str) -> None:
        self._fate("seen", url)

    def gone(self, url: str, status: int) -> None:
        self._fate("gone", url, status)

    def moved(self, url: str, status: int, target: str) -> None:
        self._fate("moved", url, status, target[:1000])

    def forbidden(self, url: str) -> None:
        self._fate("forbidden", url)

    def reject(self, reject: Reject) -> None:
        self.rejected += 1
        try:
            message = reject_message(reject, self.now())
        except ValueError as error:
            self.fail(reject.url, f"the page's texts cannot be told: {error}")
            return
        self._told(reject.url, message)

    def _mark(self, url: str, state: str, detail: str) -> None:
        self._fate("failed", url, detail=detail)

    def _fate(self, kind: str, url: str, status: int = 0, detail: str = "") -> None:
        self._told(url, fate_message(kind, url, self.now(), status, detail))

    def _told(self, url: str, message: bytes) -> bool:
        if self.broken:
            return False
        self._messages.append(message)
        self._urls.append(url)
        self._stored.pop(url, None)
        self._settled()
        return True

    def flush(self) -> None:
        if self.broken or not self._urls:
            return
        try:
            if self._archive is not None:
                self._archive.sync()
        except ArchiveError as error:
            self._break("archive", str(error))
            return
        if self.send(self._messages, self._urls):
            self._messages, self._urls, self._unflushed = [], [], 0

    def drop(self) -> None:
        """Forget what was not sent: nobody waits for it any more."""
        self._messages, self._urls = [], []

    def _break(self, kind: str, detail: str) -> None:
        self.broken = True
        self.stop(kind, detail)
