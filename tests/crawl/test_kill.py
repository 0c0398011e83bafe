"""kill -9 anywhere, then the same command again: nothing is lost, nothing is there twice."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from scraper.archive import snapshots
from tests.crawl.site import Site, profile, sitemap
from tests.crawl.test_faults import clean, wait_for

KILLS = int(os.environ.get("KILLS", "5"))
SLUGS = [f"model-{number:02}" for number in range(40)]
FAST_FLUSH = {"FLUSH_PAGES": 3, "FLUSH_SECONDS": 0.05}


def routes(site: Site) -> dict[str, object]:
    """Half of the pages stand in the sitemap, the others are found on a directory page and by links."""
    pages = {}
    for number, slug in enumerate(SLUGS):
        links = (f"/models/{SLUGS[number + 1]}",) if number + 1 < len(SLUGS) else ()
        pages[f"/models/{slug}"] = {"text": profile(slug, links), "wait": 0.01}
    return {
        "/robots.txt": {"text": f"Sitemap: {site.root}/sitemap.xml"},
        "/sitemap.xml": {"text": sitemap(site.root, [f"/models/{slug}" for slug in SLUGS[:20]])},
        "/models": {"text": "".join(f'<a href="/models/{slug}">x</a>' for slug in SLUGS[20:30])},
    } | pages


def killed_after(site: Site, seconds: float) -> bool:
    """Start a crawl and kill it `seconds` after it has taken the lock. Whether it was still at work."""
    process = site.start(**FAST_FLUSH)
    lock = Path(f"{site.database}.lock")
    until = time.monotonic() + 20
    while not (lock.exists() and str(process.pid) in lock.read_text()) and process.poll() is None:
        if time.monotonic() > until:
            process.kill()
            raise AssertionError(f"the crawl did not begin: {process.communicate()}")
        time.sleep(0.002)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return process.returncode == -signal.SIGKILL


def committed(site: Site) -> set[tuple[str, str]]:
    """Pages in the database, which is whole and agrees with the archive."""
    if not site.database.exists():
        return set()
    with closing(
        sqlite3.connect(site.database)
    ) as connection:  # may write: it undoes what the kill left half done
        tables = connection.execute("SELECT name FROM sqlite_master WHERE name = 'snapshots'").fetchall()
    if not tables:
        return set()  # killed before there were tables
    clean(site)
    return set(site.rows("SELECT url, digest FROM snapshots"))


def test_killed_again_and_again(site: Site) -> None:
    site.routes(routes(site))
    chance = random.Random(20251122)
    before: set[tuple[str, str]] = set()
    kills = rounds = 0
    while kills < KILLS:
        # Most kills fall into the fetching; some come while files are opened, some while the run is closed.
        kills += killed_after(site, chance.choice((0.0, 0.02, 0.3, 1.0)) * chance.random())
        now = committed(site)
        assert before <= now, "something that was committed is missing"
        before = now
        if len(now) == len(SLUGS):
            finish(site)
            rounds += 1
            for path in site.folder.glob("models.db*"):
                path.unlink()
            before = set()
    assert site.crawl(**FAST_FLUSH).code == 0
    finish(site)


def finish(site: Site) -> None:
    """The same command once more, and everything is there once."""
    done = site.crawl(**FAST_FLUSH)
    assert done.code == 0, done.text
    assert site.models() == SLUGS
    assert (
        len(site.rows("SELECT url FROM snapshots"))
        == len(set(site.rows("SELECT url FROM snapshots")))
        == len(SLUGS)
    )
    assert site.rows("SELECT count(*) FROM changes") == [(0,)]
    assert site.rows("SELECT state, count(*) FROM pages WHERE state = 'pending' GROUP BY state") == []
    clean(site)
    archived = {snapshot.url for _, snapshot in snapshots(sorted(site.archive.glob("*.gz")), lambda _: None)}
    assert archived == {f"{site.root}/models/{slug}" for slug in SLUGS}


def killed_on_the_way(site: Site, slugs: list[str]) -> list[str]:
    """A whole crawl, killed when it had stored some pages; which."""
    site.routes(site.plain(slugs, wait=0.1))
    process = site.start(**FAST_FLUSH)
    wait_for(lambda: len(site.asked()) > 4 and len(stored(site)) > 2)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    site.routes(site.plain(slugs))
    return stored(site)


def stored(site: Site) -> list[str]:
    return [slug for (slug,) in site.rows("SELECT slug FROM models")]


def test_a_crawl_over_other_pages_between(site: Site) -> None:
    before = killed_on_the_way(site, SLUGS[:10])
    assert site.crawl("-a", "slugs=model-00").code == 0
    assert site.rows("SELECT outcome FROM runs") == [("interrupted",), ("ok",)]
    site.clear()
    done = site.crawl()
    assert done.code == 0, done.text
    assert "run 1, which began at" in done.err
    assert site.rows("SELECT outcome FROM runs") == [("ok",), ("ok",)]
    assert site.models() == SLUGS[:10]
    asked_again = {f"/models/{slug}" for slug in before} & set(site.asked())
    assert asked_again <= {"/models/model-00"}  # which was the other crawl's in between


def test_a_crawl_that_nobody_goes_on_with_is_closed(site: Site) -> None:
    killed_on_the_way(site, SLUGS[:10])
    assert site.crawl(RESUME_HOURS=0).code == 0
    ((outcome, reasons, finished), (newer, _, _)) = site.rows(
        "SELECT outcome, reasons, finished_at FROM runs"
    )
    assert (outcome, newer) == ("interrupted", "ok")
    assert "cut off" in reasons and finished is not None
