"""A worker's scheduler: its own urgent requests first, then pages from the queue that all workers share."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterable
from itertools import count
from time import monotonic
from typing import TYPE_CHECKING, Any

from scrapy_redis.dupefilter import RFPDupeFilter  # type: ignore[import-untyped,unused-ignore]
from scrapy_redis.scheduler import Scheduler  # type: ignore[import-untyped,unused-ignore]

from scraper.distributed.queue import SharedQueue
from scraper.run.session import Session
from scraper.site.discovery import Link

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.crawler import Crawler

    from scraper.distributed.worker import Worker

BATCH = 16
"""Pages that a worker takes at most at a time: few, so that the last ones are spread over all workers."""
PAUSE = 0.05
"""Seconds until an empty queue is looked at again."""


class Expected(RFPDupeFilter):  # type: ignore[misc,unused-ignore]
    """The dupefilter, holding addresses instead of their digests: so it can be compared with what is stored."""

    def request_fingerprint(self, request: Request) -> str:
        return str(request.url)

    def close(self, reason: str = "") -> None:
        """Nothing is forgotten: other workers go on."""


class SharedScheduler(Scheduler):  # type: ignore[misc,unused-ignore]
    """Sitemaps, directory pages and further tries stay with the worker that has them; pages are everybody's."""

    def __init__(self, worker: Worker, limit: int | None) -> None:
        super().__init__(worker.server, persist=True)
        self.worker, self.limit = worker, limit
        self.most = BATCH
        self._urgent: list[tuple[int, int, Request]] = []
        self._number = count()
        self._batch: deque[Link] = deque()
        self._later: list[Link] = []
        self._look_at = 0.0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> SharedScheduler:
        worker: Any = crawler.get_extension(Session)
        scheduler = cls(worker, getattr(crawler.spider, "limit", None))
        scheduler.most = min(BATCH, max(1, crawler.settings.getint("CONCURRENT_REQUESTS")))
        return scheduler

    def open(self, spider: Spider) -> None:
        keys = self.worker.keys
        self.spider: Any = spider
        self.queue = SharedQueue(self.server, spider, keys, self.worker.name)
        self.df = Expected(self.server, keys.seen)

    def add(self, links: Iterable[Link]) -> int:
        """Queue pages that the run does not know; how many these were. While Redis is away they are kept here."""
        self._later += links
        return self.add_later()

    def add_later(self) -> int:
        """Try again to queue what could not be queued."""
        if not self._later:
            return 0
        links = self._later
        added = self.worker.asked(lambda: self.queue.add(links, self.limit))
        if added is None or added < 0:
            return 0
        self._later = []
        return int(added)

    @property
    def unsent(self) -> int:
        return len(self._later)

    def enqueue_request(self, request: Request) -> bool:
        if not request.dont_filter and self.df.request_seen(request):
            return False
        heapq.heappush(self._urgent, (-request.priority, next(self._number), request))
        return True

    def next_request(self) -> Request | None:
        if self._urgent:
            return heapq.heappop(self._urgent)[2]
        while self._filled():
            request: Request | None = self.spider.page_request(self._batch.popleft())
            if request is not None:
                return request
        return None

    def has_pending_requests(self) -> bool:
        return bool(self._urgent or self._batch)

    def _filled(self) -> bool:
        if not self._batch and self.worker.may_take and monotonic() >= self._look_at:
            taken = self.worker.asked(lambda: self.queue.take(self.most)) or []
            self._batch.extend(self.worker.ledger.taken(taken))
            if not taken:
                self._look_at = monotonic() + PAUSE
        return bool(self._batch)

    def close(self, reason: str) -> None:
        """Waiting pages stay for the other workers; what this one holds is given back by its session."""
