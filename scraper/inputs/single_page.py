"""Pages asked for by hand: downloader, robots.txt and politeness of a crawl, no database, no archive."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess

from scraper.fetching.answers import HOPS, REDIRECTS, snapshot_of, target_of
from scraper.inputs import Unreadable
from scraper.run.clock import utc_now
from scraper.site.discovery import Link
from scraper.site.web_address import parts_of
from scraper.snapshot import Snapshot

if TYPE_CHECKING:
    from scrapy.http import Response
    from scrapy.settings import Settings
    from twisted.python.failure import Failure

Results = dict[str, Snapshot | Unreadable]

# A crawl's bookkeeping is left out; a person waits for the answer, so nothing is asked for again.
OVERRIDES: dict[str, Any] = {
    "ITEM_PIPELINES": {},
    "EXTENSIONS": {},
    "SCHEDULER": "scrapy.core.scheduler.Scheduler",
    "RETRY_TIMES": 0,
}


def fetched(urls: Iterable[str], settings: Settings) -> Results:
    """A snapshot for each address, or why there is none. Once in a process: it runs the reactor."""
    settings = settings.copy()
    settings.setdict(OVERRIDES, priority="spider")
    settings.set("LOG_LEVEL", "WARNING", priority="spider")
    results: Results = {}
    process = AsyncCrawlerProcess(settings)
    process.crawl(SinglePages, urls=list(urls), results=results)
    process.start()
    for url in urls:
        results.setdefault(url, Unreadable("fetch", f"{url} was not fetched: the program was interrupted"))
    return results


class SinglePages(Spider):
    """Fetches `urls` into `results`, in order. A redirect never leads into a private network."""

    name = "single-pages"

    def __init__(self, urls: list[str], results: Results) -> None:
        super().__init__()
        self.urls, self.results = urls, results

    async def start(self) -> AsyncIterator[Request]:
        for url in self.urls:
            try:
                parts_of(url)
            except ValueError as error:
                self._fail(url, "usage", f"{url} is no address of a page: {error}")
            else:
                yield self._request(url, url, 0)

    def _request(self, url: str, given: str, hops: int) -> Request:
        return Request(
            url,
            self.answered,
            errback=self.failed,
            dont_filter=True,
            cb_kwargs={"given": given, "hops": hops},
        )

    async def answered(self, response: Response, given: str, hops: int) -> AsyncIterator[Request]:
        """Callback: keep a page, follow a redirect, tell everything else."""
        target = target_of(response)
        if response.status in REDIRECTS and target:
            refusal = await refused(target, given) if hops < HOPS else f"more than {HOPS} redirects"
            if refusal is None:
                yield self._request(target, given, hops + 1)
            else:
                self._fail(given, "redirect", f"{given} redirects to {target[:300]}: {refusal}")
        elif response.status != 200:
            self._fail(
                given, "http_status", f"{response.url} answered {response.status}: is the address right?"
            )
        else:
            self.results[given] = snapshot_of(response, Link(response.url, "given"), utc_now())

    def failed(self, failure: Failure) -> None:
        """Errback: robots.txt forbids it, no connection, too large, too slow."""
        given = failure.request.cb_kwargs["given"]  # type: ignore[attr-defined]
        text = " ".join(str(failure.value).split())[:300] or type(failure.value).__name__
        self._fail(given, "fetch", f"{given} could not be fetched: {text}")

    def _fail(self, given: str, reason: str, detail: str) -> None:
        self.results[given] = Unreadable(reason, detail)


async def refused(target: str, given: str) -> str | None:
    """Why a redirect to `target` is not followed, None where it may be.

    A page on the open network must not make this program ask machines that only its user can reach. The host
    that the user named is the user's own choice.
    """
    try:
        parts, own = parts_of(target), urlsplit(given)
        host, port = parts.hostname or "", parts.port
        if (host, port) == (own.hostname, own.port):
            return None
        addresses = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (ValueError, OSError) as error:
        return f"this is no usable address ({error})"
    if all(ip_address(str(address[4][0]).partition("%")[0]).is_global for address in addresses):
        return None
    return "this is a private address, not followed"
