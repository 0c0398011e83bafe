"""docs/database.md is fresh, covers everything in the file, and every column has an example."""

import re
import sqlite3
from pathlib import Path

import pytest

from scraper.outlets import document
from scraper.outlets.recipes import RECIPES
from scraper.outlets.sample import build_sample

FILE = Path(__file__).parents[1] / "docs" / "database.md"
TEXT = FILE.read_text("utf-8")


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    build_sample(path)
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


def sections() -> dict[str, str]:
    parts = re.split(r"^## (.+)$", TEXT, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def rows(section: str) -> list[list[str]]:
    lines = re.findall(r"^\| `.*\|$", section, re.M)
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def test_committed_file_is_fresh():
    assert document.FILE == FILE
    assert document.database_text() == TEXT, "run `make docs`"


def test_every_table_view_and_column_is_there(sample):
    query = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT GLOB 'sqlite_*'"
    names = [name for (name,) in sample.execute(query) if not re.fullmatch(r"\w+_fts_\w+", name)]
    documented = sections()
    assert set(names) == documented.keys() - {"Recipes"}
    for name in names:
        columns = [row[1] for row in sample.execute(f'PRAGMA table_info("{name}")')]
        assert sorted(f"`{column}`" for column in columns) == sorted(
            row[0] for row in rows(documented[name])
        ), name


def test_every_column_has_an_example_and_a_meaning():
    for name, section in sections().items():
        for column, _type, _unit, example, meaning in rows(section):
            assert example.startswith("`"), f"{name}.{column} has no example: give the sample a value"
            assert meaning, f"{name}.{column}"


def test_values_stand_beside_what_pages_publish():
    context = next(row for row in rows(sections()["models"]) if row[0] == "`context_length`")
    assert context == ["`context_length`", "integer", "tokens", "`200000` (`200K`)", "Longest input, tokens."]


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_recipe_runs_and_is_described(sample, recipe):
    assert set(re.findall(r":([a-z]\w*)", recipe.sql)) == set(recipe.example)
    sample.execute(recipe.sql, recipe.example).fetchall()
    assert f"### {recipe.title}\n" in TEXT


def test_stale_is_said(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(document, "FILE", tmp_path / "docs" / "database.md")
    assert document.main(["--check"]) == 1
    assert "python -m scraper.outlets.document" in capsys.readouterr().err
    assert document.main([]) == 0
    assert document.main(["--check"]) == 0
