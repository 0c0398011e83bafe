"""The one process that writes the database: a Scrapy spider that asks no site, so that a run is a run."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

from redis.exceptions import RedisError
from scrapy import Spider
from scrapy.exceptions import CloseSpider

from scraper.distributed.connection import connect
from scraper.distributed.intake import Intake
from scraper.distributed.keys import WRITER
from scraper.distributed.options import SharedOptions
from scraper.distributed.writer_side import claim
from scraper.run.options import CannotStart
from scraper.run.session import RUN_ENDED, Session
from scraper.spiders.models import Models

if TYPE_CHECKING:
    from redis.client import Redis
    from scrapy import Request
    from scrapy.crawler import Crawler

log = logging.getLogger(__name__)


class Ingest(Spider):
    """Takes the arguments of the spider `models`: they say which run this is."""

    name = "ingest"
    run_kind = "ingest"
    shared: SharedOptions
    server: Redis
    place: str
    # The list of pages in the database is for the workers, not for this process.
    custom_settings = {"SCHEDULER": "scrapy.core.scheduler.Scheduler"}  # noqa: RUF012 - as Scrapy declares it

    def __init__(self, **arguments: str) -> None:
        """Raises CannotStart for an argument that is unknown or cannot be used."""
        super().__init__()
        self._scope = Models(**arguments).scope()
        self.intake: Intake | None = None

    def scope(self) -> dict[str, object]:
        """What this run covers: only runs of equal scope are compared, or resumed."""
        return dict(self._scope)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Ingest:
        """Raises CannotStart: Redis is not there, or another writing process is."""
        spider = cls(*args, **kwargs)
        spider._set_crawler(crawler)
        spider.shared = SharedOptions.of(crawler.settings)
        spider.server = connect(spider.shared)
        database = os.path.realpath(str(crawler.settings["DATABASE"]))
        spider.place = f"{socket.gethostname()}:{database}"
        other = claim(spider.server, spider.place)
        if other is not None:
            raise CannotStart(
                f"another `scrapy ingest` uses this Redis, for {other}: wait until it has ended, or give "
                "another Redis database (REDIS_URL=redis://.../1)"
            )
        return spider

    async def start(self) -> AsyncIterator[Request]:
        session = self.crawler.get_extension(Session)
        if session is None:
            raise CloseSpider("no_session")
        self.intake = intake = Intake(session, self.server, self.shared, self.place)
        self.crawler.signals.connect(self._closed, RUN_ENDED)
        await intake.to_the_end()
        if intake.gave_up:
            session.trouble("redis", intake.gave_up)
            # As if it had been interrupted: the run can be resumed.
            self._ending = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="shutdown"))
        else:
            self._tell(intake.conclude)
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    def _closed(self) -> None:
        session = self.crawler.get_extension(Session)
        if session is None or self.intake is None:
            return
        outcome, side = session.verdict.outcome, self.intake.side
        if outcome != "interrupted":  # else workers go on, and so can this run
            self._tell(lambda: side.finish(outcome))
        self._tell(lambda: self.server.delete(WRITER))

    def _tell(self, call: Any) -> None:
        try:
            call()
        except (RedisError, OSError) as error:
            log.warning(
                "Redis could not be told that the run is over (%s): the next run will clean up", error
            )
