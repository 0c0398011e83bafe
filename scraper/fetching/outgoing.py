"""What every request carries: who asks, for what, and for how long we wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler


class Outgoing:
    """Downloader middleware: time limit and headers in one step (Scrapy has a middleware for each)."""

    def __init__(self, crawler: Crawler) -> None:
        self.timeout = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        locale = getattr(crawler.spider, "locale", None) or "en"
        self.headers = {
            "User-Agent": user_agent(crawler.settings["USER_AGENT"], crawler.settings["CONTACT"]),
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": locale,
            "Accept-Encoding": "gzip, deflate",
        }

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Outgoing:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        request.meta.setdefault("download_timeout", self.timeout)
        for name, value in self.headers.items():
            request.headers.setdefault(name, value)


def user_agent(name: str, contact: str | None) -> str:
    """The User-Agent header: the project's name, and where its operator can be reached."""
    contact = " ".join((contact or "").split())
    return f"{name} (+{contact})" if contact else name
