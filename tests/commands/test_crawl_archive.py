from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path

import pytest

from scraper.inputs.choice import choose, files_of
from scraper.run.options import CannotStart
from scraper.site.discovery import Site
from scraper.spiders.archive import Archived
from tests.archive.pages import answer, members, record, wet
from tests.commands.archived import archive, page
from tests.commands.running import run

TABLES = (
    "models",
    "benchmarks",
    "transparency",
    "requirements",
    "readings",
    "findings",
    "changes",
    "snapshots",
)
CLOCKLESS = {"changes": "model_id, field, old, new, changed_at, cause"}


def crawl(folder: Path, *args: str, database: str = "models.db", code: int = 0) -> str:
    done = run(
        "crawl", "archive", *[part for arg in args for part in ("-a", arg)],
        "-s", f"DATABASE={folder}/{database}", "-s", f"ARCHIVE_DIR={folder}/archive",
    )  # fmt: skip
    text = done.stderr.decode() + done.stdout.decode()
    assert done.returncode == code, text
    assert "Traceback" not in text, text
    return text


def rows(folder: Path, sql: str, database: str = "models.db") -> list[tuple]:
    connection = sqlite3.connect(folder / database)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def everything(folder: Path, database: str) -> dict[str, list[tuple]]:
    return {
        table: rows(folder, f"SELECT {CLOCKLESS.get(table, '*')} FROM {table}", database) for table in TABLES
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two copies of alpha (the second another), one of beta, in two files."""
    archive(tmp_path / "archive", ("alpha", page("alpha", "128K"), 0), ("beta", page("beta"), 1))
    archive(tmp_path / "archive", ("alpha", page("alpha", "200K"), 24))
    return tmp_path


def test_the_newest_copies_and_then_older_ones(folder: Path) -> None:
    crawl(folder, f"paths={folder}/archive/*.gz")
    sql = "SELECT id, context_length, first_seen, last_seen FROM models ORDER BY id"
    assert rows(folder, sql) == [
        ("alpha", 200_000, "2025-11-23T17:00:00Z", "2025-11-23T17:00:00Z"),
        ("beta", 200_000, "2025-11-22T18:00:00Z", "2025-11-22T18:00:00Z"),
    ]
    assert rows(folder, "SELECT kind, outcome FROM runs") == [("archive", "ok")]
    before = everything(folder, "models.db")
    poor = b"<dl><dt>Parameters<dd>7B<dt>Context Length<dd>200K<dt>Modality<dd>-<dt>License<dd>-</dl>"
    archive(folder / "archive", ("beta", poor, -24))
    crawl(folder, f"paths={folder}/archive/*.gz", "all=1")
    # Older copies tell one thing only: that the page was there already.
    assert rows(folder, sql) == [
        ("alpha", 200_000, "2025-11-22T17:00:00Z", "2025-11-23T17:00:00Z"),
        ("beta", 200_000, "2025-11-21T17:00:00Z", "2025-11-22T18:00:00Z"),
    ]
    after = everything(folder, "models.db")
    assert {name: after[name] for name in TABLES[1:]} == {name: before[name] for name in TABLES[1:]}


def test_the_whole_history_in_one_process_and_in_two(folder: Path) -> None:
    archive(folder / "archive", *((f"m-{n}", page(f"m-{n}"), n) for n in range(80)))
    crawl(folder, f"paths={folder}/archive/*.gz", "all=1", database="one.db")
    crawl(folder, f"paths={folder}/archive/*.gz", "all=1", "jobs=2", database="two.db")
    assert everything(folder, "one.db") == everything(folder, "two.db")
    assert rows(folder, "SELECT count(*) FROM models", "two.db") == [(82,)]
    assert rows(folder, "SELECT first_seen, last_seen FROM models WHERE id = 'alpha'", "two.db") == [
        ("2025-11-22T17:00:00Z", "2025-11-23T17:00:00Z")
    ]
    sql = "SELECT model_id, field, old, new, changed_at, cause FROM changes"
    assert rows(folder, sql, "two.db") == [
        ("alpha", "context_length", "128000", "200000", "2025-11-23T17:00:00Z", "site")
    ]


def test_other_rules_make_no_change_of_the_site_and_no_loss(folder: Path) -> None:
    crawl(folder, f"paths={folder}/archive/*.gz")
    connection = sqlite3.connect(folder / "models.db")
    connection.execute("UPDATE models SET modality = 'Tekst', record_hash = '' WHERE id = 'alpha'")
    connection.execute("UPDATE models SET filled = 100, record_hash = '' WHERE id = 'beta'")
    connection.commit()
    connection.close()
    crawl(folder, f"paths={folder}/archive/*.gz", code=2)
    assert rows(folder, "SELECT model_id, field, old, new, cause FROM changes") == [
        ("alpha", "modality", '"Tekst"', '"Text"', "extractor")
    ]
    assert rows(folder, "SELECT url, reason FROM rejects") == [("https://apxml.com/models/beta", "poorer")]


def test_common_crawl_files_and_other_sites(folder: Path) -> None:
    lines = "Parameters\n7B\nContext Length\n64K\nModality\nText\nArchitecture\nDense\nLicense\nMIT\n"
    html = answer(page("delta"), "Content-Type: text/html")
    chunks = members(
        record(html, url="https://apxml.com/models/delta/"),
        record(html, url="https://example.org/models/delta"),
        record(html, url="https://apxml.com/courses/delta"),
        record(answer(b"gone").replace(b"200 OK", b"404 Not Found"), url="https://apxml.com/models/none"),
        wet(lines, "https://apxml.com/zh/models/gamma"),
        wet(lines, "https://apxml.com/models/delta"),
    )
    (folder / "cc.warc.gz").write_bytes(chunks + gzip.compress(b"WARC/1.0\r\nWARC-Type: resp")[:-9])
    text = crawl(folder, f"paths={folder}/cc.*, {folder}/archive/*.gz")
    assert rows(folder, "SELECT id, context_length FROM models ORDER BY id") == [
        ("alpha", 200_000),
        ("beta", 200_000),
        ("delta", 200_000),  # the page itself counts, not the text made of it
        ("zh/gamma", 64_000),
    ]
    counts = rows(folder, "SELECT counts FROM runs")[0][0]
    for count in (
        '"skipped_other_site":1',
        '"skipped_no_profile":1',
        '"skipped_status":1',
        '"skipped_double":1',
    ):
        assert count in counts.replace(": ", ":"), counts
    assert "cc.warc.gz ends inside the record" in text
    chosen = choose(
        files_of(f"{folder}/cc.*"), Site("https://apxml.com", "zh"), any_locale=False, history=True
    )
    assert [place.url for place in chosen.places] == ["https://apxml.com/zh/models/gamma"]


@pytest.mark.parametrize(
    "address", ["http://[bad/models/x", "https://apxml.com:99999/models/x", "", "models/x"]
)
def test_a_malformed_address_is_passed_over(folder: Path, address: str) -> None:
    html = answer(page("delta"), "Content-Type: text/html")
    addresses = ("https://apxml.com/models/delta", address, "https://apxml.com/models/eta")
    (folder / "cc.warc.gz").write_bytes(members(*(record(html, url=each) for each in addresses)))
    found = choose(files_of(f"{folder}/cc.*"), Site("https://apxml.com"), any_locale=True, history=False)
    assert [place.url for place in found.places] == [addresses[0], addresses[2]]
    assert found.skipped == {"no_address": 1}
    if "[" in address:
        crawl(folder, f"paths={folder}/cc.*")
        assert rows(folder, "SELECT slug, counts ->> 'skipped_no_address' FROM models, runs") == [
            ("delta", 1),
            ("eta", 1),
        ]


def test_a_pattern_in_the_home_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert files_of("~/archive/*.gz, ~no-such-user/*") == files_of(f"{folder}/archive/*.gz") != []


def test_a_page_that_is_no_profile_is_rejected_with_its_place(folder: Path) -> None:
    [position] = archive(folder / "archive", ("odd", b"<html><body>Sorry.</body></html>", 2))
    crawl(folder, f"paths={folder}/archive/*.gz", code=2)
    sql = """SELECT r.url, r.reason, s.archive_file, s.archive_offset FROM rejects r
        JOIN snapshots s ON s.id = r.snapshot_id"""
    url = "https://apxml.com/models/odd"
    assert rows(folder, sql) == [(url, "not_a_profile", position.file, position.offset)]
    assert rows(folder, "SELECT count(*) FROM models") == [(2,)]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["paths=none/*.gz"], "no file matches paths=none/*.gz"),
        ([], "name the files to read"),
        (["paths={0}/archive/*", "jobs=0"], "jobs='0': give a number of processes"),
        (["paths={0}/archive/*", "all=maybe"], "all='maybe': give 1 or 0"),
        (["paths={0}/archive/*", "site=apxml"], "is not an address like"),
        (["path={0}"], "did you mean paths?"),
    ],
)
def test_what_cannot_start(folder: Path, args: list[str], says: str) -> None:
    with pytest.raises(CannotStart) as caught:
        Archived(**dict(arg.format(folder).split("=", 1) for arg in args))
    assert says in str(caught.value)


def test_a_pattern_without_files_ends_with_exit_code_1(folder: Path) -> None:
    assert "no file matches paths=none/*.gz" in crawl(folder, "paths=none/*.gz", code=1)


def test_an_archive_of_another_site_says_which(folder: Path) -> None:
    text = crawl(folder, f"paths={folder}/archive/*.gz", "site=https://example.org", code=3)
    assert "name one, like -a site=https://apxml.com" in text
