"""Delays that all workers keep together: a turn per host, given out by Redis."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from scrapy.core.downloader import Slot
from scrapy.exceptions import IgnoreRequest
from scrapy.utils.httpobj import urlparse_cached

from scraper.fetching.politeness import Politeness
from scraper.run.session import Session

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

    from scraper.distributed.worker import Worker

_TICK = 0.25  # seconds between looks whether the crawl is to end
_LATE = 0.05  # seconds by which a busy worker may be late with any turn
_MOST_MISSED = 5  # a machine that is late every time still gets on


class SharedSlot(Slot):
    """A downloader slot that does not wait by itself; its delay (AutoThrottle's, Crawl-delay) is what turns last."""

    __slots__ = ()

    def download_delay(self) -> float:
        return 0.0

    def between_turns(self) -> float:
        """Seconds, with the jitter that Scrapy would give them."""
        return super().download_delay()


class SharedPoliteness(Politeness):
    """Every request waits for its host's turn. A site's wish to be left alone holds for all workers."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._worker: Worker | None = None

    @property
    def worker(self) -> Worker:
        if self._worker is None:
            self._worker = cast("Worker", self.crawler.get_extension(Session))
        return self._worker

    def process_request(self, request: Request) -> Awaitable[None] | None:
        host = urlparse_cached(request).hostname or ""
        slot = self._slot(request)
        if not slot.delay and not self.worker.on_hold(host):
            return None
        return self._turn(host, slot)

    def _slot(self, request: Request) -> SharedSlot:
        downloader: Any = self.crawler.engine.downloader
        key, slot = downloader._get_slot(request)  # made by Scrapy's own rules; there is no public way
        if not isinstance(slot, SharedSlot):
            slot.close()
            slot = downloader.slots[key] = SharedSlot(slot.concurrency, slot.delay, slot.jitter)
        return slot

    async def _turn(self, host: str, slot: SharedSlot) -> None:
        """Wait for a turn; one that came while the host was on hold does not count, nor one that was slept through."""
        missed = 0
        while True:
            length = slot.between_turns()
            wait = self.worker.asked(partial(self.worker.side.turn, host, length))
            late = await self._sleep(_TICK if wait is None else wait)
            if wait is None or self.worker.on_hold(host):
                continue
            if late <= max(_LATE, length / 2) or missed == _MOST_MISSED:
                return
            missed += 1

    async def _sleep(self, seconds: float) -> float:
        """Seconds that it became later than that: a process may have stood still."""
        until = monotonic() + seconds
        while (left := until - monotonic()) > 0:
            await asyncio.sleep(min(_TICK, left))
            if not self.crawler.crawling or not self.crawler.engine.running or self.worker.at_end:
                raise IgnoreRequest("the crawl is ending")
        return -left

    def again(self, request: Request, why: str, wish: float | None = None) -> Request | None:
        retried = super().again(request, why, wish)
        self.worker.hold(urlparse_cached(request).hostname or "", self._until - monotonic())
        self._until = 0.0  # one host's wait is no other host's
        return retried
