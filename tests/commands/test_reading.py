"""Commands that read change nothing: not the file, not its folder. So they work where nothing can be written."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from scraper.outlets.readonly import reading
from scraper.publish import publish
from scraper.store import Store
from scraper.store.views import VIEWS
from tests import mounted
from tests.commands.running import run
from tests.synthetic import START, build

COMMANDS = ("status", "report", "publish", "trace")


def line(command: str, database: Path, out: Path) -> list[str]:
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        (model,) = connection.execute("SELECT id FROM models WHERE context_length > 0").fetchone()
    more = {"trace": [model, "context_length"], "status": []}.get(command, ["--out", str(out)])
    return [command, *more, "-s", f"DATABASE={database}", "-s", f"ARCHIVE_DIR={database.parent / 'archive'}"]


def code(command: str) -> int:
    return 3 if command == "trace" else 0  # there is no archive, and trace says so


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("made") / "models.db")


@pytest.fixture(scope="module")
def published(database: Path) -> Path:
    publish(database, database.parent / "published")
    return database.parent / "published" / "models.db"


def outdated(published: Path, folder: Path) -> Path:
    """A published file as an earlier version of the program would have made it: without some of today's views."""
    path = folder / "old" / "models.db"
    path.parent.mkdir()
    shutil.copyfile(published, path)
    with closing(sqlite3.connect(path)) as connection:
        for view in VIEWS:
            connection.execute(f"DROP VIEW {view.name}")
    return path


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("old", [False, True])
def test_a_published_file_stays_as_it_is(published: Path, tmp_path: Path, command: str, old: bool) -> None:
    path = outdated(published, tmp_path) if old else published
    before = digests(path.parent)
    done = run(*line(command, path, tmp_path / "out"))
    assert done.returncode == code(command), done.stderr.decode()
    assert digests(path.parent) == before


@pytest.fixture(scope="module")
def medium(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database as a crawl has left it."""
    folder = tmp_path_factory.mktemp("medium")
    shutil.copyfile(database, folder / "models.db")
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_on_a_medium_that_cannot_be_written(medium: Path, tmp_path: Path, command: str) -> None:
    done = mounted.run(
        mounted.mounted(medium, mounted.READ_ONLY, *line(command, medium / "models.db", tmp_path / "out"))
    )
    assert done.returncode == code(command), done.stderr
    assert [each.name for each in medium.iterdir()] == ["models.db"]


def test_what_stands_beside_the_file_cannot_be_passed_over(medium: Path, tmp_path: Path) -> None:
    """A killed crawl left its last pages in the write-ahead log: without it the file would tell an older state."""
    folder = tmp_path / "left"
    shutil.copytree(medium, folder)
    (folder / "models.db-wal").write_bytes(b"something")
    done = mounted.run(
        mounted.mounted(folder, mounted.READ_ONLY, "status", "-s", f"DATABASE={folder}/models.db")
    )
    assert done.returncode == 1
    assert f"cannot read {folder}/models.db (unable to open database file)" in done.stderr
    assert "copy it with models.db-wal" in done.stderr


def test_an_older_file_is_read_as_one_of_today(published: Path, tmp_path: Path) -> None:
    with reading(outdated(published, tmp_path)) as connection:
        assert connection.execute("SELECT count(*) FROM leaderboard").fetchone()[0] > 0


def test_a_crawl_goes_on_while_its_file_is_read(tmp_path: Path) -> None:
    path = build(tmp_path / "models.db")
    with Store(path) as store, reading(path) as connection:
        (before,) = connection.execute("SELECT count(*) FROM runs").fetchone()
        store.begin_run(START, "crawl", {})
        assert tuple(connection.execute("SELECT count(*) FROM runs").fetchone()) == (before,)
    with reading(path) as connection:
        assert tuple(connection.execute("SELECT count(*) FROM runs").fetchone()) == (before + 1,)
