"""The same records from archived pages, without a request: after better rules, or from files of Common Crawl."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy import Spider
from scrapy.exceptions import CloseSpider

from scraper.inputs.choice import Choice, choose, files_of
from scraper.inputs.reextraction import Failed, Reader, read_all
from scraper.page import Page, Reject
from scraper.run.arguments import ArchiveArguments
from scraper.run.options import CannotStart
from scraper.run.session import Session

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

log = logging.getLogger(__name__)


class Archived(Spider):
    """Reads archived profile pages of one site again. Arguments (`-a name=value`): see ARCHIVE_ARGUMENTS."""

    name = "archive"
    run_kind = "archive"

    def __init__(self, **arguments: str) -> None:
        """Raises CannotStart for an argument that is unknown or cannot be used."""
        super().__init__()
        given = ArchiveArguments.of(arguments)
        self.paths = _files(given.patterns)
        self.patterns, self.history, self.jobs = given.patterns, given.history, given.jobs
        self.site, self.any_locale = given.site, given.any_locale
        self.locale = self.site.locale

    def scope(self) -> dict[str, Any]:
        """What this run covers: only runs of equal scope are compared, or resumed."""
        locale = None if self.any_locale else self.locale
        return {"site": self.site.root, "locale": locale, "paths": self.patterns, "all": self.history}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Archived:
        spider = cls(*args, **kwargs)
        spider._set_crawler(crawler)
        return spider

    async def start(self) -> AsyncIterator[Page | Reject]:
        session = self.crawler.get_extension(Session)
        if session is None:
            raise CloseSpider("no_session")
        choice = await asyncio.to_thread(choose, self.paths, self.site, self.any_locale, self.history)
        self._tell(session, choice)
        names = tuple(_name_in(session.options.archive_dir, path) for path in self.paths)
        reader = Reader(tuple(self.paths), names)
        try:
            async for outcome in read_all(reader, choice.places, self.jobs):
                if session.stopping:
                    return
                if isinstance(outcome, Failed):
                    session.ledger.fail(outcome.url, outcome.detail)
                else:
                    yield outcome
        except BrokenProcessPool:
            session.stop("jobs", "a reading process died, perhaps for want of memory: try -a jobs=1")

    def _tell(self, session: Session, choice: Choice) -> None:
        """Say what was passed over; a file that cannot be read to its end is no fault of this run."""
        for error in choice.troubles:
            log.warning("%s", error)
        session.ledger.known_pages = len(choice.places)
        session.count("files", len(self.paths))
        session.count("unreadable_places", len(choice.troubles))
        for reason, number in sorted(choice.skipped.items()):
            session.count(f"skipped_{reason}", number)
        log.info(
            "%d pages to read in %d files; passed over: %s",
            len(choice.places),
            len(self.paths),
            dict(choice.skipped),
        )
        if not choice.places:
            met = ", ".join(host for host, _ in choice.hosts.most_common(3))
            hint = f" There are pages of {met}: name one, like -a site={met.split(',')[0]}" if met else ""
            session.stop("nothing", f"no profile page of {self.site.root} in {self.patterns}.{hint}")


def _files(patterns: str) -> list[Path]:
    paths = files_of(patterns)
    if not paths:
        raise CannotStart(f"no file matches paths={patterns}: check the folder and the pattern")
    return paths


def _name_in(folder: Path, path: Path) -> str:
    """What the database calls the file: its place in the archive folder, its bare name where it lies elsewhere."""
    whole, root = path.resolve(), folder.resolve()
    return str(whole.relative_to(root)) if whole.is_relative_to(root) else path.name
