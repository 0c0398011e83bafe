"""A worker's session: no database; it joins the run that the writing process has opened, and leaves in good order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from redis.exceptions import RedisError
from scrapy import signals
from scrapy.exceptions import DontCloseSpider, NotConfigured
from scrapy.utils.asyncio import create_looping_call

from scraper.distributed.connection import Patience, connect
from scraper.distributed.joining import joined, worker_name
from scraper.distributed.keys import Keys
from scraper.distributed.options import SharedOptions
from scraper.distributed.outbox import Outbox
from scraper.distributed.worker_side import (
    Pulse,
    WorkerSide,
    finished,
    open_run,
)
from scraper.plural import plural
from scraper.run.clock import Clock
from scraper.run.options import Options, writable_folder
from scraper.run.session import Session
from scraper.snapshot import utc_text
from scraper.verdict import Tally, Trouble, Verdict

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

log = logging.getLogger(__name__)
T = TypeVar("T")
BEAT_SECONDS = 0.25
OWN = ("redis", "archive", "errors", "run")
"""Troubles of this worker alone: the run goes on with the others."""


class Worker(Session):
    """Scrapy extension in the place of Session."""

    ledger: Outbox

    def __init__(self, crawler: Crawler) -> None:
        """Raises CannotStart: settings, the archive's folder, Redis, no run to join."""
        spider: Any = crawler.spider
        if not crawler.settings.getbool("SESSION_ENABLED", True) or not hasattr(spider, "run_kind"):
            raise NotConfigured
        self.crawler, self.spider = crawler, spider
        self.options, self.shared = Options.of(crawler.settings), SharedOptions.of(crawler.settings)
        self.kind, self.scope = spider.run_kind, spider.scope()
        writable_folder(self.options.archive_dir, "ARCHIVE_DIR")
        self._begin_empty()
        self.server = connect(self.shared)
        self.run = joined(self.shared, self.server, self.scope)
        self.keys, self.name = Keys(self.run.token), worker_name()
        self.side = WorkerSide(self.server, self.keys, self.name, self.shared.worker_seconds)
        self.ledger = self._outbox()
        self._flushing = create_looping_call(self.ledger.flush)
        self._beating = create_looping_call(self._beat)
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._idle, signals.spider_idle)
        crawler.signals.connect(self._closed, signals.spider_closed)

    def _begin_empty(self) -> None:
        self.verdict = Verdict("failed", ("the worker did not come to its end",))
        self.tally, self.troubles, self.sources = Tally({}), [], {}
        self.ended = self.stopping = self.leading = self.over = False
        self.started = monotonic()
        self.patience, self.missing = (Patience(self.shared.redis_seconds) for _ in range(2))
        self.full = False
        self._holds: dict[str, float] = {}
        self._notes: list[Callable[[], object]] = []

    def _outbox(self) -> Outbox:
        floor = datetime.fromisoformat(self.run.floor) if self.run.floor else None
        clock = Clock(floor)
        if clock.trouble:
            self.trouble("clock", clock.trouble)
        self.began = utc_text(clock.now())
        outbox = Outbox(self.run.id, self.options, clock, self.stop, f"models-{self.name}")
        outbox.send = self._send
        outbox.find_known = lambda prefix: self.asked(lambda: self.side.known_urls(prefix)) or []
        return outbox

    # Redis

    def asked(self, call: Callable[[], T]) -> T | None:
        """What `call` answers; None while Redis is away, which ends the worker when it takes too long."""
        if self.patience.resting:
            return None
        try:
            answer = call()
        except (RedisError, OSError) as error:
            self._away(str(error))
            return None
        if self.patience.answered():
            log.warning("Redis at %s is back", self.shared.shown)
        return answer

    def _away(self, why: str) -> None:
        if self.patience.failed(why):
            log.warning("Redis at %s is away (%s): waiting", self.shared.shown, self.patience.why)
        if self.patience.ended and not self.stopping:
            self.stop("redis", self.patience.ending(self.shared.shown))

    def _send(self, messages: list[bytes], urls: list[str]) -> bool:
        waiting = self.asked(lambda: self.side.push(messages, urls))
        if waiting == -1 and self._outcome() is not None:
            return True  # the run is over without these pages: nobody waits for them
        return waiting is not None and waiting >= 0

    def _outcome(self) -> str | None:
        """How the run ended, None while it goes on, and where Redis does not say."""
        return self.asked(lambda: finished(self.server, self.run.token))

    # While it runs

    @property
    def at_end(self) -> bool:
        return self.stopping or self.over

    @property
    def may_take(self) -> bool:
        """Whether more pages may be taken from the queue."""
        return not (self.at_end or self.full or self.ledger.broken)

    def on_hold(self, host: str) -> bool:
        """Whether `host` wished to be left alone, or should be after an error."""
        return self._holds.get(host, 0.0) > monotonic()

    def hold(self, host: str, seconds: float) -> None:
        """Nobody asks `host` for so long."""
        self._holds[host] = max(self._holds.get(host, 0.0), monotonic() + seconds)
        self._note(lambda: self.side.pause(host, seconds))

    def lead(self) -> bool:
        if not self.leading:
            self.leading = bool(self.asked(self.side.lead))
        return bool(self.leading)

    def trouble(self, kind: str, detail: str, fatal: bool = False) -> None:
        log.log(logging.ERROR if fatal else logging.WARNING, "%s", detail)
        self.troubles.append(Trouble(kind, detail, fatal))
        if kind == "feed":
            return  # a file of this worker, not of the run
        if kind in OWN:
            kind, detail, fatal = "worker", f"a worker gave up: {detail}", False
        self._note(lambda: self.side.trouble(kind, detail, fatal))

    def count(self, name: str, number: int) -> None:
        super().count(name, number)
        self._note(lambda: self.side.count(name, number))

    def _note(self, call: Callable[[], object]) -> None:
        """Tell Redis now, or when it is back."""
        self._notes.append(call)
        self._tell()

    def _tell(self) -> None:
        while self._notes and not self.patience.resting:
            self.asked(self._notes[0])
            if self.patience.away:
                return
            self._notes.pop(0)

    def _opened(self) -> None:
        if self.options.flush_seconds:
            self._flushing.start(self.options.flush_seconds, now=False)
        self._beating.start(BEAT_SECONDS, now=True)
        log.info("worker %s joins run %d", self.name, self.run.id)

    def _idle(self) -> None:
        """Signal handler: an empty queue is no end; the writing process says when the run is over."""
        if not self.at_end:
            raise DontCloseSpider

    def _beat(self) -> None:
        if self.at_end:
            return
        self._tell()
        pulse = self.asked(lambda: self.side.beat(self.leading))
        if pulse is not None:
            self.missing.answered()
            self._hear(pulse)
        elif not self.patience.away:
            self._no_run()

    def _hear(self, pulse: Pulse) -> None:
        self.full = pulse.waiting > self.shared.records_max
        self.leading = pulse.leads
        for host, left in pulse.holds.items():
            self._holds[host] = max(self._holds.get(host, 0.0), monotonic() + left)
        scheduler: Any = self.crawler.engine.scheduler
        if scheduler is None:
            return
        scheduler.add_later()
        if not self.crawler.engine.spider_is_idle():
            return
        if not pulse.seeded and not self.leading and self.lead():
            self._crawl(self.spider.seeds())
        elif request := scheduler.next_request():
            self._crawl([request])
        elif not scheduler.unsent:
            self._at_rest(pulse)

    def _crawl(self, requests: Any) -> None:
        for request in requests:
            self.crawler.engine.crawl(request)

    def _at_rest(self, pulse: Pulse) -> None:
        """Nothing to do: say so. What Redis believes to be in hand by now was lost on the way."""
        self.ledger.flush()
        if self.ledger.unsent or self._notes:
            return
        if self.asked(self.side.held):
            self.asked(lambda: self.side.give_back(leaving=False))
        elif self.leading and not pulse.seeded and not self.spider.look_after():
            self.asked(self.side.seeded)

    def _no_run(self) -> None:
        """Redis answers, but does not know the run: it is over, another one has begun, or Redis has lost its data."""
        outcome = self._outcome()
        other = self.asked(lambda: open_run(self.server))
        if outcome is not None:
            self.over = True
            self._end(outcome)
        elif other is not None and other.token != self.run.token:
            self.over = True
            self.stop("run", "another run has begun on this Redis: start the worker again to join that one")
        elif self.missing.failed():
            log.warning("Redis does not know run %d any more: waiting for `scrapy ingest`", self.run.id)
        elif self.missing.ended:
            self.stop("run", "Redis has lost the run, and `scrapy ingest` has not opened it again")

    def _end(self, outcome: str) -> None:
        log.info("run %d is over: %s", self.run.id, outcome)
        if outcome in ("failed", "interrupted"):
            self.troubles.append(Trouble("run", f"the writing process ended the run as {outcome}", True))
        self._ending = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="finished"))

    # Closing

    async def _closed(self, reason: str) -> None:
        for loop in (self._flushing, self._beating):
            if loop.running:
                loop.stop()
        try:
            await self._hear_of_feeds()
            self.ledger.close_archive()
            self._leave()
            self._judge(interrupted=reason == "shutdown" and not self.stopping)
        finally:
            self.ended = True

    def _leave(self) -> None:
        if self.over:
            self.ledger.drop()
            return
        self._tell()
        if self.ledger.unsent:
            self.trouble(
                "redis",
                f"{plural(self.ledger.unsent, 'page')} could not be handed over: others will ask for them",
            )
        self.asked(lambda: self.side.give_back(leaving=True))

    def _judge(self, interrupted: bool) -> None:
        own = [each.detail for each in self.troubles if each.fatal or each.kind == "redis"]
        if own:
            self.verdict = Verdict("failed", tuple(own))
        elif interrupted:
            self.verdict = Verdict("interrupted", ("what it held was given back to the others",))
        else:
            feeds = tuple(each.detail for each in self.troubles if each.kind == "feed")
            self.verdict = Verdict("degraded" if feeds else "ok", feeds)
        self.tally = Tally({"settled": self.ledger.done_pages, "seconds": round(monotonic() - self.started)})
        self._publish()

    def summary(self) -> list[str]:
        """The worker's part for a person. How the run went, the writing process says."""
        head = f"worker {self.name}: {self.verdict.outcome} in {self.tally.count('seconds')} s: "
        head += f"{plural(self.tally.count('settled'), 'page')} of run {self.run.id}"
        return [head, *(f"  - {reason}" for reason in self.verdict.reasons)]
