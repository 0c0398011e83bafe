"""What a person sees: a bar on a terminal, lines in a log, `status` afterwards."""

from __future__ import annotations

import os
import pty
import re
import sqlite3
import subprocess
import sys
from typing import Any

from tests.crawl.site import Site, environment

SLUGS = [f"model-{number}" for number in range(4)]


def on_terminal(site: Site, *arguments: str) -> tuple[int, str]:
    """Run a crawl whose error output is a terminal; exit code, and what the terminal got."""
    terminal, inner = pty.openpty()
    process = subprocess.Popen(
        site.command(*arguments, PROGRESS="auto"),
        cwd=site.folder,
        env=environment() | {"TERM": "xterm", "COLUMNS": "120"},
        stdout=subprocess.DEVNULL,
        stderr=inner,
    )
    os.close(inner)
    shown = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not part:
            break
        shown += part
    os.close(terminal)
    return process.wait(30), re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())


def test_a_bar_on_a_terminal(site: Site) -> None:
    site.routes(site.plain(SLUGS, wait=0.2))
    code, shown = on_terminal(site)
    assert code == 0, shown
    assert "4/4" in shown and "0 changed, 0 rejected" in shown and "/s" in shown
    assert "INFO" not in shown


def test_no_bar_where_a_log_was_asked_for(site: Site) -> None:
    site.routes(site.plain(SLUGS))
    code, shown = on_terminal(site, "-L", "INFO")
    assert code == 0 and "4/4" not in shown and "INFO: Spider opened" in shown


def test_log_lines_are_lines(site: Site) -> None:
    site.routes(site.plain(SLUGS, wait=0.15))
    done = site.crawl(PROGRESS_SECONDS=0.2)
    assert done.code == 0
    lines = done.err.splitlines()
    assert all(re.match(r"20\d\d-\d\d-\d\d \d\d:\d\d:\d\d \[[\w.]+\] [A-Z]+: ", line) for line in lines), (
        done.err
    )
    assert re.search(r"\d of 4 pages, [\d.]+/s, .*, 0 changed, 0 rejected", done.err)


def test_log_switches_work_as_in_scrapy(site: Site) -> None:
    site.routes(site.plain(SLUGS))
    done = site.crawl("--nolog")
    assert (done.code, done.err) == (0, "") and done.out.startswith("run 1: ok")
    done = site.crawl("-L", "DEBUG")
    assert "Crawled (304)" in done.err and "Overridden settings" in done.err
    log = site.folder / "crawl.log"
    done = site.crawl(LOG_FILE=log)
    assert done.err == "" and "Spider opened" in log.read_text()


def status(site: Site, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scraper", "status", *arguments, "-s", f"DATABASE={site.database}"]
    return subprocess.run(
        command, cwd=site.folder, env=environment(), capture_output=True, text=True, check=False
    )


def test_status(site: Site) -> None:
    assert status(site).returncode == 1
    site.routes(site.plain(SLUGS) | {f"/models/{SLUGS[0]}": {"status": 500}})
    assert site.crawl().code == 2
    told = status(site, "--max-age", "7d")
    assert told.returncode == 2 and "no crawl over all pages was good yet" in told.stdout
    assert "failed: " in told.stdout and "HTTP 500" in told.stdout and "degraded" in told.stdout
    site.update(site.plain(SLUGS))
    assert site.crawl().code == 0
    told = status(site, "--max-age", "7d")
    assert told.returncode == 0 and "4 models (0 gone)" in told.stdout, told.stdout
    assert f"last good crawl of {site.root}, en: run 2, 0 minutes ago" in told.stdout
    age(site, "2020-01-01T00:00:00Z")
    told = status(site, "--max-age", "7d")
    assert told.returncode == 2 and f"no good run of {site.root}, en within 7d" in told.stdout
    assert status(site, "--max-age", "soon").returncode == 1


def age(site: Site, moment: Any) -> None:
    connection = sqlite3.connect(site.database)
    with connection:
        connection.execute("UPDATE runs SET started_at = ?, finished_at = ?", (moment, moment))
    connection.close()
