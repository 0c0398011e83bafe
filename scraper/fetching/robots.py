"""robots.txt by RFC 9309: obeyed, asked for once; 5xx or no answer at all means that nothing is fetched."""

from __future__ import annotations

import logging
from collections.abc import Awaitable
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK

from scraper.fetching.answers import HOPS, REDIRECTS, cause_of, target_of
from scraper.site.discovery import Site

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

log = logging.getLogger(__name__)
LARGEST = 500 * 1024
"""Bytes of a robots.txt that are read; RFC 9309 asks for no more."""


class Forbidden(IgnoreRequest):
    """robots.txt does not allow this address."""


class Unreachable(Exception):
    """robots.txt could not be had: nothing may be fetched. The text says why."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site's robots.txt says to us. `root`: where it was found (http may have led to https)."""

    root: str
    parser: Protego | None
    agent: str
    sitemaps: tuple[str, ...] = ()
    crawl_delay: float | None = None

    @classmethod
    def read(cls, root: str, body: bytes, agent: str) -> Rules:
        """Rules from a body as sent; of a longer one only the first 500 KB count, cut at a line's end."""
        if len(body) > LARGEST:
            body = body[:LARGEST].rpartition(b"\n")[0]
        parser = Protego.parse(body.decode("utf-8-sig", "ignore"))
        delay = parser.crawl_delay(agent)
        wish = float(delay) if delay is not None and isfinite(delay) else None
        return cls(root, parser, agent, tuple(parser.sitemaps), wish)

    def allowed(self, url: str) -> bool:
        return self.parser is None or bool(self.parser.can_fetch(url, self.agent))


class Robots:
    """Downloader middleware, and the spider's way to the rules before anything else is asked for."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.obey = crawler.settings.getbool("ROBOTSTXT_OBEY")
        self.agent = crawler.settings["ROBOTSTXT_USER_AGENT"] or crawler.settings["USER_AGENT"]
        self._rules: dict[str, Rules] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Robots:
        return cls(crawler)

    def process_request(self, request: Request) -> Awaitable[None] | None:
        if not self.obey or "robots" in request.meta:
            return None
        root = "/".join(request.url.split("/", 3)[:3])
        rules = self._rules.get(root)
        if rules is None:
            return self._asked_first(request, root)
        if not rules.allowed(request.url):
            raise Forbidden(f"robots.txt does not allow {request.url}")
        return None

    async def _asked_first(self, request: Request, root: str) -> None:
        try:
            rules = await self.rules(root)
        except Unreachable as error:
            raise IgnoreRequest(str(error)) from error
        if not rules.allowed(request.url):
            raise Forbidden(f"robots.txt does not allow {request.url}")

    async def rules(self, root: str) -> Rules:
        """The rules of the site at `root`, fetched the first time. Raises Unreachable."""
        if root not in self._rules:
            rules = await self._fetched(root)
            self._rules[root] = self._rules[rules.root] = rules
        return self._rules[root]

    async def _fetched(self, root: str) -> Rules:
        url = f"{root}/robots.txt"
        for _ in range(HOPS + 1):
            response = await self._answer(url)
            if response.status in REDIRECTS:
                url = self._redirected(root, url, response)
                continue
            return self._judged(url, response)
        raise Unreachable(f"{root}/robots.txt redirects more than {HOPS} times")

    async def _answer(self, url: str) -> Response:
        request = Request(url, callback=NO_CALLBACK, meta={"robots": True}, dont_filter=True)
        try:
            return await self.crawler.engine.download_async(request)
        except Exception as error:  # whatever it was: without robots.txt nothing may be fetched
            log.debug("robots.txt could not be had", exc_info=True)
            raise Unreachable(f"{url} could not be fetched: {cause_of(error)}") from error

    def _redirected(self, root: str, url: str, response: Response) -> str:
        target = target_of(response) or url
        if not Site(root).same_host(target):
            own = "://".join(urlsplit(target)[:2])
            raise Unreachable(
                f"{url} redirects to another host: is the site {own[:200]}? Then give -a site={own[:200]}"
            )
        return target

    def _judged(self, url: str, response: Response) -> Rules:
        root = "/".join(url.split("/", 3)[:3])
        if response.status == 429 or response.status >= 500 or response.status < 200:
            raise Unreachable(
                f"{url} answered {response.status}: until it can be read nothing may be fetched (RFC 9309)"
            )
        if response.status >= 400:
            return Rules(root, None, self.agent)
        return Rules.read(root, response.body, self.agent)
