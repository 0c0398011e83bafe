"""`scrapy status`: the last runs, how old the data is, which pages failed."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scraper.outlets.terminal import printable
from scraper.run.options import CannotStart, path_of
from scraper.usage import strict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from scraper.store.census import Run

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
MOST_FAILURES = 20
"""Pages that failed or were turned away, as many as are shown."""
MOST_RUNS = 100_000
Pages = tuple[str, str]
"""A site and a language: what a crawl without further choice covers."""


class Command(ScrapyCommand):
    """Exit codes: 0 fine, 1 nothing can be said, 2 a last good crawl is older than --max-age, or there is none."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[--max-age 7d [--site URL] [--locale en]] [--runs N]"

    def short_desc(self) -> str:
        return "Say how the last runs went, how old the data is and which pages failed"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        strict(parser, "status")
        parser.add_argument(
            "--max-age",
            metavar="AGE",
            help="exit 2 if the last good crawl of a site and language is older: 90m, 36h, 7d, 2w. Crawls with -a slugs"
            " or -a limit do not count",
        )
        parser.add_argument("--site", help="--max-age is about this site only, like https://apxml.com")
        parser.add_argument("--locale", help="--max-age is about this language only, like en")
        parser.add_argument("--runs", type=int, default=5, metavar="N", help="runs to show (default: 5)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        oldest = None if opts.max_age is None else _age(opts.max_age)
        if not 1 <= opts.runs <= MOST_RUNS:
            raise UsageError(f"--runs {opts.runs}: give a number from 1 to {MOST_RUNS}", print_help=False)
        # Every `scrapy` command imports this module: what it needs is imported when it runs.
        from scraper.outlets.readonly import reading  # noqa: PLC0415
        from scraper.store.census import good_crawls  # noqa: PLC0415
        from scraper.store.errors import StoreError  # noqa: PLC0415

        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        now = datetime.now(UTC)
        try:
            with reading(path_of(self.settings, "DATABASE")) as connection:
                good = good_crawls(connection)
                told = list(_lines(connection, now, good, opts.runs))
        except (CannotStart, StoreError) as error:
            self.exitcode = 1
            print(f"status: {printable(str(error))}", file=sys.stderr)
            return
        if oldest is not None:
            asked = {pages: run for pages, run in good.items() if _is_asked(pages, opts)}
            late = list(_late(asked, now, oldest, opts.max_age))
            self.exitcode = 2 if late else 0
            told += late
        for line in told:
            print(printable(line))


def _is_asked(pages: Pages, opts: argparse.Namespace) -> bool:
    """Whether --max-age is about these pages."""
    return all(given in (None, own) for given, own in zip((opts.site, opts.locale), pages, strict=True))


def _late(good: dict[Pages, Run], now: datetime, oldest: timedelta, age: str) -> Iterator[str]:
    """A sentence for each site and language whose last good crawl is too long ago."""
    if not good:
        yield f"no good run within {age}"
    for pages, run in good.items():
        if now - _ended(run) > oldest:
            yield f"no good run of {_named(pages)} within {age}: the last one ended {_ago(now - _ended(run))}"


def _named(pages: Pages) -> str:
    return ", ".join(part for part in pages if part)


def _age(text: str) -> timedelta:
    match = re.fullmatch(r"([0-9]{1,6})([mhdw])", text.strip())
    if match is None:
        raise UsageError(f"--max-age {text!r}: give a number and m, h, d or w, like 7d", print_help=False)
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def _ago(span: timedelta) -> str:
    hours = span.total_seconds() / 3600
    if hours < 1:
        minutes = round(hours * 60)
        return f"{minutes} minute{'s' if minutes != 1 else ''} ago"
    return f"{hours:.0f} hours ago" if hours < 48 else f"{hours / 24:.0f} days ago"


def _ended(run: Run) -> datetime:
    return datetime.fromisoformat(run.finished_at or run.started_at)


def _lines(
    connection: sqlite3.Connection, now: datetime, good: dict[Pages, Run], number: int
) -> Iterator[str]:
    """The state of the database for a person. `good`: the last good crawls; `number`: runs to show."""
    from scraper.store import census  # noqa: PLC0415

    held = census.holdings(connection)
    seen = f", the newest seen {_ago(now - datetime.fromisoformat(held.last_seen))}" if held.last_seen else ""
    yield f"{held.models} models ({held.gone} gone){seen}"
    for pages, run in good.items():
        yield f"last good crawl of {_named(pages)}: run {run.id}, {_ago(now - _ended(run))}"
    if not good:
        yield "no crawl over all pages was good yet"
    yield "runs:"
    for run in census.runs(connection, limit=number):
        yield from _run(run)
    last = census.last_crawl(connection)
    bad = census.failures(connection, last.id, MOST_FAILURES) if last else []
    if last and bad:
        yield f"failed or turned away in run {last.id}:"
    for each in bad:
        yield f"  {each.state}: {each.url} ({each.detail})"


def _run(run: Run) -> Iterator[str]:
    outcome = run.outcome or "running or cut off"
    counts = ", ".join(
        f"{run.counts[name]} {name}"
        for name in ("models", "new", "changed", "rejected", "failed", "pending")
        if name in run.counts
    )
    yield f"  {run.id:>4}  {run.started_at}  {run.kind:<7} {outcome:<11} {counts}"
    yield from (f"        - {reason}" for reason in run.reasons)
