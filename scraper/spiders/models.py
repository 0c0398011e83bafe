"""Where to look: sitemaps, directory pages, links and slugs given by hand. What a page says is read elsewhere."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from scrapy import Request, Spider, signals
from scrapy.exceptions import CloseSpider, DontCloseSpider
from twisted.python.failure import Failure

from scraper.arguments import Arguments
from scraper.decoding import Undecodable
from scraper.discovery import Link, Sitemap, sitemap
from scraper.extract import extract
from scraper.extraction import NotAProfile
from scraper.frontier import Frontier
from scraper.page import Page, Reject
from scraper.politeness import honour_crawl_delay
from scraper.robots import Forbidden, Robots, Rules, Unreachable
from scraper.session import Session
from scraper.snapshot import Snapshot
from scraper.store import Known

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

log = logging.getLogger(__name__)
HOPS = 5
URGENT = 100
IDLE_PAGES = 2
Found = Iterator[Request | Page | Reject]


class Models(Spider):
    """Crawls the profile pages of one site in one language.

    Arguments (`-a name=value`): site, slugs, locale, limit, full; see scraper/arguments.py.
    """

    name = "models"
    run_kind = "crawl"
    session: Session

    def __init__(self, **arguments: str) -> None:
        """Raises CannotStart for an argument that is unknown or cannot be used."""
        super().__init__()
        given = Arguments.of(arguments)
        self.site, self.slugs = given.site, given.slugs
        self.limit, self.full, self.locale = given.limit, given.full, given.site.locale
        self.sitemaps_seen: set[str] = set()
        self.directory_seen: set[str] = set()
        self.directory_profiles: set[int] = set()
        self.met: set[str] = set()
        self.known_added = False

    def scope(self) -> dict[str, Any]:
        """What this crawl covers: only runs of equal scope are compared, or gone on with."""
        return {"site": self.site.root, "locale": self.locale, "slugs": list(self.slugs), "limit": self.limit}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Models:
        spider = cls(*args, **kwargs)
        spider._set_crawler(crawler)
        crawler.signals.connect(spider.idle, signals.spider_idle)
        return spider

    def idle(self) -> None:
        """Everything that was found is done: look after what was not found this time."""
        if not self.known_added and hasattr(self, "session") and not self.session.stopping:
            self.known_added = True
            if self.add_known():
                raise DontCloseSpider

    # Finding pages

    async def start(self) -> AsyncIterator[Request]:
        session = self.crawler.get_extension(Session)
        if session is None:
            raise CloseSpider("no_session")
        self.session = session
        rules = await self._rules()
        if self.slugs:
            self._add(Link(self.site.profile(slug), "given") for slug in self.slugs)
            return
        for url in rules.sitemaps or (f"{self.site.root}/sitemap.xml",):
            for request in self._sitemap_request(url):
                yield request
        yield self._directory_request(self.site.directory)

    async def _rules(self) -> Rules:
        robots = self.crawler.get_downloader_middleware(Robots)
        if robots is None or not robots.obey:
            return Rules(self.site.root, None, "")
        try:
            rules = await robots.rules(self.site.root)
        except Unreachable as error:
            self.session.stop("robots", str(error))
            raise CloseSpider("robots") from error
        self.site = self.site.at(rules.root)
        delay, longest = rules.crawl_delay or 0.0, self.session.options.crawl_delay_max
        if delay > longest:
            self.session.stop(
                "robots",
                f"robots.txt asks for {delay:.0f} s between requests, over CRAWL_DELAY_MAX={longest:.0f}",
            )
            raise CloseSpider("robots")
        honour_crawl_delay(self.crawler, self.site.host, delay)
        return rules

    def _add(self, links: Iterable[Link]) -> int:
        scheduler = self.crawler.engine.scheduler
        return scheduler.add(links) if isinstance(scheduler, Frontier) else 0

    def add_known(self) -> int:
        """Put stored models on the table that nothing led to this time: one that is gone must be asked to be known gone."""
        if self.slugs or self.limit is not None:
            return 0
        return self._add(
            Link(url, "known") for url in self.session.ledger.known_urls(self.site.directory + "/")
        )

    def _sitemap_request(self, url: str) -> Iterator[Request]:
        if not self.site.same_host(url):
            log.warning("sitemap %s is on another host: left out", url[:200])
        elif url not in self.sitemaps_seen:
            if len(self.sitemaps_seen) >= self.session.options.sitemaps_max:
                self.session.trouble(
                    "sitemap",
                    f"more than SITEMAPS_MAX={len(self.sitemaps_seen)} sitemap files: the rest was left out",
                )
                return
            self.sitemaps_seen.add(url)
            yield Request(
                url,
                self.read_sitemap,
                errback=self.source_failed,
                priority=URGENT,
                dont_filter=True,
                cb_kwargs={"source": "sitemap"},
            )

    def read_sitemap(self, response: Response, source: str) -> Iterator[Request]:
        """Callback of a sitemap file."""
        if response.status != 200:
            yield from self._not_had(response, source)
            return
        try:
            found = sitemap(response.body, self.crawler.settings.getint("DOWNLOAD_MAXSIZE"))
        except ValueError as error:
            self.session.trouble("sitemap", f"sitemap {response.url} cannot be read: {error}")
            return
        self._add_listed(found)
        for url in found.sitemaps:
            yield from self._sitemap_request(urljoin(response.url, url))

    def _add_listed(self, found: Sitemap) -> None:
        pages = {}
        for address, lastmod in found.pages:
            url = self.site.profile_of(address, self.site.root)
            if url is not None:
                pages[url] = Link(url, "sitemap", lastmod)
        self.session.count("sitemap_listed", len(pages))
        # The newest first: where a crawl is cut short, what changed lately has been looked at.
        self._add(sorted(pages.values(), key=lambda link: link.lastmod or "", reverse=True))

    def _directory_request(self, url: str, idle: int = 0) -> Request:
        self.directory_seen.add(url)
        return Request(
            url,
            self.read_directory,
            errback=self.source_failed,
            priority=URGENT,
            dont_filter=True,
            cb_kwargs={"source": "directory", "idle": idle},
        )

    def read_directory(self, response: Response, source: str, idle: int = 0) -> Iterator[Request]:
        """Callback of a directory page. `idle`: pages before this one, in a row, that listed no model anew."""
        if response.status != 200:
            yield from self._not_had(response, source)
            return
        listed = [
            url
            for url in self.site.page_links(response.body, response.url)
            if hash(url) not in self.directory_profiles
        ]
        self.directory_profiles.update(map(hash, listed))
        self.session.count("directory_listed", len(listed))
        self._add(Link(url, "directory") for url in listed)
        idle = 0 if listed else idle + 1
        if idle > IDLE_PAGES:
            return  # a calendar that has no end, or pages that repeat
        for url in self.site.directory_pages(response.body, response.url):
            if url in self.directory_seen:
                continue
            if len(self.directory_seen) >= self.session.options.directory_pages_max:
                self.session.trouble(
                    "directory",
                    f"more than DIRECTORY_PAGES_MAX={len(self.directory_seen)} directory pages: the rest was left out",
                )
                return
            yield self._directory_request(url, idle)

    def _not_had(self, response: Response, source: str) -> Iterator[Request]:
        """A sitemap or directory page that did not come: follow it on its own host, else say so."""
        request = response.request
        if request is not None and 300 <= response.status < 400:
            target = urljoin(response.url, (response.headers.get("Location") or b"").decode("latin-1"))
            hops = request.meta.get("hops", 0) + 1
            if self.site.same_host(target) and hops <= HOPS:
                yield request.replace(url=target, meta={"hops": hops})
                return
            self.session.trouble(source, f"{source} {response.url} redirects to {target[:200]}: not followed")
        elif response.status in (404, 410):
            log.info("no %s at %s", source, response.url)
        else:
            self.session.trouble(source, f"{source} {response.url} answered {response.status}")

    def source_failed(self, failure: Failure) -> None:
        """Errback of sitemaps and directory pages."""
        request, error = failure.request, failure.value  # type: ignore[attr-defined]
        if isinstance(error, Forbidden):
            log.info("%s", error)
        elif not self.session.stopping:
            source = request.cb_kwargs["source"]
            self.session.trouble(source, f"{source} {request.url} could not be fetched: {cause_of(error)}")

    # Pages

    def page_request(self, link: Link) -> Request | None:
        """The request for a profile page, conditional where it is known. None: settled without asking."""
        known = self.session.ledger.known(link.url)
        headers: dict[str, str] = {}
        if known is not None and not self.full:
            if self.session.options.trust_lastmod and link.lastmod and link.lastmod < known.last_seen[:10]:
                self.session.ledger.seen(link.url)
                return None
            if known.etag:
                headers["If-None-Match"] = known.etag
            if known.last_modified:
                headers["If-Modified-Since"] = known.last_modified
        return Request(
            link.url,
            self.page,
            errback=self.page_failed,
            headers=headers,
            dont_filter=True,
            cb_kwargs={"link": link, "known": known},
        )

    def page(self, response: Response, link: Link, known: Known | None) -> Found:
        """Callback of a profile page."""
        if self.session.stopping:
            return
        try:
            yield from self._answered(response, link, known)
        except Exception as error:  # one odd page must not stop the rest; the run's verdict counts it
            log.exception("%s could not be read", link.url)
            self.session.ledger.fail(link.url, f"{type(error).__name__}: {error}")

    def _answered(self, response: Response, link: Link, known: Known | None) -> Found:
        status = response.status
        if status == 200:
            yield from self._read(response, link, known)
        elif status == 304 and known is not None:
            self.session.ledger.seen(link.url)
        elif status in (404, 410):
            self.session.ledger.gone(link.url, status)
        elif 300 <= status < 400 and status != 304:
            yield from self._redirected(response, link, known)
        else:
            self.session.ledger.fail(link.url, f"HTTP {status}")

    def _read(self, response: Response, link: Link, known: Known | None) -> Found:
        snapshot = snapshot_of(response, link, self.session.ledger.now())
        if known is not None and known.digest == snapshot.digest:
            self.session.ledger.seen(link.url)
            return
        position = self.session.ledger.archive(snapshot)
        if not self.slugs:
            self._add(Link(url, "link") for url in self._fresh_links(snapshot))
        try:
            yield Page(snapshot, position, extract(snapshot))
        except NotAProfile as error:
            yield Reject(link.url, error.reason, error.detail, snapshot, position)

    def _fresh_links(self, snapshot: Snapshot) -> Iterator[str]:
        """Links that were not met lately: most lead to the same few pages."""
        if len(self.met) > 20_000:
            self.met.clear()
        for url in self.site.page_links(snapshot.body, snapshot.url):
            if url not in self.met:
                self.met.add(url)
                yield url

    def _redirected(self, response: Response, link: Link, known: Known | None) -> Found:
        target = urljoin(response.url, (response.headers.get("Location") or b"").decode("latin-1"))
        profile = self.site.profile_of(target, response.url)
        request = response.request
        if profile == link.url and request is not None:  # only the slash or the scheme differs
            hops = request.meta.get("hops", 0) + 1
            if hops > HOPS:
                self.session.ledger.fail(link.url, f"redirect loop: more than {HOPS} redirects")
            else:
                yield request.replace(url=target, meta={"hops": hops})
        elif profile is not None:
            self._add([Link(profile, "link")])
            self.session.ledger.moved(link.url, response.status, profile)
        else:
            where = "another host" if not self.site.same_host(target) else "a page that is no profile"
            yield Reject(
                link.url, "redirect", f"HTTP {response.status} to {where}, not followed: {target[:300]}"
            )

    def page_failed(self, failure: Failure) -> None:
        """Errback of a profile page."""
        link: Link = failure.request.cb_kwargs["link"]  # type: ignore[attr-defined]
        error = failure.value
        if isinstance(error, Forbidden):
            self.session.ledger.forbidden(link.url)
        elif not self.session.stopping and self.crawler.crawling:
            self.session.ledger.fail(link.url, cause_of(error))


def snapshot_of(response: Response, link: Link, moment: datetime) -> Snapshot:
    """`response` as the one shape that the rest of the program knows. `moment`: when it came."""
    headers = response.headers
    return Snapshot(
        url=link.url,
        fetched_at=moment,
        status=response.status,
        media_type=_text(headers.get("Content-Type")) or "",
        body=response.body,
        etag=_text(headers.get("ETag")),
        last_modified=_text(headers.get("Last-Modified")),
        found_by=link.found_by,
    )


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode("latin-1")[:1000]


def cause_of(error: BaseException) -> str:
    """Why a request failed, in one line."""
    if isinstance(error, Undecodable):
        return f"{error.reason}: {error}"
    text = " ".join(str(error).split())[:300]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
