"""The documents name only what exists: make targets, commands, arguments, settings, queries, files, fields."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from scrapy.cmdline import _get_commands_dict
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from schemas import values
from scraper import settings
from scraper.run import arguments, options
from tests.synthetic import build

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = (
    *("README.md", "ARCHITECTURE.md", "CHANGELOG.md"),
    *("docs/README.md", "docs/distributed.md", "docs/performance.md", "deploy/README.md"),
)
TEXTS = {name: (ROOT / name).read_text("utf-8") for name in DOCUMENTS}
CODE = re.compile(r"```[a-z]*\n(.*?)```|^    (?! )(.+)$|`([^`\n]+)`", re.MULTILINE | re.DOTALL)
ALL = "\n".join(TEXTS.values())


def code(text: str) -> str:
    """What stands in `code`, in code blocks and in indented lines."""
    return "\n".join("".join(found) for found in CODE.findall(text))


def found(pattern: str, text: str = code(ALL)) -> list[str]:
    names = sorted(set(re.findall(pattern, text, re.MULTILINE)))
    assert names, f"no document has anything like {pattern}"
    return names


def queries() -> list[str]:
    return re.findall(r"```sql\n(.+?)```", README, re.DOTALL)


def links() -> Iterator[tuple[str, str]]:
    for name, text in TEXTS.items():
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
            if not target.startswith(("http://", "https://")):
                yield name, target


@pytest.mark.parametrize("target", found(r"\bmake ([a-z][a-z-]*)\b"))
def test_make_targets(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("command", found(r"\b(?:scrapy|python -m scraper) ([a-z]+)"))
def test_commands(command: str) -> None:
    chosen = Settings()
    chosen.setmodule(settings)
    assert command in _get_commands_dict(chosen, inproject=True)


def test_spiders_and_their_arguments() -> None:
    chosen = Settings()
    chosen.setmodule(settings)
    assert set(found(r"scrapy crawl ([a-z]+)")) <= set(SpiderLoader.from_settings(chosen).list())
    assert set(found(r"-a ([a-z]+)=")) <= {*arguments.MODELS_ARGUMENTS, *arguments.ARCHIVE_ARGUMENTS}
    named = set(found(r"^\| `-a ([a-z]+)=", README))
    assert named == set(arguments.MODELS_ARGUMENTS), "the README's table has every argument of a crawl"


@pytest.mark.parametrize("name", found(r"-s ([A-Z][A-Z_]+)="))
def test_settings(name: str) -> None:
    assert hasattr(settings, name)
    assert name.lower() in options.Options.__dataclass_fields__ or name in ("REDIS_URL", "DOWNLOAD_DELAY")


@pytest.mark.parametrize("name", found(r"`([A-Z]+_[A-Z_]+)`", README))
def test_settings_in_prose(name: str) -> None:
    assert hasattr(settings, name)


@pytest.mark.parametrize(("document", "target"), sorted(set(links())))
def test_linked_files(document: str, target: str) -> None:
    assert (ROOT / document).parent.joinpath(target).exists()


@pytest.mark.parametrize("path", found(r"`((?:tests|scraper|schemas|docs|deploy)/[\w./-]+)`", ALL))
def test_files_in_prose(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(build(tmp_path_factory.mktemp("readme") / "models.db"))) as connection:
        yield connection


@pytest.mark.parametrize("query", queries())
def test_queries_run_and_give_the_columns_that_are_shown(database: sqlite3.Connection, query: str) -> None:
    answer = database.execute(query)
    shown = README.partition(query)[2].partition("```text\n")[2].partition("\n")[0].split()
    assert [column[0] for column in answer.description] == shown


def test_there_are_three_queries() -> None:
    assert len(queries()) == 3


def test_tables(database: sqlite3.Connection) -> None:
    """Every table stands in the README's list, and what stands there exists."""
    stored = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '*_fts*' AND name NOT GLOB '[_s]*_*'"
    )
    section = README.partition("## The tables")[2].partition("\n## ")[0]
    rows = "".join(line.split("|")[1] for line in section.splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`(\w+)`", rows)) == {name for (name,) in stored}
    for view in re.findall(r"`(\w+)`", section.partition("There are views")[2].partition("...")[0]):
        database.execute(f"SELECT * FROM {view} LIMIT 1")


def test_how_to_add_something_names_what_is_there() -> None:
    section = README.partition("## Adding to it")[2].partition("\n## ")[0]
    for kind in re.findall(
        r"`([A-Z]\w+)`", section.partition("**A field**")[2].partition("are the kinds")[0]
    ):
        assert hasattr(values, kind), kind
    language = tomllib.loads((ROOT / "schemas/languages/en.toml").read_text("utf-8"))
    for toml in re.findall(r"```toml\n(.+?)```", section, re.DOTALL):
        assert all(isinstance(word, str) for words in tomllib.loads(toml).values() for word in words)
    assert "context_length" in language["labels"]


def test_a_field_added_as_the_readme_says_is_read(tmp_path: Path) -> None:
    """Its snippets in a copy of the program, its label on a page."""
    for room in ("scraper", "schemas"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    section = README.partition("**A field**")[2].partition("**A language**")[0]
    line, words = (
        re.findall(rf"```{kind}\n(.+?)\n```", section, re.DOTALL)[0] for kind in ("python", "toml")
    )
    _insert(tmp_path / "schemas/profile.py", "    context_length: ", f"    {line}\n")
    for language in (tmp_path / "schemas/languages").iterdir():
        _insert(language, "release_date = ", f"{words}\n")
    field, (label, *_) = tomllib.loads(words).popitem()
    facts = {"Parameters": "7B", "Modality": "Text", "License": "MIT", label: "1,024"}
    page = tmp_path / "page.html"
    page.write_text(
        "<dl>" + "".join(f"<dt>{name}</dt><dd>{raw}</dd>" for name, raw in facts.items()) + "</dl>"
    )
    command = [
        sys.executable,
        "-m",
        "scraper",
        "extract",
        page.name,
        "--url",
        "https://apxml.com/models/nova",
    ]
    run = subprocess.run(
        command,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["record"][field] == 1024


def _insert(path: Path, before: str, line: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(f"\n{before}") == 1
    path.write_text(text.replace(f"\n{before}", f"\n{line}{before}"), "utf-8")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_lines_of_prose_fit_a_screen(name: str) -> None:
    """Tables and blocks of output aside."""
    prose = re.sub(r"```.*?```", "", TEXTS[name], flags=re.DOTALL)
    long = [line for line in prose.splitlines() if len(line) > 140 and not line.startswith("|")]
    assert not long
