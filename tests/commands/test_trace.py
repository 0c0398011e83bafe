from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import pytest
from scrapy.settings import Settings

from scraper.commands.trace import Command
from scraper.page import Position
from tests.commands.archived import archive, page
from tests.commands.running import run


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Position]]:
    folder = tmp_path_factory.mktemp("traced")
    evil = page("beta", license="Apache \x1b[31m\u202e2.0")
    positions = archive(folder / "archive", ("alpha-7b", page("alpha-7b"), 0), ("beta", evil, 1))
    done = run("crawl", "archive", "-a", f"paths={folder}/archive/*.gz", *settings(folder))
    assert done.returncode == 0, done.stderr.decode()
    return folder, positions


def settings(folder: Path) -> list[str]:
    return ["-s", f"DATABASE={folder}/models.db", "-s", f"ARCHIVE_DIR={folder}/archive"]


Traced = Callable[..., tuple[int, list[str], str]]


@pytest.fixture
def traced(stored: tuple[Path, list[Position]], capsys: pytest.CaptureFixture[str]) -> Traced:
    """The command's exit code, lines and messages."""

    def call(*args: str, folder: Path = stored[0], archive: str = "archive") -> tuple[int, list[str], str]:
        command = Command()
        command.settings = Settings({"DATABASE": f"{folder}/models.db", "ARCHIVE_DIR": f"{folder}/{archive}"})
        command.run(list(args), Namespace())
        out, error = capsys.readouterr()
        return command.exitcode, out.splitlines(), error

    return call


def test_the_command_itself(stored: tuple[Path, list[Position]]) -> None:
    done = run("trace", "alpha-7b", "context_length", *settings(stored[0]))
    assert done.returncode == 0, done.stderr.decode()
    assert "value      200000" in done.stdout.decode().splitlines()
    done = run("trace", "alpha-7b", "licence", *settings(stored[0]))
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().strip() == "trace: alpha-7b has no field 'licence': did you mean license?"


def test_a_value_leads_to_its_words_on_the_archived_page(
    stored: tuple[Path, list[Position]], traced: Traced
) -> None:
    _, positions = stored
    code, lines, _ = traced("alpha-7b", "context_length")
    assert code == 0
    assert [line.split(None, 1)[1] for line in lines[:5]] == [
        "alpha-7b",
        "context_length",
        "200000",
        "https://apxml.com/models/alpha-7b",
        "2025-11-22T17:00:00Z",
    ]
    assert f"archive    {positions[0].file}, byte {positions[0].offset}" in lines
    assert any(line.startswith("check      the archived page has this digest") for line in lines)
    assert any(line.startswith("published  Context Length: 200K") for line in lines)
    found = next(place for place, line in enumerate(lines) if line.strip() == "> 200K")
    assert [line.strip() for line in lines[found - 1 : found + 3]] == [
        "Context Length",
        "> 200K",
        "Modality",
        "Text",
    ]


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("knowledge_cutoff", "published  Knowledge Cutoff: -"),
        ("livebench coding", "> 0.72"),
        ("benchmarks", "> 0.72"),
        ("url", "published  as the page's address"),
    ],
)
def test_blanks_rows_and_addresses(traced: Traced, field: str, line: str) -> None:
    code, lines, _ = traced("alpha-7b", field)
    assert code == 0
    assert any(line in each for each in lines), lines


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["alpha-7", "license"], "did you mean alpha-7b?"),
        (["alpha-7b", "licence"], "did you mean license?"),
        (["alpha-7b", "vocabulary_size"], "does not publish vocabulary_size"),
        (["alpha-7b"], "name a model and a field"),
        (["alpha-7b", "License", "Clarity"], "name a model and a field"),
    ],
)
def test_what_cannot_be_traced(traced: Traced, args: list[str], says: str) -> None:
    code, lines, error = traced(*args)
    assert (code, lines) == (1, [])
    assert says in error


def test_no_database(traced: Traced, tmp_path: Path) -> None:
    code, _, error = traced("a", "license", folder=tmp_path)
    assert code == 1
    assert "there is no database" in error
    assert not (tmp_path / "models.db").exists()


def test_page_text_is_escaped(traced: Traced) -> None:
    code, lines, _ = traced("beta", "license")
    assert code == 0
    assert all(line.isprintable() for line in lines)


def test_a_missing_or_other_archive_is_told(stored: tuple[Path, list[Position]], traced: Traced) -> None:
    folder, positions = stored
    code, lines, error = traced("alpha-7b", "license", archive="elsewhere")
    assert code == 3
    assert "ARCHIVE_DIR" in error
    assert any(line.startswith("published  License: Apache 2.0") for line in lines)
    archive(folder / "other", ("alpha-7b", page("alpha-7b", license="MIT"), 0))
    [made] = (folder / "other").iterdir()
    made.rename(folder / "other" / positions[0].file)
    code, _, error = traced("alpha-7b", "license", archive="other")
    assert code == 3
    assert "holds another page" in error
