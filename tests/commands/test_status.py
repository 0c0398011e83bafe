from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings

from scraper.commands import publish, report
from scraper.commands.status import Command
from scraper.store import Ending, Store
from tests.store.making import SITE, begin, day, page

Asked = Callable[..., tuple[int, list[str], str]]


@pytest.fixture
def asked(capsys: pytest.CaptureFixture[str]) -> Asked:
    """The command's exit code, lines and messages."""

    def call(
        database: object,
        max_age: str | None = None,
        runs: int = 5,
        site: str | None = None,
        locale: str | None = None,
    ) -> tuple[int, list[str], str]:
        command = Command()
        command.settings = Settings({"DATABASE": str(database)})
        command.run([], Namespace(max_age=max_age, runs=runs, site=site, locale=locale))
        out, error = capsys.readouterr()
        return command.exitcode, out.splitlines(), error

    return call


def filled(path: Path, kind: Any = "crawl", detail: str = "HTTP 500") -> Path:
    """Two runs of that kind, the newer one with a page that failed; and an archive that was read after them."""
    with Store(path) as store:
        for number in range(2):
            run = begin(store, on=number, kind=kind)
            store.save(page(on=number, layers=1), run)
            store.mark(run, "https://models.example/models/beta", "failed", detail)
            store.finish_run(run, day(number), Ending("ok"))
        store.finish_run(begin(store, on=2, kind="archive"), day(2), Ending("degraded", ["nothing to read"]))
    return path


def test_data_runs_and_failures(tmp_path: Path, asked: Asked) -> None:
    code, lines, error = asked(filled(tmp_path / "models.db"), runs=2)
    assert (code, error) == (0, "")
    assert lines[0].startswith("1 models (0 gone), the newest seen ")
    assert lines[1].startswith(f"last good crawl of {SITE}: run 2, ")
    assert lines[2:4] == ["runs:", "     3  2025-01-03T00:00:00Z  archive degraded    "]
    assert lines[4:6] == ["        - nothing to read", "     2  2025-01-02T00:00:00Z  crawl   ok          "]
    assert lines[6:] == [
        "failed or turned away in run 2:",
        "  failed: https://models.example/models/beta (HTTP 500)",
    ]


def test_the_age_of_the_last_good_crawl(tmp_path: Path, asked: Asked) -> None:
    code, lines, _ = asked(filled(tmp_path / "models.db"), max_age="7d")
    assert code == 2
    assert lines[-1].startswith(f"no good run of {SITE} within 7d: the last one ended ")


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Whole crawls in two languages, the Chinese one long ago, and today's crawls of one page, or a few."""
    now = datetime.now(UTC)
    path = tmp_path_factory.mktemp("crawled") / "models.db"
    with Store(path) as store:
        for days, outcome, chosen in (
            (20, "ok", {}),
            (9, "ok", {"locale": "zh"}),
            (2, "ok", {}),
            (1, "failed", {}),
            (0, "ok", {"slugs": ["gpt-4o"]}),
            (0, "ok", {"limit": 1, "locale": "zh"}),
            (0, "failed", {"site": "https://mistyped.example"}),
        ):
            scope = {"site": SITE, "locale": "en", "slugs": [], "limit": None} | chosen
            at = now - timedelta(days=days)
            store.finish_run(store.begin_run(at, "crawl", scope), at, Ending(outcome))
    return path


@pytest.mark.parametrize(
    ("asked_for", "code", "late"),
    [
        ({"max_age": "10d"}, 0, []),
        ({"max_age": "7d"}, 2, [f"no good run of {SITE}, zh within 7d: the last one ended 9 days ago"]),
        ({"max_age": "7d", "locale": "en"}, 0, []),
        ({"max_age": "36h", "locale": "en", "site": SITE}, 2, [f"no good run of {SITE}, en within 36h"]),
        ({"max_age": "7d", "locale": "de"}, 2, ["no good run within 7d"]),
    ],
)
def test_only_whole_crawls_tell_the_age_each_site_and_language_for_itself(
    crawled: Path, asked: Asked, asked_for: dict[str, str], code: int, late: list[str]
) -> None:
    found, lines, _ = asked(crawled, **asked_for)
    assert found == code
    assert lines[1].startswith(f"last good crawl of {SITE}, en: run 3, 2 days ago")
    assert lines[2].startswith(f"last good crawl of {SITE}, zh: run 2, 9 days ago")
    told = [line for line in lines if line.startswith("no good run")]
    assert len(told) == len(late)
    assert all(line.startswith(start) for line, start in zip(told, late, strict=True))


def test_a_crawl_of_several_sites_counts_for_each(tmp_path: Path, asked: Asked) -> None:
    with Store(tmp_path / "models.db") as store:
        scope = {"site": f"{SITE},https://other.example", "locale": "en", "slugs": [], "limit": None}
        store.finish_run(store.begin_run(day(0), "crawl", scope), day(0), Ending("ok"))
    _, lines, _ = asked(tmp_path / "models.db")
    assert lines[1].startswith(f"last good crawl of {SITE}, en: run 1")
    assert lines[2].startswith("last good crawl of https://other.example, en: run 1")


def test_a_crawl_by_several_processes_is_one(tmp_path: Path, asked: Asked) -> None:
    _, lines, _ = asked(filled(tmp_path / "models.db", kind="ingest"))
    assert lines[1].startswith(f"last good crawl of {SITE}: run 2, ")
    assert lines[-2] == "failed or turned away in run 2:"


def test_a_sign_of_addresses_in_the_path(tmp_path: Path, asked: Asked) -> None:
    (tmp_path / "a #1?").mkdir()
    code, lines, error = asked(filled(tmp_path / "a #1?" / "models.db"))
    assert (code, error) == (0, "")
    assert lines[0].startswith("1 models")
    assert [each.name for each in tmp_path.iterdir()] == ["a #1?"]


def test_a_path_from_home(tmp_path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path / "models.db")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert asked("~/models.db")[0] == 0


def test_page_text_does_not_steer_the_terminal(tmp_path: Path, asked: Asked) -> None:
    _, lines, _ = asked(filled(tmp_path / "models.db", detail="HTTP 500 \x1b[31m"))
    assert lines[-1].endswith("(HTTP 500 \\u001b[31m)")


def test_what_is_no_database_of_ours(tmp_path: Path, asked: Asked) -> None:
    code, lines, error = asked(tmp_path / "none.db")
    assert (code, lines) == (1, [])
    assert error.startswith(
        f"status: there is no database {tmp_path}/none.db: run `scrapy crawl models` first"
    )
    (tmp_path / "text.db").write_text("no database\n" * 99)
    code, _, error = asked(tmp_path / "text.db")
    assert (code, error) == (
        1,
        f"status: {tmp_path}/text.db is not a database: name another file, or move this one away\n",
    )


@pytest.mark.parametrize("command", [report.Command, publish.Command])
def test_the_other_commands_know_home_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: type[ScrapyCommand]
) -> None:
    filled(tmp_path / "models.db")
    monkeypatch.setenv("HOME", str(tmp_path))
    asked = command()
    asked.settings = Settings({"DATABASE": "~/models.db"})
    asked.run([], Namespace(out=str(tmp_path / "out"), csv=False, jsonl=False, parquet=False))
    assert asked.exitcode == 0
    assert (tmp_path / "out").exists()
