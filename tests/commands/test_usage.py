"""Command lines that cannot be understood: exit 1 and a sentence, for every command of the project."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from scraper.usage import strict
from tests.commands.running import run


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("report --oot x.html", "scrapy report: there is no option --oot"),
        ("publish here", "scrapy publish: what is 'here'? only options are taken"),
        ("browse --port x", "scrapy browse: argument --port: invalid int value: 'x'"),
        ("status --max-age soon", "scrapy status: --max-age 'soon': give a number"),
        ("status --max-age=", "scrapy status: --max-age '': give a number"),
        ("status --runs 99999999999999999999", "--runs 99999999999999999999: give a number from 1 to"),
        ("trace a b c", "scrapy trace: what is 'c'?"),
        ("extract --ulr x page.html", "scrapy extract: there is no option --ulr"),
        ("crawl", "scrapy crawl: give one spider: scrapy crawl models"),
        ("crawl models --limit 3", "scrapy crawl: there is no option --limit"),
        ("crawl models -a help", "scrapy crawl: Invalid -a value"),
        ("ingest now", "scrapy ingest: what is 'now'?"),
        (
            "extract page.html --url http://[x/models/a",
            "extract: --url http://[x/models/a is no address like",
        ),
        ("extract page.html --url http://host:99999/models/x", "is no address like https://apxml.com/"),
        ("report --out=", "report: --out is empty: give a path, like --out output/report.html"),
        ("report --out .", "report: --out=.: this is a folder: name a file, like --out output/report.html"),
        ("publish --out=", "publish: --out is empty: give a path, like --out output/published"),
        ("publish --out .", "publish: --out=.: this is a folder: name a folder by its own name, like --out"),
        ("report --out ~no-such-user/x", "report: --out=~no-such-user/x: Could not determine home directory"),
        ("crawl models -s DATABASE=.", "could not start: setting DATABASE=.: this is a folder: name a file"),
        ("crawl models -a site=https://[::1", "spider argument site='https://[::1' is not an address like"),
        (
            "crawl models -s REDIS_URL=redis://[x",
            "could not start: setting REDIS_URL: Invalid IPv6 URL: give",
        ),
        ("ingest -s REDIS_URL=redis://h:99999", "could not start: setting REDIS_URL: Port out of range"),
        ("report -s DATABASE=", "report: setting DATABASE is empty: give a path"),
        ("browse -s DATABASE=", "browse: setting DATABASE is empty: give a path"),
        ("status -s DATABASE=", "status: setting DATABASE is empty: give a path"),
    ],
)
def test_exit_1_and_why(tmp_path: Path, line: str, words: str) -> None:
    done = run(*line.split(), cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert words in done.stderr.decode()
    assert b"Traceback" not in done.stderr and not done.stdout
    assert not list(tmp_path.iterdir())


def test_help_names_the_arguments_of_the_spiders() -> None:
    done = run("crawl", "-h")
    assert done.returncode == 0
    told = " ".join(done.stdout.decode().split())
    assert "limit: at most so many pages" in told and "jobs: read in so many processes" in told


def test_what_is_understood_passes() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--url")
    strict(parser, "extract", most=2)
    options, others = parser.parse_known_args(["-", "page.html", "--url", "x"])
    assert others == ["-", "page.html"] and options.url == "x"
