"""`scrapy crawl`: Scrapy's own command, with an exit code that tells how the run went."""

from __future__ import annotations

import argparse
import logging
import sys
from typing import TYPE_CHECKING, cast

from scrapy.commands import crawl
from scrapy.exceptions import UsageError

from scraper.outlets.terminal import printable
from scraper.run.options import CannotStart, Options
from scraper.usage import strict

if TYPE_CHECKING:
    import asyncio

    from scrapy.crawler import Crawler, CrawlerProcessBase
    from scrapy.settings import Settings


class Command(crawl.Command):
    """Exit codes: 0 good, 1 could not start, 2 degraded, 3 failed or interrupted."""

    def short_desc(self) -> str:
        return (
            "Run a spider; the exit code says how it went (0 good, 1 could not start, 2 degraded, 3 failed)"
        )

    def long_desc(self) -> str:
        from scraper.run.arguments import ARCHIVE_ARGUMENTS, MODELS_ARGUMENTS, listed  # noqa: PLC0415

        return (
            f"{self.short_desc()}. Arguments (-a NAME=VALUE) of the spider models: {listed(MODELS_ARGUMENTS)}. "
            f"Of the spider archive: {listed(ARCHIVE_ARGUMENTS)}. "
            "Settings (-s NAME=VALUE) stand in scraper/settings.py."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        strict(parser, "crawl", most=1)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        # Every `scrapy` command imports this module: what takes long to import waits until it is needed.
        from scraper.fetching.progress import quiet_log  # noqa: PLC0415

        super().process_options(args, opts)
        quiet_log(self._chosen, chosen=bool(opts.loglevel or opts.logfile or opts.nolog))

    @property
    def _chosen(self) -> Settings:
        return cast("Settings", self.settings)  # Scrapy sets it before anything here is called

    @property
    def _process(self) -> CrawlerProcessBase:
        return cast("CrawlerProcessBase", self.crawler_process)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("give one spider: scrapy crawl models")
        from scraper.fetching.progress import one_line_each  # noqa: PLC0415

        one_line_each(self._chosen)  # not before: Scrapy's own set-up of the log has undone it till here
        try:
            Options.of(self._chosen)
            crawler = self._create_crawler(self._spider(args[0]))
        except CannotStart as error:
            self._not_started(str(error))
            return
        task = self._process.crawl(crawler, **opts.spargs)
        self._process.start()
        self._finish(crawler, task)  # type: ignore[arg-type]

    def _spider(self, name: str) -> str:
        known = self._process.spider_loader.list()
        if name not in known:
            raise CannotStart(f"there is no spider {name!r}: there are {', '.join(sorted(known))}")
        return name

    def _finish(self, crawler: Crawler, task: asyncio.Task[None]) -> None:
        from scraper.run.session import Session  # noqa: PLC0415

        error = task.exception() if task.done() and not task.cancelled() else None
        session = crawler.get_extension(Session) if crawler._extensions is not None else None
        if isinstance(error, CannotStart):
            self._not_started(str(error))
        elif session is not None and not session.ended and error is None:
            self.exitcode = 3
            self._print(["ended by force: what was not stored yet is lost, the same command resumes the run"])
        elif error is not None or session is None:
            logging.getLogger(__name__).error("the crawl broke", exc_info=error)
            self._not_started(
                f"{type(error).__name__}: {error}" if error else "the crawl ended before it began"
            )
        else:
            self.exitcode = session.verdict.exit_code
            self._print(session.summary())
            self._tell(session.report())

    def _not_started(self, reason: str) -> None:
        self.exitcode = 1
        self._print([f"could not start: {reason}"], stream=sys.stderr)
        self._tell({"outcome": "not_started", "exit_code": 1, "reasons": [reason]})

    def _tell(self, report: dict[str, object]) -> None:
        from scraper.run.hook import tell  # noqa: PLC0415

        try:
            options = Options.of(self._chosen)
        except CannotStart:
            return  # the settings themselves are what is wrong
        problem = tell(report, options)
        if problem:
            self._print([problem], stream=sys.stderr)

    def _print(self, lines: list[str], stream: object = None) -> None:
        # A feed may go to standard output; the summary must not end up in it.
        feeds = self._chosen.getdict("FEEDS")
        target = (
            sys.stderr
            if stream is sys.stderr or any(str(f).startswith("stdout") for f in feeds)
            else sys.stdout
        )
        print("\n".join(map(printable, lines)), file=target, flush=True)
