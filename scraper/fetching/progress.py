"""What a person sees while a crawl runs: a bar on a terminal, a line a minute in a log."""

from __future__ import annotations

import logging
import sys
from time import monotonic
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call

from scraper.run.session import Session

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

log = logging.getLogger(__name__)
BAR_SECONDS = 0.5


def wants_bar(settings: BaseSettings, chosen: bool) -> bool:
    """Whether a bar is shown. `chosen`: somebody asked for a log in particular (-L, --logfile, --nolog)."""
    wish = settings.get("PROGRESS")
    if wish != "auto":
        return bool(wish == "on")
    return not chosen and not settings.get("LOG_FILE") and sys.stderr.isatty()


def quiet_log(settings: BaseSettings, chosen: bool) -> None:
    """Settle PROGRESS to on or off; under a bar only warnings are logged."""
    bar = wants_bar(settings, chosen)
    settings.set("PROGRESS", "on" if bar else "off", priority="cmdline")
    if bar and not chosen:
        settings.set("LOG_LEVEL", "WARNING", priority="cmdline")


def one_line_each(settings: BaseSettings) -> None:
    """Silence what Scrapy says over many lines at each start, unless DEBUG was asked for: no use in a journal."""
    if settings.get("LOG_LEVEL") != "DEBUG":
        for name in ("scrapy.addons", "scrapy.middleware", "scrapy.crawler"):
            logging.getLogger(name).setLevel(logging.WARNING)


class Progress:
    """Extension: pages done and known, rate, time left, changed and rejected ones."""

    def __init__(self, crawler: Crawler) -> None:
        session = crawler.get_extension(Session) if crawler._extensions is not None else None
        if not crawler.settings.getbool("SESSION_ENABLED", True):
            raise NotConfigured
        self.crawler, self.session = crawler, session
        self.bar: Bar | None = None
        self.on_terminal = crawler.settings.get("PROGRESS") == "on"
        seconds = BAR_SECONDS if self.on_terminal else crawler.settings.getfloat("PROGRESS_SECONDS")
        self.seconds, self.started = seconds or 60.0, monotonic()
        self.loop = create_looping_call(self.show)
        crawler.signals.connect(self.opened, signals.spider_opened)
        crawler.signals.connect(self.closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Progress:
        return cls(crawler)

    def opened(self) -> None:
        self.session = self.crawler.get_extension(Session)
        self.started = monotonic()
        if self.on_terminal:
            self.bar = _bar()
            self.bar.start()
            self.task = self.bar.add_task("crawl", total=None, state="")
        self.loop.start(self.seconds, now=False)

    def closed(self) -> None:
        if self.loop.running:
            self.loop.stop()
        if self.bar is not None:
            self.show()
            self.bar.stop()

    def show(self) -> None:
        session = self.session
        if session is None:
            return
        ledger = session.ledger
        done, known = ledger.done_pages, max(ledger.known_pages, ledger.done_pages)
        if self.bar is not None:
            state = f"{ledger.changed} changed, {ledger.rejected} rejected"
            self.bar.update(self.task, completed=done, total=known or None, state=state)
            return
        rate = done / max(monotonic() - self.started, 1e-9)
        left = f"{(known - done) / rate / 60:.0f} min left" if rate and known > done else "nothing left"
        log.info(
            "%d of %d pages, %.2f/s, %s, %d changed, %d rejected",
            done,
            known,
            rate,
            left,
            ledger.changed,
            ledger.rejected,
        )


def _bar() -> Bar:
    # Imported here: rich takes 50 ms, and most runs have no terminal.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text  # noqa: PLC0415

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed or 0.0:.2f}/s")

    return Progress(
        TextColumn("pages"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[state]}"),
        console=Console(stderr=True),
    )
