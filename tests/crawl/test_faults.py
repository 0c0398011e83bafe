"""Everything a site or a machine can do to a crawl: what is stored afterwards, the exit code, the words."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawl.site import Done, Site, environment, finished, profile, sitemap

SLUGS = ["alpha", "beta", "gamma"]


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Site]:
    folder = tmp_path / "other"
    folder.mkdir()
    site = Site(folder)
    yield site
    site.close()


def one_bad_page(site: Site, **answer: object) -> Done:
    """Crawl a site of three pages, one of which answers as told."""
    site.routes(site.plain(SLUGS) | {"/models/beta": {"text": profile("beta")} | answer})
    slow = answer.get("fault") in ("drip", "hang")
    return site.crawl(**({"DOWNLOAD_TIMEOUT": 1.5, "RETRY_TIMES": 0} if slow else {}))


def expect_failed(site: Site, done: Done, cause: str) -> None:
    assert done.code == 2, done.text
    assert site.models() == ["alpha", "gamma"]
    last = done.out.splitlines()[-1]
    assert "1 of 3 pages could not be fetched" in last and cause in last, last
    assert site.rows("SELECT state FROM pages WHERE url LIKE '%beta'") == [("failed",)]
    assert site.last_run()["outcome"] == "degraded"


def test_connection_refused(site: Site) -> None:
    site.close()
    done = site.crawl()
    assert done.code == 3 and "connection refused" in done.out.splitlines()[1], done.text
    assert site.last_run()["outcome"] == "failed"


def test_reset_in_the_middle_of_a_body(site: Site) -> None:
    expect_failed(site, one_bad_page(site, fault="reset"), "body cut short")


def test_slow_loris(site: Site) -> None:
    expect_failed(site, one_bad_page(site, fault="drip"), "timeout")


def test_no_answer_at_all(site: Site) -> None:
    expect_failed(site, one_bad_page(site, fault="hang"), "timeout")


def test_truncated_gzip(site: Site) -> None:
    expect_failed(site, one_bad_page(site, fault="cut_gzip"), "body cut short")


def test_wrong_content_length(site: Site) -> None:
    expect_failed(site, one_bad_page(site, fault="short"), "body cut short")


def test_gzip_bomb(site: Site) -> None:
    expect_failed(site, one_bad_page(site, fault="bomb", megabytes=60), "too large")


def measured(site: Site) -> Path:
    """The file that will say how much memory the next crawl takes, in KB."""
    file = site.folder / "peak"
    site.prefix = [sys.executable, "-S", str(Path(__file__).with_name("peak.py")), str(file)]
    return file


def test_body_of_100_megabytes(site: Site) -> None:
    peak = measured(site)
    done = one_bad_page(site, fault="huge", megabytes=100)
    expect_failed(site, done, "too large")
    assert int(peak.read_text()) < 250_000


def test_a_storm_of_500(site: Site) -> None:
    slugs = [f"model-{number}" for number in range(30)]
    site.routes(site.plain(slugs) | {f"/models/{slug}": {"status": 500} for slug in slugs[3:]})
    done = site.crawl(ERRORS_IN_ROW_MAX=5)
    assert done.code == 3, done.text
    assert "5 pages in a row failed" in done.out and "HTTP 500" in done.out
    assert len(site.models()) == 3
    assert len(site.asked()) <= 3 + 6 * 2  # each page is asked for once more


def test_429_with_retry_after(site: Site) -> None:
    answers = [{"status": 429, "headers": {"Retry-After": "1"}}, {"text": profile("beta")}]
    site.routes(site.plain(SLUGS) | {"/models/beta": answers})
    done = site.crawl()
    assert (done.code, site.models()) == (0, SLUGS), done.text
    pages = [entry for entry in site.log() if entry["path"].startswith("/models/")]
    times = {(entry["path"], entry["status"]): entry["at"] for entry in pages}
    waited = (
        min(at for (_, status), at in times.items() if at > times["/models/beta", 429])
        - times["/models/beta", 429]
    )
    assert waited >= 1.0


def test_429_without_retry_after(site: Site) -> None:
    answers = [{"status": 429}, {"status": 503}, {"text": profile("beta")}]
    site.routes(site.plain(SLUGS) | {"/models/beta": answers})
    done = site.crawl(BACKOFF_START=0.2, RETRY_TIMES=2)
    assert (done.code, site.models()) == (0, SLUGS), done.text
    times = [entry["at"] for entry in site.log() if entry["path"] == "/models/beta"]
    assert times[1] - times[0] >= 0.2 and times[2] - times[1] >= 0.4  # later each time


def test_a_site_that_asks_for_a_day(site: Site) -> None:
    site.routes(site.plain(SLUGS) | {"/models/beta": {"status": 503, "headers": {"Retry-After": "86400"}}})
    done = site.crawl()
    assert done.code == 3 and "asks to wait 86400 s" in done.out, done.text
    assert site.models() == ["alpha"]


def test_redirect_loops(site: Site) -> None:
    site.routes(
        site.plain([*SLUGS, "delta"])
        | {
            "/models/beta": {"status": 302, "headers": {"Location": "/models/beta/"}},
            "/models/beta/": {"status": 302, "headers": {"Location": "/models/beta"}},
            "/models/gamma": {"status": 302, "headers": {"Location": "/models/delta"}},
            "/models/delta": {"status": 302, "headers": {"Location": "/models/gamma"}},
        }
    )
    done = site.crawl()
    assert done.code == 2 and "redirect loop" in done.out, done.text
    assert site.models() == ["alpha"]
    assert len(site.asked()) <= 10


def test_redirect_to_another_host_and_to_a_private_address(site: Site, other: Site) -> None:
    site.routes(
        site.plain(SLUGS)
        | {
            "/models/beta": {"status": 301, "headers": {"Location": f"{other.root}/models/beta"}},
            "/models/gamma": {"status": 302, "headers": {"Location": "http://169.254.169.254/models/gamma"}},
        }
    )
    other.routes({"/models/beta": {"text": profile("beta")}})
    done = site.crawl()
    assert done.code == 2 and "2 of 3 pages were turned away (2 redirect)" in done.out, done.text
    assert site.models() == ["alpha"] and other.log() == []
    details = [row[0] for row in site.rows("SELECT detail FROM rejects ORDER BY url")]
    assert "another host" in details[0] and "169.254.169.254" in details[1]


def test_endless_pagination(site: Site) -> None:
    site.routes(
        site.plain(SLUGS)
        | {
            "/models": {"text": '<a href="/models/alpha">A</a><a href="/models?page=2">2</a>'},
            "/models?page=*": {
                "text": '<a href="/models/alpha">A</a><a rel=next href="/models?page={next}">next</a>'
            },
        }
    )
    done = site.crawl()
    assert (done.code, site.models()) == (0, SLUGS), done.text
    assert len(site.asked("/models?")) <= 3
    site.clear()
    endless = '<a href="/models/fake-{n}">A</a><a rel=next href="/models?page={next}">next</a>'
    site.update({"/models?page=*": {"text": endless}})
    done = site.crawl(DIRECTORY_PAGES_MAX=8)
    assert done.code == 2 and "DIRECTORY_PAGES_MAX=8" in done.out, done.text
    assert len(site.asked("/models?")) == 7


def test_sitemap_bombs(site: Site) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'
    laughing = f'<?xml version="1.0"?>{doctype}<urlset><url><loc>&l11;</loc></url></urlset>'
    index = "<sitemapindex><sitemap><loc>{root}/map-{next}.xml</loc></sitemap></sitemapindex>"
    site.routes(
        site.plain(SLUGS)
        | {
            "/robots.txt": {
                "text": "".join(
                    f"Sitemap: {site.root}{path}\n"
                    for path in ("/sitemap.xml", "/l.xml", "/b.xml", "/map-1.xml")
                )
            },
            "/l.xml": {"text": laughing},
            "/b.xml": {"fault": "bomb", "megabytes": 60},
            "/map-*": {"text": index.replace("{root}", site.root).replace("{next}", "1{n}")},
        }
    )
    peak = measured(site)
    done = site.crawl(SITEMAPS_MAX=10)
    assert site.models() == SLUGS, done.text
    assert done.code == 2 and "SITEMAPS_MAX=10" in done.out, done.text
    assert "b.xml could not be fetched: too large" in done.out
    assert int(peak.read_text()) < 250_000


def test_html_labelled_as_pdf(site: Site) -> None:
    done = one_bad_page(site, headers={"Content-Type": "application/pdf"})
    assert done.code == 0, done.text
    assert site.models() == SLUGS


def test_robots_of_5_megabytes(site: Site) -> None:
    rules = "User-agent: *\nDisallow: /models/beta\n" + "# nothing\n" * 500_000 + "Disallow: /\n"
    site.routes(site.plain(SLUGS) | {"/robots.txt": {"text": rules}})
    done = site.crawl(DOWNLOAD_TIMEOUT=5)
    assert (done.code, site.models()) == (0, ["alpha", "gamma"]), done.text
    assert "/models/beta" not in site.asked()


def test_server_that_dies_half_way(site: Site) -> None:
    slugs = [f"model-{number}" for number in range(12)]
    site.routes(site.plain(slugs) | {"/models/model-4": {"fault": "die"}})
    done = site.crawl(ERRORS_IN_ROW_MAX=3)
    assert done.code == 3, done.text
    assert "connection refused" in done.out
    assert len(site.models()) == 4 and site.last_run()["outcome"] == "failed"


def crawl_within(site: Site, size: int, **settings: object) -> Done:
    """Crawl while no file may grow beyond `size` bytes: the write fails as on a full disk."""
    limited = ["sh", "-c", f'ulimit -f {size // 512}; exec "$@"', "sh", *site.command(**settings)]
    process = subprocess.Popen(
        limited, cwd=site.folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    return finished(process)


def clean(site: Site) -> None:
    """Database and archive are whole and agree."""
    assert site.rows("PRAGMA integrity_check") == [("ok",)]
    assert site.rows("PRAGMA foreign_key_check") == []
    from scraper.archive import read
    from scraper.page import Position

    for url, digest, name, offset in site.rows(
        "SELECT url, digest, archive_file, archive_offset FROM snapshots"
    ):
        snapshot = read(site.archive, Position(name, offset))
        assert (snapshot.url, snapshot.digest) == (url, digest)


def test_disk_full_while_archiving(site: Site) -> None:
    noise = random.Random(4)
    pages = {}
    for number in range(12):
        comment = b64encode(noise.randbytes(600_000)).decode()
        pages[f"/models/model-{number}"] = {"text": profile(f"model-{number}", extra=f"<!-- {comment} -->")}
    site.routes(site.plain([path.split("/")[-1] for path in pages]) | pages)
    done = crawl_within(site, 3_000_000)
    assert done.code == 3 and "cannot write" in done.out and "warc.gz" in done.out, done.text
    assert 0 < len(site.models()) < 12 and site.last_run()["outcome"] == "failed"
    clean(site)
    assert site.crawl().code == 0  # with room again
    assert len(site.models()) == 12
    clean(site)


def test_disk_full_while_writing_the_database(site: Site) -> None:
    slugs = [f"model-{number}" for number in range(60)]
    prose = "".join(
        f"<p>The {word} model is described at some length. It is good at it.</p>"
        for word in ("big", "fast") * 40
    )
    site.routes(
        site.plain(slugs)
        | {f"/models/{s}": {"text": profile(s, extra=f"<h2>About {s}</h2>{prose}")} for s in slugs}
    )
    done = crawl_within(site, 500_000, FLUSH_PAGES=1)
    assert done.code == 3 and "models.db" in done.out, done.text
    kept = len(site.models())
    assert kept < 60
    clean(site)
    assert site.crawl().code == 0
    assert len(site.models()) == 60
    clean(site)


def test_clock_that_jumps_back(site: Site) -> None:
    site.routes(site.plain(SLUGS))
    assert site.crawl().code == 0
    connection = sqlite3.connect(site.database)
    with connection:
        for table, column in (("models", "last_seen"), ("runs", "finished_at"), ("snapshots", "fetched_at")):
            connection.execute(f"UPDATE {table} SET {column} = '2999-01-01T00:00:00Z'")
    connection.close()
    site.update({"/models/beta": {"text": profile("beta", extra="<p>New.</p>", drop=1)}})
    done = site.crawl()
    assert done.code == 2 and "the clock of this machine" in done.out, done.text
    assert site.rows("SELECT min(last_seen) FROM models") == [("2999-01-01T00:00:00Z",)]
    assert site.rows("SELECT id FROM models WHERE parameters IS NULL") == [("beta",)]


def test_sigterm_and_going_on(site: Site) -> None:
    slugs = [f"model-{number}" for number in range(10)]
    site.routes(site.plain(slugs, wait=0.15))
    process = site.start()
    wait_for(lambda: len(site.asked()) >= 3)
    process.send_signal(signal.SIGTERM)
    done = finished(process)
    assert done.code == 3 and "interrupted after" in done.out.splitlines()[-1], done.text
    assert site.last_run()["outcome"] == "interrupted"
    assert 2 <= len(site.models()) < 10
    site.update(site.plain(slugs))
    done = site.crawl()
    assert done.code == 0, done.text
    assert site.rows("SELECT count(*) FROM runs") == [(1,)] and len(site.models()) == 10
    asked = site.asked()
    assert len(asked) <= 11  # at most the page that was under way is asked for again
    clean(site)


def test_ctrl_c_twice(site: Site) -> None:
    site.routes(site.plain(SLUGS, fault="hang"))
    process = site.start(DOWNLOAD_TIMEOUT=60)
    wait_for(site.asked)
    process.send_signal(signal.SIGINT)
    time.sleep(0.3)  # the first one has to be taken notice of; it waits for the page under way
    process.send_signal(signal.SIGINT)
    done = finished(process, 15)
    assert done.code == 3 and "ended by force" in done.out, done.text
    site.update(site.plain(SLUGS))
    assert site.crawl().code == 0
    assert site.models() == SLUGS and site.rows("SELECT count(*) FROM runs") == [(1,)]


def test_output_folder_that_cannot_be_written(site: Site) -> None:
    (site.folder / "file").touch()
    done = site.crawl(DATABASE=site.folder / "file" / "models.db")
    assert done.code == 1 and "could not start: setting DATABASE: cannot write in" in done.err, done.text
    done = site.crawl(ARCHIVE_DIR="/proc/archive")
    assert (
        done.code == 1 and "could not start: setting ARCHIVE_DIR: cannot write in /proc/archive" in done.err
    ), done.text
    assert site.log() == []


def test_database_that_a_reader_holds_open(site: Site) -> None:
    site.routes(site.plain(SLUGS))
    assert site.crawl().code == 0
    reader = sqlite3.connect(site.database, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM models").fetchone()
    site.update(site.plain([*SLUGS, "delta"]))
    done = site.crawl()
    reader.close()
    assert (done.code, site.models()) == (0, ["alpha", "beta", "delta", "gamma"]), done.text


def test_database_that_another_writer_holds_for_a_while(site: Site) -> None:
    site.routes(site.plain(SLUGS))
    assert site.crawl().code == 0
    writer = sqlite3.connect(site.database, isolation_level=None, check_same_thread=False)
    writer.execute("BEGIN IMMEDIATE")
    site.update(site.plain([*SLUGS, "delta"]))
    release = threading.Timer(3.0, writer.execute, ("ROLLBACK",))
    release.start()
    done = site.crawl()
    release.join()
    writer.close()
    assert (done.code, site.models()) == (0, ["alpha", "beta", "delta", "gamma"]), done.text


def wait_for(condition: object, seconds: float = 15.0) -> None:
    """Until `condition()` holds; a test that waits in vain fails."""
    until = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


def test_sitemap_that_is_not_one(site: Site) -> None:
    site.routes(
        site.plain(SLUGS) | {"/models": {"text": "".join(f'<a href="/models/{s}">x</a>' for s in SLUGS)}}
    )
    site.update({"/sitemap.xml": {"text": "<html><body>Sorry</body></html>"}})
    done = site.crawl()
    assert done.code == 2 and "not a sitemap" in done.out and site.models() == SLUGS, done.text
    assert sitemap(site.root, []) != ""
