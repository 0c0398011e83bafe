"""`scrapy status`: the last runs, how old the data is, what is failing."""

from __future__ import annotations

import argparse
import re
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scraper.store import census
from scraper.usage import strict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy.settings import Settings

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class Command(ScrapyCommand):
    """Exit codes: 0 fine, 1 nothing can be said, 2 the last good run is older than --max-age."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[--max-age 7d] [--runs N]"

    def short_desc(self) -> str:
        return "Say how the last runs went, how old the data is and what is failing"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        strict(parser, "status")
        parser.add_argument(
            "--max-age", metavar="AGE", help="exit 2 if the last good run is older: 90m, 36h, 7d, 2w"
        )
        parser.add_argument("--runs", type=int, default=5, metavar="N", help="runs to show (default: 5)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        oldest = _age(opts.max_age) if opts.max_age else None
        database = Path(str(cast("Settings", self.settings).get("DATABASE")))
        now = datetime.now(UTC)
        try:
            lines, good = _report(database, now, max(1, opts.runs))
        except (sqlite3.Error, OSError) as error:
            self.exitcode = 1
            print(f"{database} cannot be read ({error}): crawl first, or name the file with -s DATABASE=PATH")
            return
        if oldest is not None and (good is None or now - good > oldest):
            self.exitcode = 2
            lines.append(
                f"no good run within {opts.max_age}"
                + (f": the last one ended {_ago(now - good)}" if good else "")
            )
        print("\n".join(lines))


def _age(text: str) -> timedelta:
    match = re.fullmatch(r"([0-9]{1,6})([mhdw])", text.strip())
    if match is None:
        raise UsageError(f"--max-age {text}: give a number and m, h, d or w, like 7d", print_help=False)
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def _ago(span: timedelta) -> str:
    hours = span.total_seconds() / 3600
    if hours < 1:
        minutes = round(hours * 60)
        return f"{minutes} minute{'s' if minutes != 1 else ''} ago"
    return f"{hours:.0f} hours ago" if hours < 48 else f"{hours / 24:.0f} days ago"


def _report(database: Path, now: datetime, number: int) -> tuple[list[str], datetime | None]:
    """The lines to print, and when the last good crawl ended."""
    if not database.is_file():
        raise OSError("there is no such file")
    connection = sqlite3.connect(f"file:{database.resolve()}?mode=ro", uri=True)
    try:
        runs = list(census.runs(connection, limit=1000))
        lines = [*_data(connection, runs, now), *_runs(runs[:number]), *_failing(connection, runs)]
    finally:
        connection.close()
    good = next(
        (run for run in runs if run.kind == "crawl" and run.outcome == "ok" and run.finished_at), None
    )
    return lines, datetime.fromisoformat(good.finished_at) if good and good.finished_at else None


def _data(connection: sqlite3.Connection, runs: list[census.Run], now: datetime) -> Iterator[str]:
    models, gone, seen = connection.execute(
        "SELECT count(*), count(gone_since), max(last_seen) FROM models"
    ).fetchone()
    age = f", the newest seen {_ago(now - datetime.fromisoformat(seen))}" if seen else ""
    yield f"{models} models ({gone} gone){age}"
    good = next((run for run in runs if run.kind == "crawl" and run.outcome == "ok"), None)
    if good is None:
        yield "no crawl was good yet"
    elif good.finished_at:
        yield f"last good crawl: run {good.id}, {_ago(now - datetime.fromisoformat(good.finished_at))}"


def _runs(runs: list[census.Run]) -> Iterator[str]:
    yield "runs:"
    for run in runs:
        outcome = run.outcome or "running or cut off"
        counts = ", ".join(
            f"{run.counts[name]} {name}"
            for name in ("models", "new", "changed", "rejected", "failed", "pending")
            if name in run.counts
        )
        yield f"  {run.id:>4}  {run.started_at}  {run.kind:<7} {outcome:<11} {counts}"
        yield from (f"        - {reason}" for reason in run.reasons)


def _failing(connection: sqlite3.Connection, runs: list[census.Run]) -> Iterator[str]:
    """Pages that failed or were rejected in the last crawl."""
    last = next((run for run in runs if run.kind == "crawl"), None)
    if last is None:
        return
    sql = (
        "SELECT url, state, coalesce(detail, '') FROM pages WHERE run_id = ? AND state IN ('failed', 'rejected')"
        " ORDER BY url LIMIT 20"
    )
    rows = connection.execute(sql, (last.id,)).fetchall()
    if rows:
        yield f"failing in run {last.id}:"
    for url, state, detail in rows:
        yield f"  {state}: {url} ({detail})"
