"""The demo: serves the site on loopback, crawls it as a live site is crawled, prints what was stored.

`python -m tests.demo [--output output]`. Only the delay differs from a live crawl. The exit code is the crawl's.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from schemas.profile import IDENTITY, SCALARS

ROOT = Path(__file__).parents[1]
LOCALES = ("en", "zh")
QUERIES = (
    (
        "Which models read the longest texts, and under which licence?",
        "SELECT name, context_length, license, release_date FROM models\n"
        "WHERE locale = 'en' ORDER BY context_length DESC, name LIMIT 5",
    ),
    (
        "Who stands where in coding?",
        "SELECT m.name, b.benchmark, b.score, b.rank FROM benchmarks b JOIN models m ON m.id = b.model_id\n"
        "WHERE b.category LIKE '%Coding' ORDER BY b.rank, m.name LIMIT 5",
    ),
    (
        "Where does a value come from? From the database back to the page, byte for byte",
        "SELECT m.context_length, r.label, r.raw, s.fetched_at, s.archive_file, s.archive_offset\n"
        "FROM models m JOIN snapshots s ON s.id = m.snapshot_id JOIN readings r ON r.snapshot_id = s.id\n"
        "WHERE m.id = 'gpt-4o' AND r.field = 'context_length'",
    ),
)


@contextmanager
def served() -> Iterator[str]:
    """The demo site in a process of its own; gives its address."""
    command = [sys.executable, "-m", "tests.serve", "--port", "0"]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        if not address:
            raise SystemExit("the demo's web server did not start: see the message above")
        yield address
    finally:
        server.terminate()
        server.communicate()


def crawl(site: str, locale: str, database: Path, archive: Path) -> int:
    """The exit code of a real crawl of one language."""
    command = [
        sys.executable,
        "-m",
        "scrapy",
        "crawl",
        "models",
        "-a",
        f"site={site}",
        "-a",
        f"locale={locale}",
    ]
    for setting in (f"DATABASE={database}", f"ARCHIVE_DIR={archive}"):
        command += ["-s", setting]
    for delay in ("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_START_DELAY=0"):
        command += ["-s", delay]
    return subprocess.run([*command, "-L", "WARNING"], cwd=ROOT, check=False).returncode


def counted(db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """What was stored, as lines of a table: what, how many."""

    def count(query: str) -> int:
        return int(db.execute(query).fetchone()[0])

    fields = [name for name in SCALARS if name not in IDENTITY]
    filled = sum(count(f"SELECT count({name}) FROM models") for name in fields)
    models = count("SELECT count(*) FROM models")
    yield "models", f"{models} ({grouped(db, 'SELECT locale, count(*) FROM models GROUP BY 1')})"
    yield (
        "fields filled",
        f"{filled} of {models * len(fields)} ({len(fields)} fields a model; a page need not have all)",
    )
    yield "benchmark rows", str(count("SELECT count(*) FROM benchmarks"))
    yield "hardware requirements", str(count("SELECT count(*) FROM requirements"))
    scored = count("SELECT count(transparency_score) FROM models")
    yield "transparency reports", f"{scored}, with {count('SELECT count(*) FROM transparency')} criteria"
    yield "readings (label and raw value)", str(count("SELECT count(*) FROM readings"))
    for name, column in (("findings", "kind"), ("anomalies", "rule"), ("rejects", "reason")):
        kinds = grouped(db, f"SELECT {column}, count(*) FROM {name} GROUP BY 1 ORDER BY 2 DESC")
        yield name, f"{count(f'SELECT count(*) FROM {name}')}{f' ({kinds})' if kinds else ''}"
    yield "pages in the archive", str(count("SELECT count(*) FROM snapshots WHERE archive_file IS NOT NULL"))


def grouped(db: sqlite3.Connection, query: str) -> str:
    return ", ".join(f"{name} {count}" for name, count in db.execute(query))


def show(database: Path, console: Console) -> None:
    """Prints what is stored, then three queries to try next with their results."""
    shown = database.relative_to(ROOT) if database.is_relative_to(ROOT) else database
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        table = Table("stored", "how many", title=f"What stands in {shown}")
        for what, many in counted(db):
            table.add_row(what, many)
        console.print(table)
        console.print("\nThree queries to try next:\n")
        for question, query in QUERIES:
            console.print(f"-- {question}", style="bold", markup=False)
            console.print(f"{query};", markup=False, highlight=False, soft_wrap=True)
            answer = db.execute(query)
            result = Table(*(column[0] for column in answer.description))
            for row in answer:
                result.add_row(*("" if value is None else str(value) for value in row))
            console.print(result, "")
        console.print(
            f"To look at it: make report DATABASE={shown}, or make browse DATABASE={shown}", markup=False
        )


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.demo", description="Crawl the demo site.")
    parser.add_argument(
        "--output", type=Path, default=ROOT / "output", help="folder for database and archive"
    )
    folder = parser.parse_args(arguments).output.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    database, archive = folder / "demo.db", folder / "demo-archive"
    for old in folder.glob("demo.db*"):
        old.unlink()
    shutil.rmtree(archive, ignore_errors=True)
    with served() as site:
        codes = [crawl(site, locale, database, archive) for locale in LOCALES]
    if max(codes) != 1:
        show(database, Console(width=None if sys.stdout.isatty() else 120))
    worst = max(codes)
    if worst:
        sys.stderr.write(f"the demo crawl did not end well: exit codes {codes} for {', '.join(LOCALES)}\n")
    return worst


if __name__ == "__main__":
    raise SystemExit(main())
