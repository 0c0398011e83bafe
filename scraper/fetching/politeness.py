"""Waiting: Retry-After, back-off after errors, Crawl-delay. One site is asked: a wait holds for all requests."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.extensions.throttle import AutoThrottle
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost

from scraper.run.session import Session

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

log = logging.getLogger(__name__)
RETRIED = {408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524}
PASSING = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    ConnectionDone,
    ConnectError,
    ConnectionLost,
)
_TICK = 0.25  # seconds between looks whether the crawl is to end


class Politeness:
    """Downloader middleware: asks again after passing errors, later each time, as late as the site wishes."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self.times = settings.getint("RETRY_TIMES")
        self.start = settings.getfloat("BACKOFF_START")
        self.most = settings.getfloat("BACKOFF_MAX")
        self.longest_wish = settings.getfloat("RETRY_AFTER_MAX")
        self._until = 0.0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Politeness:
        return cls(crawler)

    def process_request(self, request: Request) -> Awaitable[None] | None:
        return self._wait() if self._until else None

    async def _wait(self) -> None:
        while (left := self._until - monotonic()) > 0:
            if not self.crawler.crawling or not self.crawler.engine.running:
                raise IgnoreRequest("the crawl is ending")
            await asyncio.sleep(min(_TICK, left))
        self._until = 0.0

    def process_response(self, request: Request, response: Response) -> Request | Response:
        if response.status not in RETRIED:
            return response
        wish = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
        if wish is not None and wish > self.longest_wish:
            self._give_up(
                f"{request.url} answered {response.status} and asks to wait {wish:.0f} s (RETRY_AFTER_MAX)"
            )
            return response
        return self.again(request, f"HTTP {response.status}", wish) or response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        if isinstance(exception, PASSING):
            return self.again(request, type(exception).__name__)
        return None

    def again(self, request: Request, why: str, wish: float | None = None) -> Request | None:
        """`request` for another try after a wait, None after the last. `wish`: seconds that the site asks for."""
        tries = request.meta.get("retry_times", 0)
        delay = min(self.start * 2**tries, self.most)
        self._until = max(self._until, monotonic() + max(delay, wish or 0.0))
        self.crawler.stats.inc_value(f"retry/reason_count/{why}")
        if tries >= self.times:
            return None
        log.info("%s: %s, asked again in %.1f s", request.url, why, self._until - monotonic())
        retried = request.replace(priority=request.priority + 1)
        retried.meta["retry_times"] = tries + 1
        return retried

    def _give_up(self, reason: str) -> None:
        session = self.crawler.get_extension(Session)
        if session is not None:
            session.stop("asked_to_wait", reason)


def retry_after(header: bytes | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for (a number or a date), None where it cannot be read."""
    text = (header or b"").decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):  # a year of a hundred digits
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def honour_crawl_delay(crawler: Crawler, host: str, seconds: float) -> None:
    """Never ask `host` more often than every `seconds`: its Crawl-delay."""
    downloader = crawler.engine.downloader
    if seconds <= crawler.settings.getfloat("DOWNLOAD_DELAY"):
        return
    # No jitter: half a Crawl-delay is not what the site asked for.
    downloader.per_slot_settings[host] = {"delay": seconds, "jitter": 0.0}
    if (slot := downloader.slots.get(host)) is not None:
        slot.delay, slot.jitter = seconds, 0.0
    throttle = crawler.get_extension(AutoThrottle)
    if throttle is not None:
        throttle.mindelay = max(throttle.mindelay, seconds)
        throttle.maxdelay = max(throttle.maxdelay, seconds)
