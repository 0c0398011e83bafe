"""Command lines that cannot be understood: exit 1 and a sentence, for every command of the project."""

from __future__ import annotations

import argparse

import pytest

from scraper.usage import strict
from tests.commands.running import run


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("report --oot x.html", "scrapy report: there is no option --oot"),
        ("publish here", "scrapy publish: what is 'here'? only options are taken"),
        ("browse --port x", "scrapy browse: argument --port: invalid int value: 'x'"),
        ("status --max-age soon", "scrapy status: --max-age soon: give a number"),
        ("trace a b c", "scrapy trace: what is 'c'?"),
        ("extract --ulr x page.html", "scrapy extract: there is no option --ulr"),
        ("crawl", "scrapy crawl: give one spider: scrapy crawl models"),
        ("crawl models --limit 3", "scrapy crawl: there is no option --limit"),
        ("crawl models -a help", "scrapy crawl: Invalid -a value"),
        ("ingest now", "scrapy ingest: what is 'now'?"),
        ("report -s DATABASE=", "report: setting DATABASE is empty: give a path"),
        ("browse -s DATABASE=", "browse: setting DATABASE is empty: give a path"),
        ("status -s DATABASE=", "status: setting DATABASE is empty: give a path"),
    ],
)
def test_exit_1_and_why(line: str, words: str) -> None:
    done = run(*line.split())
    assert done.returncode == 1, done.stderr
    assert words in done.stderr.decode()
    assert b"Traceback" not in done.stderr and not done.stdout


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
