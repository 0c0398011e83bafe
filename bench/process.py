"""Runs one command to its end and says what it cost."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

PYTHON = sys.executable
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Cost:
    """`cpu`: seconds of user and system time, of the process and its children; `peak_mb`: its largest memory.

    `started`: time.time() when it was started.
    """

    cpu: float
    wall: float
    peak_mb: float
    exit_code: int
    started: float
    output: str


def run(
    command: list[str],
    watch: Callable[[int], None] | None = None,
    begun: Callable[[int], None] | None = None,
) -> Cost:
    """Run `command`. `watch` is called twice a second with its process id, `begun` once, at once."""
    # With it every start would compile every module again: seconds that no user spends.
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started, clock = time.time(), time.monotonic()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT, env=environment
    )
    if begun is not None:
        begun(process.pid)
    status, usage = 0, None
    while usage is None:
        if watch is None:
            _, status, usage = os.wait4(process.pid, 0)
            break
        pid, status, found = os.wait4(process.pid, os.WNOHANG)
        usage = found if pid else None
        if usage is None:
            watch(process.pid)
            time.sleep(0.5)
    wall = time.monotonic() - clock
    process.returncode = os.waitstatus_to_exitcode(status)
    output = process.stdout.read() if process.stdout else ""
    cpu, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
    return Cost(cpu, wall, peak, process.returncode, started, output)


def crawl_command(root: str, folder: Path, *more: str) -> list[str]:
    """The whole way over the site at `root`, without politeness: it is our own. `folder`: for its data."""
    settings = {
        "DATABASE": folder / "models.db",
        "ARCHIVE_DIR": folder / "archive",
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": 0,
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
        "PROGRESS": "off",
    }
    return [*_scrapy("models", f"site={root}"), *_settings(settings), *more]


def archive_command(root: str, source: Path, database: Path, *more: str) -> list[str]:
    """Archived pages of `source` read again into `database`."""
    paths = f"paths={source}/*.warc.gz"
    return [
        *_scrapy("archive", f"site={root}", paths),
        *_settings({"DATABASE": database, "PROGRESS": "off"}),
        *more,
    ]


def _scrapy(spider: str, *arguments: str) -> list[str]:
    return [PYTHON, "-m", "scraper", "crawl", spider, *(part for each in arguments for part in ("-a", each))]


def _settings(settings: Mapping[str, object]) -> list[str]:
    return [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
