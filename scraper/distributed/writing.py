"""Messages to rows: each page once, whatever is told twice."""

from __future__ import annotations

import logging
from datetime import datetime

from scraper.distributed.messages import Fate, Links, Lost, PageRead, Refused, read
from scraper.run.clock import Clock
from scraper.run.ledger import Ledger
from scraper.store.shared import is_settled

log = logging.getLogger(__name__)


class Told(Clock):
    """The writing process' clock; while a message is stored, the moment at which it happened."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock.now())
        self.moment: datetime | None = None

    def now(self) -> datetime:
        return self.moment or super().now()


class Writing:
    """Applies messages to a run's ledger. Nothing is stored before the ledger's next `flush`.

    A page is settled once in a run: a message about a page that is settled changes nothing. So messages may
    come twice, after a kill between commit and acknowledgement, or from two workers that had the same page.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.clock = ledger.clock = Told(ledger.clock)

    def apply(self, data: bytes) -> None:
        """Raises ValueError for a message that cannot be read, StoreError where the database cannot."""
        told = read(data)
        if isinstance(told, Links):
            self.ledger.add([each.link() for each in told.links])
        elif self._is_settled(told.url):
            log.debug("%s is told again", told.url)
        elif isinstance(told, Lost):
            self.ledger.fail(told.url, f"lost: {told.times} workers took the page and none brought it back")
        else:
            self.clock.moment = told.at
            try:
                self._page(told)
            finally:
                self.clock.moment = None

    def _is_settled(self, url: str) -> bool:
        with self.ledger.store.reading() as connection:
            return is_settled(connection, self.ledger.run_id, url)

    def _page(self, told: PageRead | Refused | Fate) -> None:
        if isinstance(told, PageRead):
            self.ledger.save(told.page())
        elif isinstance(told, Refused):
            self.ledger.reject(told.reject())
        else:
            self._fate(told)

    def _fate(self, told: Fate) -> None:
        ledger = self.ledger
        if told.kind == "seen":
            ledger.seen(told.url)
        elif told.kind == "gone":
            ledger.gone(told.url, told.status)
        elif told.kind == "moved":
            ledger.moved(told.url, told.status, told.detail)
        elif told.kind == "forbidden":
            ledger.forbidden(told.url)
        else:
            ledger.fail(told.url, told.detail)
