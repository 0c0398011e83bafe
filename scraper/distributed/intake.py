"""The writing process at work: messages into the database, dead workers' pages back into the queue, the end."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from time import monotonic
from typing import TYPE_CHECKING

from redis.exceptions import RedisError

from scraper.distributed.connection import PAUSE_SECONDS, Patience
from scraper.distributed.keys import Keys
from scraper.distributed.options import SharedOptions
from scraper.distributed.worker_side import LOST_MOST, SharedRun, scope_text
from scraper.distributed.writer_side import State, WriterSide, claim
from scraper.distributed.writing import Writing
from scraper.run.session import Session
from scraper.site.discovery import Link
from scraper.snapshot import utc_text
from scraper.store import StoreError
from scraper.store import shared as stored

if TYPE_CHECKING:
    from redis.client import Redis

log = logging.getLogger(__name__)
BATCH = 100
"""Messages that are stored in one transaction."""
TICK_SECONDS = 0.5
IDLE_SECONDS = 0.1


class Intake:
    """One run, from the opening for workers to the last page. `database`: what this process is called in Redis."""

    def __init__(self, session: Session, server: Redis, options: SharedOptions, database: str) -> None:
        self.session, self.server, self.options, self.database = session, server, options, database
        self.ledger = session.ledger
        token = f"{self.ledger.run_id}-{session.began}".replace(":", "")
        self.run = SharedRun(
            token, self.ledger.run_id, scope_text(session.scope), utc_text(self.ledger.now())
        )
        self.side = WriterSide(server, Keys(token), options.worker_seconds)
        self.writing = Writing(self.ledger)
        self.patience, self.lonely = Patience(options.redis_seconds), Patience(options.workers_wait)
        self.refused = 0
        self.gave_up = ""
        self._done = False
        self._tick_at = 0.0
        self._missing: Counter[str] = Counter()

    async def to_the_end(self) -> None:
        """Returns when every page is stored, the run was stopped, or nothing happens any more (`gave_up` says why)."""
        while not (self._done or self.gave_up or self.session.stopping):
            rest = 0.0
            try:
                if not self._step():
                    rest = IDLE_SECONDS
                if self.patience.answered():
                    log.warning("Redis at %s is back", self.options.shown)
            except (RedisError, OSError) as error:
                self._away(str(error))
                rest = PAUSE_SECONDS
            except StoreError as error:
                self.session.stop("database", str(error))
            await asyncio.sleep(rest)

    def _away(self, why: str) -> None:
        where = self.options.shown
        if self.patience.failed(why):
            log.warning("Redis at %s is away (%s): waiting", where, self.patience.why)
        if self.patience.ended:
            self.gave_up = self.patience.ending(where)

    def _step(self) -> int:
        """Store what has come; how many messages these were."""
        if monotonic() >= self._tick_at:
            self._tick()
            self._tick_at = monotonic() + TICK_SECONDS
        messages = self.side.fetch(BATCH)
        if messages:
            self._store(messages)
        return len(messages)

    def _store(self, messages: list[bytes]) -> None:
        """Commit, then acknowledge: killed between the two, the messages come again and change nothing."""
        for message in messages:
            try:
                self.writing.apply(message)
            except ValueError as error:
                self._refuse(message, error)
        self.ledger.flush()
        if not self.ledger.broken:
            self.side.acknowledge(len(messages))

    def _refuse(self, message: bytes, error: ValueError) -> None:
        self.side.refuse(message)
        if not self.refused:
            log.warning("a message could not be read, and is kept in %s: %s", self.side.keys.refused, error)
        self.refused += 1

    # Every so often

    def _tick(self) -> None:
        other = claim(self.server, self.database)
        if other is not None:
            self.session.stop("redis", f"another `scrapy ingest` has taken over this Redis, for {other}")
            return
        if not self.side.is_open():
            self._open()
        for worker, pages in self.side.reap():
            log.warning("worker %s is silent: the %d pages that it held are asked for again", worker, pages)
        for trouble in self.side.troubles():
            if trouble.fatal:
                self.session.stop(trouble.kind, trouble.detail)
                return
        state = self.side.state()
        if state is not None:
            self._look(state)

    def _open(self) -> None:
        """Let workers in: at the start, and again where Redis has lost everything."""
        run_id = self.ledger.run_id
        self.side.forget()
        with self.ledger.store.reading() as connection:
            self.side.publish_known(stored.all_known(connection))
            self.side.expect(stored.settled(connection, run_id))
        waiting = self.side.refill(self._pending())
        self.side.open(self.run)
        log.info(
            "run %d is open for workers on %s, %d pages are waiting", run_id, self.options.shown, waiting
        )

    def _pending(self) -> list[Link]:
        """Pages that are expected and not stored."""
        rows = self.ledger.store.take(self.ledger.run_id, 0, -1)
        return [Link(each.url, each.found_by or "link", each.lastmod) for each in rows]

    def _look(self, state: State) -> None:
        if state.workers or state.messages:
            self.lonely.answered()
        elif self.lonely.failed():
            log.info("no worker is at work: start some with `scrapy crawl models -s REDIS_URL=...`")
        elif self.lonely.ended:
            self.gave_up = f"no worker has been at work for {self.lonely.seconds:.0f} s (WORKERS_WAIT)"
        if state.seeded and state.at_rest:
            missing = self._pending()
            self._done = not missing
            if missing:
                self._ask_again(missing)

    def _ask_again(self, links: list[Link]) -> None:
        """All is quiet, and pages are missing: what Redis or a worker has lost."""
        self._missing.update(link.url for link in links)
        given_up = [link.url for link in links if self._missing[link.url] > LOST_MOST]
        for url in given_up:
            self.ledger.fail(url, "lost: the page was queued again and again, and nobody brought it back")
        again = [link for link in links if self._missing[link.url] <= LOST_MOST]
        log.warning("%d pages are missing and are asked for again", len(again))
        self.side.refill(again)

    # The end

    def conclude(self) -> None:
        """Gather for the verdict what workers have noted."""
        for name, number in self.side.counts().items():
            self.session.count(name, number)
        for trouble in self.side.troubles():
            if not trouble.fatal:
                self.session.trouble(trouble.kind, trouble.detail)
        if self.refused:
            where = self.side.keys.refused
            self.session.trouble(
                "refused", f"{self.refused} messages could not be read: the log says why ({where})"
            )
