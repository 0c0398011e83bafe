"""One run from its lock to its verdict: opens what it needs, ends with a row in `runs`."""

from __future__ import annotations

import asyncio
import gc
import logging
from contextlib import ExitStack
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call

from scraper.page import Page
from scraper.plural import plural
from scraper.run.clock import Clock
from scraper.run.feeds import Feeds
from scraper.run.ledger import Ledger
from scraper.run.lock import Held, Lock
from scraper.run.options import CannotStart, Options, writable_folder
from scraper.snapshot import utc_text
from scraper.store import Ending, Store, StoreError, census
from scraper.verdict import Tally, Trouble, Verdict, judge

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

    from scraper.store.runs import RunKind

log = logging.getLogger(__name__)
RUN_ENDED = object()
"""Signal: the verdict stands and is stored. Scrapy's `spider_closed` tells all at the same time."""


class Session:
    """Scrapy extension, for spiders that say what their run is by `run_kind` and `scope()`.

    Runs of equal kind and scope are compared with each other, and an unfinished one is resumed.
    """

    leading = True
    """Whether this process asks the site where its pages are: of several workers one does."""

    def __init__(self, crawler: Crawler) -> None:
        """Raises CannotStart: settings, folders, the lock, the database."""
        spider: Any = crawler.spider
        if not crawler.settings.getbool("SESSION_ENABLED", True) or not hasattr(spider, "run_kind"):
            raise NotConfigured
        self.crawler = crawler
        self.options = Options.of(crawler.settings)
        self.kind: RunKind = spider.run_kind
        self.scope: dict[str, object] = spider.scope()
        self.verdict = Verdict("failed", ("the run did not come to its end",))
        self.ended = False
        self.tally = Tally({})
        self.stopping = False
        self.troubles: list[Trouble] = []
        self.sources: dict[str, int] = {}
        self.started = monotonic()
        self.lock = self._locked()
        try:
            with ExitStack() as taken:
                taken.callback(self.lock.release)
                self.store = taken.enter_context(Store(self.options.database))
                self.ledger = self._begun()
                taken.pop_all()  # both are kept until the run closes
        except StoreError as error:
            raise CannotStart(str(error)) from None
        self._flushing = create_looping_call(self.ledger.flush)
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._item_failed, signals.item_error)
        crawler.signals.connect(self._closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Session:
        return cls(crawler)

    def _locked(self) -> Lock:
        database = self.options.database
        writable_folder(database.parent, "DATABASE")
        if self.kind == "crawl":
            writable_folder(self.options.archive_dir, "ARCHIVE_DIR")
        try:
            return Lock(database)
        except Held as error:
            raise CannotStart(str(error)) from None
        except OSError as error:
            raise CannotStart(f"setting DATABASE: cannot write {database} ({error.strerror})") from None

    def _begun(self) -> Ledger:
        with self.store.reading() as connection:
            clock = Clock(census.latest_moment(connection))
        self.store.close_cut_off_runs(clock.now())
        with self.store.reading() as connection:
            cut_off = census.interrupted(connection, self.kind, self.scope)
        if clock.trouble:
            self.trouble("clock", clock.trouble)
        if cut_off is not None and self._is_young(cut_off.started_at, clock):
            run_id, self.began = cut_off.id, cut_off.started_at
            self.store.reopen_run(run_id)
            log.info("run %d, which began at %s and did not end, is resumed", run_id, self.began)
        else:
            self.began = utc_text(clock.now())
            run_id = self.store.begin_run(clock.now(), self.kind, self.scope)
        return Ledger(self.store, run_id, self.options, clock, self.stop)

    def _is_young(self, started_at: str, clock: Clock) -> bool:
        age = clock.now() - datetime.fromisoformat(started_at)
        return age.total_seconds() <= self.options.resume_hours * 3600

    def _opened(self) -> None:
        if self.options.flush_seconds:
            self._flushing.start(self.options.flush_seconds, now=False)
        # The modules that are loaded stay to the end: the collector need not look through them again on every page.
        gc.freeze()

    # While it runs

    def trouble(self, kind: str, detail: str, fatal: bool = False) -> None:
        """Note something for the verdict. `fatal`: the run has failed by it."""
        log.log(logging.ERROR if fatal else logging.WARNING, "%s", detail)
        self.troubles.append(Trouble(kind, detail, fatal))

    def count(self, name: str, number: int) -> None:
        """Add to a count of the run that does not stand in the tables."""
        self.sources[name] = self.sources.get(name, 0) + number

    def lead(self) -> bool:
        """Become the process that asks the site where its pages are. False where another one is."""
        return self.leading

    def stop(self, kind: str, detail: str) -> None:
        """End the run as failed, in an orderly way."""
        self.trouble(kind, detail, fatal=True)
        if not self.stopping:
            self.stopping = True
            self._ending = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=kind))

    def _item_failed(self, item: object, failure: Failure) -> None:
        """Signal handler: a pipeline broke over a page. The page has failed; the others go on."""
        if isinstance(item, Page):
            error = failure.value
            self.ledger.fail(item.snapshot.url, f"{type(error).__name__}: {error}")

    # Closing

    async def _closed(self, reason: str) -> None:
        if self._flushing.running:
            self._flushing.stop()
        try:
            await self._hear_of_feeds()
            self.ledger.close_archive()
            self._judge(interrupted=reason == "shutdown" and not self.stopping)
        finally:
            self.ended = True
            self.lock.release()
        self.crawler.signals.send_catch_log(RUN_ENDED)

    async def _hear_of_feeds(self) -> None:
        feeds = self.crawler.get_extension(Feeds)
        if feeds is not None and (problem := await feeds.problem()):
            self.trouble("feed", problem)

    def _judge(self, interrupted: bool) -> None:
        try:
            with self.store:
                self.tally, last = self._taken(), self._last_good()
                self.verdict = judge(self.tally, self.options, last, tuple(self.troubles), interrupted)
                figures = self.tally.counts, self.tally.fills, self.tally.findings
                ending = Ending(self.verdict.outcome, self.verdict.reasons, *figures)
                self.store.finish_run(self.ledger.run_id, self.ledger.now(), ending)
        except StoreError as error:
            self.trouble("database", f"the end of the run could not be written: {error}", fatal=True)
            self.verdict = judge(self.tally, self.options, None, tuple(self.troubles))
        self._publish()

    def _taken(self) -> Tally:
        errors = self.crawler.stats.get_value("spider_exceptions/count", 0)
        if errors:
            self.trouble("exceptions", f"{plural(errors, 'error')} in the program itself: see the log")
        run_id = self.ledger.run_id
        with self.store.reading() as connection:
            counts = census.counts(connection, run_id) | self.sources
            counts["seconds"] = round(monotonic() - self.started)
            return Tally(
                counts,
                census.fills(connection, run_id),
                census.findings(connection, run_id),
                census.new_labels(connection, run_id),
                census.causes(connection, run_id),
            )

    def _last_good(self) -> Tally | None:
        if self.options.baseline == "none":
            return None
        with self.store.reading() as connection:
            run = census.last_good(connection, self.kind, self.scope)
        return Tally(run.counts, run.fills, run.findings) if run else None

    def _publish(self) -> None:
        """The run's figures among Scrapy's stats: `run/...`, for whoever reads those."""
        stats = self.crawler.stats
        for name, number in self.tally.counts.items():
            stats.set_value(f"run/{name}", number)
        for name, number in self.tally.fills.items():
            stats.set_value(f"run/filled/{name}", number)
        for name, number in self.tally.findings.items():
            stats.set_value(f"run/findings/{name}", number)
        stats.set_value("run/outcome", self.verdict.outcome)

    def report(self) -> dict[str, object]:
        """The verdict for a machine: what the failure hook is told."""
        return {
            "run_id": self.ledger.run_id,
            "kind": self.kind,
            "scope": self.scope,
            "database": str(self.options.database),
            "started_at": self.began,
            "finished_at": utc_text(datetime.now(UTC)),
            "outcome": self.verdict.outcome,
            "exit_code": self.verdict.exit_code,
            "reasons": list(self.verdict.reasons),
            "counts": dict(self.tally.counts),
            "findings": dict(self.tally.findings),
        }

    def summary(self) -> list[str]:
        """The verdict for a person, the reasons last."""
        shown = (
            "models",
            "new",
            "changed",
            "unchanged",
            "gone",
            "rejected",
            "failed",
            "forbidden",
            "absent",
            "pending",
        )
        counts = ", ".join(
            f"{self.tally.count(name)} {name}" for name in shown if self.tally.count(name) or name == "models"
        )
        head = (
            f"run {self.ledger.run_id}: {self.verdict.outcome} in {self.tally.count('seconds')} s: {counts}"
        )
        return [head, *(f"  - {reason}" for reason in self.verdict.reasons)]
