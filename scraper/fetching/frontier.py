"""Scrapy's scheduler over the crawl's own table of addresses: what was asked survives any end of the process.

Pages wait in the database and are taken from it a handful at a time, so a crawl of a hundred thousand pages
needs no more memory than one of a hundred. Everything else (sitemaps, directory pages, further tries) waits in
memory: a new process finds it again by itself.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterable
from itertools import count
from typing import TYPE_CHECKING, Protocol, cast

from scrapy.core.scheduler import BaseScheduler

from scraper.run.session import Session
from scraper.site.discovery import Link

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.crawler import Crawler

BATCH = 64


class Asks(Protocol):
    """What the scheduler needs of a spider."""

    def page_request(self, link: Link) -> Request | None:
        """The request for a page; None where its state was settled without asking."""


class Frontier(BaseScheduler):
    """Urgent requests first, then pages in the order in which they were found, each once a run."""

    def __init__(self, session: Session | None) -> None:
        self.session = session
        self.limit: int | None = None
        self._spider: Asks | None = None
        self._urgent: list[tuple[int, int, Request]] = []
        self._number = count()
        self._batch: deque[Link] = deque()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Frontier:
        return cls(crawler.get_extension(Session))

    def open(self, spider: Spider) -> None:
        self._spider = cast("Asks", spider)
        self.limit = getattr(spider, "limit", None)

    def add(self, links: Iterable[Link]) -> int:
        """Put pages on the table that are not there yet; how many these were."""
        if self.session is None:
            return 0
        new = list(links)
        if self.limit is not None:
            ledger = self.session.ledger
            new = ledger.unlisted(new)[: max(0, self.limit - ledger.known_pages)]
        return self.session.ledger.add(new)

    def enqueue_request(self, request: Request) -> bool:
        heapq.heappush(self._urgent, (-request.priority, next(self._number), request))
        return True

    def next_request(self) -> Request | None:
        if self._urgent:
            return heapq.heappop(self._urgent)[2]
        while self._filled():
            request = cast("Asks", self._spider).page_request(self._batch.popleft())
            if request is not None:
                return request
        return None

    def has_pending_requests(self) -> bool:
        return bool(self._urgent) or self._filled()

    def _filled(self) -> bool:
        if not self._batch and self.session is not None and not self.session.stopping:
            self._batch.extend(self.session.ledger.take(BATCH))
        return bool(self._batch)
