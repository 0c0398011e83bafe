"""Crawls the profile pages of a site (or several) in one language: which pages to ask for, and where the answers go."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider, signals
from scrapy.exceptions import CloseSpider, DontCloseSpider
from twisted.python.failure import Failure

from schemas.profile import ModelProfile
from scraper.extract import extract
from scraper.extraction import NotAProfile
from scraper.fetching.answers import HOPS, cause_of, snapshot_of, target_of
from scraper.fetching.frontier import Frontier
from scraper.fetching.politeness import honour_crawl_delay
from scraper.fetching.robots import Forbidden, Robots, Rules, Unreachable
from scraper.fetching.sources import Sources
from scraper.page import Page, Reject
from scraper.run.arguments import Arguments
from scraper.run.clock import utc_now
from scraper.run.ledger import Ledger
from scraper.run.session import Session
from scraper.site.discovery import Link, Site
from scraper.snapshot import Snapshot
from scraper.store import Known

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings

log = logging.getLogger(__name__)
Found = Iterator[Request | Page | Reject]
REMEMBERED = 20_000
"""Links kept in mind: most pages link to the same few others."""


class Models(Spider):
    """Arguments (`-a name=value`): site, slugs, locale, limit, full; see scraper/run/arguments.py."""

    name = "models"
    run_kind = "crawl"
    session: Session
    ledger: Ledger

    def __init__(self, **arguments: str) -> None:
        """Raises CannotStart for an argument that is unknown or cannot be used."""
        super().__init__()
        given = Arguments.of(arguments)
        self.sites, self.slugs = list(given.sites), given.slugs
        self.limit, self.full, self.locale = given.limit, given.full, given.sites[0].locale
        self._scope = {
            "site": ",".join(site.root for site in self.sites),
            "locale": self.locale,
            "slugs": list(self.slugs),
            "limit": self.limit,
        }
        self._sitemaps: dict[Site, tuple[str, ...]] = {}
        self._met: set[str] = set()
        self._looked_after = False

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        if settings.get("REDIS_URL"):
            # Here and not above: what several machines need is an extra.
            from scraper.distributed import share  # noqa: PLC0415

            share(settings)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Models:
        spider = cls(*args, **kwargs)
        spider._set_crawler(crawler)
        crawler.signals.connect(spider.idle, signals.spider_idle)
        return spider

    def scope(self) -> dict[str, object]:
        """What this crawl covers: only runs of equal scope are compared, or resumed."""
        return dict(self._scope)

    # Which pages

    async def start(self) -> AsyncIterator[Request]:
        session = self.crawler.get_extension(Session)
        if session is None:
            raise CloseSpider("no_session")
        self.session, self.ledger = session, session.ledger
        for place, site in enumerate(self.sites):
            rules = await self._rules(site)
            self.sites[place] = site.at(rules.root)
            self._sitemaps[self.sites[place]] = rules.sitemaps
        if session.lead():
            for request in self.seeds():
                yield request

    def seeds(self) -> Iterator[Request]:
        """Requests for what says where the pages are; given pages are put on the list."""
        self._looked_after = False
        for site, sitemaps in self._sitemaps.items():
            if self.slugs:
                self._add(Link(site.profile(slug), "given") for slug in self.slugs)
            else:
                yield from Sources(site, self.session, self._add).requests(sitemaps)

    async def _rules(self, site: Site) -> Rules:
        robots = self.crawler.get_downloader_middleware(Robots)
        if robots is None or not robots.obey:
            return Rules(site.root, None, "")
        try:
            rules = await robots.rules(site.root)
        except Unreachable as error:
            raise self._ended("robots", str(error)) from error
        delay, longest = rules.crawl_delay or 0.0, self.session.options.crawl_delay_max
        if delay > longest:
            raise self._ended(
                "robots",
                f"robots.txt asks for {delay:.0f} s between requests, over CRAWL_DELAY_MAX={longest:.0f}",
            )
        honour_crawl_delay(self.crawler, site.host, delay)
        return rules

    def _ended(self, kind: str, detail: str) -> CloseSpider:
        self.session.stop(kind, detail)
        return CloseSpider(kind)

    def _add(self, links: Iterable[Link]) -> int:
        scheduler = self.crawler.engine.scheduler
        return scheduler.add(links) if isinstance(scheduler, Frontier) else 0

    def idle(self) -> None:
        """Signal handler: all that was found is done, unless `look_after` finds more."""
        if self.look_after():
            raise DontCloseSpider

    def look_after(self) -> bool:
        """Whether stored pages are still to be asked for that nothing led to: only so can they be known to be gone."""
        whole = not self.slugs and self.limit is None
        if not whole or self._looked_after or not hasattr(self, "session"):
            return False
        if self.session.stopping or not self.session.leading:
            return False
        self._looked_after = True
        prefixes = [site.directory + "/" for site in self.sites]
        return bool(
            self._add(Link(url, "known") for each in prefixes for url in self.ledger.known_urls(each))
        )

    def page_request(self, link: Link) -> Request | None:
        """The request for a profile page, conditional where it is known. None: settled without asking."""
        known = self.ledger.known(link.url)
        headers: dict[str, str] = {}
        if known is not None and not self.full:
            if self.session.options.trust_lastmod and link.lastmod and link.lastmod < known.last_seen[:10]:
                self.ledger.seen(link.url)
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

    # What came back

    def parse(self, response: Response) -> Iterator[ModelProfile]:
        """For `scrapy parse`: the record of one page, without a run, an archive or a database."""
        yield extract(snapshot_of(response, Link(response.url, "given"), utc_now())).record

    def page(self, response: Response, link: Link, known: Known | None) -> Found:
        """Callback of a profile page."""
        if self.session.stopping:
            return
        try:
            yield from self._answered(response, link, known)
        except Exception as error:  # one odd page must not stop the rest; the verdict counts it
            log.exception("%s could not be read", link.url)
            self.ledger.fail(link.url, f"{type(error).__name__}: {error}")

    def _answered(self, response: Response, link: Link, known: Known | None) -> Found:
        status = response.status
        if status == 200:
            yield from self._read(response, link, known)
        elif status == 304 and known is not None:
            self.ledger.seen(link.url)
        elif status in (404, 410):
            self.ledger.gone(link.url, status)
        elif 300 <= status < 400 and status != 304:
            yield from self._redirected(response, link)
        else:
            self.ledger.fail(link.url, f"HTTP {status}")

    def _read(self, response: Response, link: Link, known: Known | None) -> Found:
        snapshot = snapshot_of(response, link, self.ledger.now())
        if known is not None and known.digest == snapshot.digest:
            self.ledger.seen(link.url)
            return
        position = self.ledger.archive(snapshot)
        if position is None:
            return
        if not self.slugs:
            site = self._site_of(link.url)
            self._add(Link(url, "link") for url in self._fresh_links(site, snapshot))
        try:
            yield Page(snapshot, position, extract(snapshot))
        except NotAProfile as error:
            yield Reject(link.url, error.reason, error.detail, snapshot, position)

    def _site_of(self, url: str) -> Site:
        return next((site for site in self.sites if site.same_host(url)), self.sites[0])

    def _fresh_links(self, site: Site, snapshot: Snapshot) -> Iterator[str]:
        if len(self._met) > REMEMBERED:
            self._met.clear()
        for url in site.page_links(snapshot.body, snapshot.url):
            if url not in self._met:
                self._met.add(url)
                yield url

    def _redirected(self, response: Response, link: Link) -> Found:
        target, request = target_of(response), response.request
        site = self._site_of(link.url)
        profile = site.profile_of(target, response.url)
        if profile == link.url and request is not None:  # only the slash or the scheme differs
            hops = request.meta.get("hops", 0) + 1
            if hops > HOPS:
                self.ledger.fail(link.url, f"redirect loop: more than {HOPS} redirects")
            else:
                yield request.replace(url=target, meta={"hops": hops})
        elif profile is not None:
            self._add([Link(profile, "link")])
            self.ledger.moved(link.url, response.status, profile)
        else:
            where = "a page that is no profile" if site.same_host(target) else "another host"
            yield Reject(
                link.url, "redirect", f"HTTP {response.status} to {where}, not followed: {target[:300]}"
            )

    def page_failed(self, failure: Failure) -> None:
        """Errback of a profile page."""
        link: Link = failure.request.cb_kwargs["link"]  # type: ignore[attr-defined]
        error = failure.value
        if isinstance(error, Forbidden):
            self.ledger.forbidden(link.url)
        elif not self.session.stopping and self.crawler.crawling:
            self.ledger.fail(link.url, cause_of(error))
