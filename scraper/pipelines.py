"""The last two rooms of a page's way: is it plausible, then into the database."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy.exceptions import DropItem

from schemas.profile import ModelProfile
from scraper.audit import audit
from scraper.page import Page, Reject
from scraper.run.session import Session
from scraper.snapshot import utc_text
from scraper.store import filled

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

log = logging.getLogger(__name__)


class Turned(DropItem):
    """A page went to the rejects."""


class ValidatePipeline:
    """Adds anomalies; holds a page back that is far poorer than what is stored for it."""

    def __init__(self, session: Session | None) -> None:
        self.session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ValidatePipeline:
        return cls(crawler.get_extension(Session))

    def process_item(self, item: object) -> object:
        if not isinstance(item, Page):
            return item
        moment = item.snapshot.fetched_at
        item.anomalies = audit(item.extraction.record, moment.date(), item.extraction.readings)
        return self._poorer(item) or item

    def _poorer(self, page: Page) -> Reject | None:
        """A challenge page, an error page with status 200, a page that was half rendered."""
        session = self.session
        known = session.ledger.known(page.snapshot.url) if session is not None else None
        if session is None or known is None:
            return None
        is_other = page.snapshot.digest != known.digest
        if is_other and utc_text(page.snapshot.fetched_at) < known.last_seen:
            return None  # an older page may well say less; the same page read again may not
        now, ratio = filled(page.extraction.record), session.options.poorer_ratio
        if now >= known.filled * ratio:
            return None
        detail = (
            f"{now} values, {known.filled} are stored: held back. If the page is right, let it in with "
            f"-s POORER_RATIO=0 -a slugs={page.extraction.record.slug}"
        )
        return Reject(page.snapshot.url, "poorer", detail, page.snapshot, page.position)


class StorePipeline:
    """Writes pages and rejects; gives the record on, so that feed exports (-O models.jsonl) carry records."""

    def __init__(self, session: Session | None) -> None:
        self.session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StorePipeline:
        return cls(crawler.get_extension(Session))

    def process_item(self, item: object) -> ModelProfile | object:
        """Raises DropItem for a reject, and where the database refuses the page."""
        if isinstance(item, Reject):
            self._reject(item)
            raise Turned(f"{item.url}: {item.reason}: {item.detail}")
        if not isinstance(item, Page):
            return item
        if self.session is not None and not self.session.ledger.save(item):
            raise Turned(f"{item.snapshot.url} was not stored")
        return item.extraction.record

    def _reject(self, reject: Reject) -> None:
        log.warning("%s rejected: %s: %s", reject.url, reject.reason, reject.detail)
        if self.session is not None:
            self.session.ledger.reject(reject)
