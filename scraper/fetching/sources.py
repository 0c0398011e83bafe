"""Sitemaps and directory pages: callbacks that put profile pages on the run's list."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from scrapy import Request
from twisted.python.failure import Failure

from scraper.fetching.answers import HOPS, cause_of, target_of
from scraper.fetching.robots import Forbidden
from scraper.run.session import Session
from scraper.site.discovery import Link, Site, Sitemap, sitemap

if TYPE_CHECKING:
    from scrapy.http import Response

log = logging.getLogger(__name__)
SITEMAPS_FIRST, DIRECTORY_FIRST = 200, 100
IDLE_PAGES = 2
"""Directory pages in a row that may list nothing new: more is a calendar without end, or pages that repeat."""


class Sources:
    """Reads what a site says about its own pages. `add`: puts links on the list."""

    def __init__(self, site: Site, session: Session, add: Callable[[Iterable[Link]], int]) -> None:
        self.site, self.session, self.add = site, session, add
        self.limit = session.options.sitemap_bytes_max
        self._sitemaps: set[str] = set()
        self._directory: set[str] = set()
        self._profiles: set[int] = set()  # hashes: a large directory must not cost much memory

    def requests(self, sitemaps: Iterable[str]) -> Iterator[Request]:
        """The first requests of a crawl. `sitemaps`: those that robots.txt names."""
        for url in sitemaps:
            yield from self._sitemap(url)
        if not self._sitemaps:
            yield from self._sitemap(f"{self.site.root}/sitemap.xml")
        yield self._directory_page(self.site.directory)

    def _sitemap(self, url: str) -> Iterator[Request]:
        most = self.session.options.sitemaps_max
        if not self.site.same_host(url):
            log.warning("sitemap %s is on another host: left out", url[:200])
        elif url not in self._sitemaps and len(self._sitemaps) >= most:
            self.session.trouble(
                "sitemap", f"more than SITEMAPS_MAX={most} sitemap files: the rest was left out"
            )
        elif url not in self._sitemaps:
            self._sitemaps.add(url)
            yield self._request(url, self.read_sitemap, "sitemap", SITEMAPS_FIRST)

    def _directory_page(self, url: str, idle: int = 0) -> Request:
        self._directory.add(url)
        return self._request(url, self.read_directory, "directory", DIRECTORY_FIRST, idle=idle)

    def _request(
        self, url: str, callback: Callable[..., object], source: str, priority: int, **more: int
    ) -> Request:
        return Request(
            url,
            callback,
            errback=self.failed,
            priority=priority,
            dont_filter=True,
            cb_kwargs={"source": source, **more},
        )

    def read_sitemap(self, response: Response, source: str) -> Iterator[Request]:
        """Callback of a sitemap file."""
        if response.status != 200:
            yield from self._not_had(response, source)
            return
        try:
            found = sitemap(response.body, self.limit)
        except ValueError as error:
            self.session.trouble("sitemap", f"sitemap {response.url} cannot be read: {error}")
            return
        self._add_listed(found)
        for url in found.sitemaps:
            yield from self._sitemap(urljoin(response.url, url))

    def _add_listed(self, found: Sitemap) -> None:
        pages = {}
        for address, lastmod in found.pages:
            url = self.site.profile_of(address, self.site.root)
            if url is not None:
                pages[url] = Link(url, "sitemap", lastmod)
        self.session.count("sitemap_listed", len(pages))
        # The newest first: where a crawl is cut short, what changed lately has been looked at.
        self.add(sorted(pages.values(), key=lambda link: link.lastmod or "", reverse=True))

    def read_directory(self, response: Response, source: str, idle: int = 0) -> Iterator[Request]:
        """Callback of a directory page. `idle`: pages before this one, in a row, that listed no model anew."""
        if response.status != 200:
            yield from self._not_had(response, source)
            return
        links = self.site.page_links(response.body, response.url)
        listed = [url for url in links if hash(url) not in self._profiles]
        self._profiles.update(map(hash, listed))
        self.session.count("directory_listed", len(listed))
        self.add(Link(url, "directory") for url in listed)
        idle = 0 if listed else idle + 1
        if idle <= IDLE_PAGES:
            yield from self._further(response, idle)

    def _further(self, response: Response, idle: int) -> Iterator[Request]:
        most = self.session.options.directory_pages_max
        for url in self.site.directory_pages(response.body, response.url):
            if url in self._directory:
                continue
            if len(self._directory) >= most:
                self.session.trouble(
                    "directory",
                    f"more than DIRECTORY_PAGES_MAX={most} directory pages: the rest was left out",
                )
                return
            yield self._directory_page(url, idle)

    def _not_had(self, response: Response, source: str) -> Iterator[Request]:
        """A sitemap or directory page that did not come: follow it on its own host, else say so."""
        request, target = response.request, target_of(response)
        if request is not None and 300 <= response.status < 400 and target:
            hops = request.meta.get("hops", 0) + 1
            if self.site.same_host(target) and hops <= HOPS:
                yield request.replace(url=target, meta={"hops": hops})
                return
            self.session.trouble(source, f"{source} {response.url} redirects to {target[:200]}: not followed")
        elif response.status in (404, 410):
            log.info("no %s at %s", source, response.url)
        else:
            self.session.trouble(source, f"{source} {response.url} answered {response.status}")

    def failed(self, failure: Failure) -> None:
        """Errback of sitemaps and directory pages."""
        request: Request = failure.request  # type: ignore[attr-defined]
        error = failure.value
        if isinstance(error, Forbidden):
            log.info("%s", error)
        elif not self.session.stopping:
            source = request.cb_kwargs["source"]
            self.session.trouble(source, f"{source} {request.url} could not be fetched: {cause_of(error)}")
