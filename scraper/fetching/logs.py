"""What Scrapy says about each page: nothing, unless somebody asked for the DEBUG level."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from scrapy.logformatter import LogFormatter, LogFormatterResult

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response


class Formatter(LogFormatter):
    """Scrapy's own lines at DEBUG; at higher levels they are not even built: that costs time on every page."""

    wordy = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Formatter:
        formatter = cls()
        level = logging.getLevelName(crawler.settings.get("LOG_LEVEL"))
        formatter.wordy = not isinstance(level, int) or level <= logging.DEBUG
        if not formatter.wordy:
            logging.getLogger("scrapy").setLevel(level)
        return formatter

    def crawled(  # type: ignore[override]  # None is allowed: nothing is logged then
        self, request: Request, response: Response, spider: Spider
    ) -> LogFormatterResult | None:
        return super().crawled(request, response, spider) if self.wordy else None

    def scraped(  # type: ignore[override]
        self, item: Any, response: Any, spider: Spider
    ) -> LogFormatterResult | None:
        if not self.wordy:
            return None
        return {"level": logging.DEBUG, "msg": "Stored %(url)s", "args": {"url": getattr(item, "url", "?")}}

    def dropped(  # type: ignore[override]
        self, item: Any, exception: BaseException, response: Any, spider: Spider
    ) -> LogFormatterResult | None:
        return None  # the pipeline that drops a page says so itself, with the reason
