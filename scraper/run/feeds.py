"""Scrapy's feed exports (-o, -O), which keep what went wrong: Scrapy only logs it, and the run would pass for good."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import NotConfigured
from scrapy.extensions.feedexport import FeedExporter

from scraper.run.options import CannotStart
from scraper.site.web_address import without_password

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.extensions.feedexport import FeedSlot

log = logging.getLogger(__name__)


class Feeds(FeedExporter):
    """Extension in the place of FeedExporter."""

    def __init__(self, crawler: Crawler) -> None:
        """Raises CannotStart for a feed of an unknown kind."""
        self._broken: dict[str, str] = {}  # feed -> why
        self._over = asyncio.Event()
        try:
            super().__init__(crawler)
        except NotConfigured:
            if wanted := crawler.settings.getdict("FEEDS"):
                raise CannotStart(
                    f"no feed can be written to {_listed(wanted)}: give a file, like -O models.jsonl"
                ) from None
            raise

    async def problem(self) -> str:
        """Why the feeds are not whole, "" where they are. Waits until they are closed."""
        await self._over.wait()
        if not self._broken:
            return ""
        feeds = "; ".join(f"the feed {feed} is not whole ({why})" for feed, why in self._broken.items())
        return f"{feeds}: the database is, and `scrapy publish --jsonl` writes all its records"

    def open_spider(self, spider: Spider) -> None:
        try:
            super().open_spider(spider)
        except Exception as error:  # noqa: BLE001 - whatever it was, the feed is not whole
            self._broke(_listed(self.feeds), error)

    def item_scraped(self, item: Any, spider: Spider) -> None:
        """Each feed by itself: one that breaks must not keep the record from the others."""
        kept: list[FeedSlot] = []
        for slot in self.slots:
            self.slots = [slot]
            try:
                super().item_scraped(item, spider)
            except Exception as error:  # noqa: BLE001
                self._broke(without_password(slot.uri), error)
            kept += self.slots
        self.slots = kept

    async def close_spider(self, spider: Spider) -> None:
        try:
            await super().close_spider(spider)
        finally:
            stats = self.crawler.stats.get_stats()
            if not self._broken and any(name.startswith("feedexport/failed_count/") for name in stats):
                self._broke(_listed(self.feeds), "the log says why")
            self._over.set()

    async def _close_slot(self, slot: FeedSlot, spider: Spider) -> None:
        try:
            await super()._close_slot(slot, spider)
        except Exception as error:  # noqa: BLE001
            self._broke(without_password(slot.uri), error)

    def _broke(self, feed: str, why: object) -> None:
        """Note a feed's first failure: the others follow from it."""
        if feed not in self._broken:
            self._broken[feed] = str(why) or type(why).__name__
            log.warning("the feed %s could not be written: %s", feed, why)


def _listed(uris: dict[str, Any]) -> str:
    return ", ".join(without_password(uri) for uri in uris)
