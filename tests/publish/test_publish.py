"""`scrapy publish`: a copy that was checked, exports that say what is stored, nothing half done."""

import csv
import hashlib
import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from schemas.profile import ModelProfile
from schemas.publish import record_schema
from scraper.publish import publish
from scraper.publish.exports import EXPORTED, columns, profile, rows
from scraper.store import Store, StoreError
from scraper.store.rows import record_rows
from tests.mounted import SMALL, mounted, run
from tests.synthetic import HOSTILE, build, page, records

PROJECT = Path(__file__).parents[2]
ALL = ("csv", "jsonl", "parquet")


def command(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "scrapy", "publish", *map(str, arguments)]
    env = os.environ | environment
    return subprocess.run(line, cwd=PROJECT, env=env, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture(scope="module")
def database(tmp_path_factory) -> Path:
    return build(tmp_path_factory.mktemp("publish") / "models.db")


@pytest.fixture(scope="module")
def published(database) -> Path:
    publish(database, database.parent / "published", ALL)
    return database.parent / "published"


@pytest.fixture
def copy(published):
    with closing(sqlite3.connect(f"{(published / 'models.db').as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def test_copy_holds_the_same_rows(database, copy):
    with closing(sqlite3.connect(database)) as source:
        for table in EXPORTED:
            assert list(rows(copy, table)) == list(rows(source, table)), table


def test_copy_is_one_file_that_opens_where_nobody_may_write(published, copy):
    assert copy.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    assert [path.name for path in published.glob("models.db*")] == ["models.db"]
    assert (
        copy.execute("SELECT count(*) FROM models_fts WHERE models_fts MATCH 'sentences'").fetchone()[0] == 99
    )


@pytest.mark.parametrize("table", EXPORTED)
def test_csv_says_what_is_stored(published, copy, table):
    with (published / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        head, *lines = csv.reader(file)
    assert head == columns(table)
    assert lines == [["" if value is None else str(value) for value in row] for row in rows(copy, table)]


def test_records_round_trip_and_hold_the_schema(published):
    lines = [json.loads(line) for line in (published / "models.jsonl").read_text("utf-8").splitlines()]
    validator = Draft202012Validator(record_schema())
    assert len(lines) == 100
    assert [line["id"] for line in lines] == sorted(line["id"] for line in lines)
    for line in lines:
        validator.validate(line)
    hostile = next(line for line in lines if line["slug"] == "hostile")
    assert hostile["name"] == HOSTILE
    assert (published / "model-profile.v1.json").exists()


@pytest.mark.parametrize("record", records(), ids=lambda record: record.id)
def test_rows_lead_back_to_the_record(record):
    assert profile(record_rows(record)) == record


def test_a_record_without_anything_leads_back(published):
    record = ModelProfile(id="a", slug="a", locale="en", url="https://apxml.com/models/a")
    assert profile(record_rows(record)) == record


@pytest.mark.parametrize("table", EXPORTED)
def test_parquet_is_typed_and_documented(published, copy, table):
    parquet = pytest.importorskip("pyarrow.parquet")
    made = parquet.read_table(published / "parquet" / f"{table}.parquet")
    assert made.column_names == columns(table)
    assert [tuple(row.values()) for row in made.to_pylist()] == list(rows(copy, table))
    for column in EXPORTED[table][0].columns:
        metadata = made.schema.field(column.name).metadata
        assert metadata[b"description"].decode() == column.description
        assert metadata.get(b"unit", b"").decode() == (column.unit or "")


def test_flags_are_booleans_in_parquet(published):
    parquet = pytest.importorskip("pyarrow.parquet")
    schema = parquet.read_schema(published / "parquet" / "models.parquet")
    assert str(schema.field("sliding_window").type) == "bool"
    assert str(schema.field("context_length").type) == "int64"


def test_same_data_same_bytes(database, published, tmp_path):
    publish(database, tmp_path / "again", ALL)
    for path in published.rglob("*"):
        if path.is_file():
            assert (tmp_path / "again" / path.relative_to(published)).read_bytes() == path.read_bytes(), path


def test_same_data_in_another_file_same_exports(published, tmp_path):
    publish(build(tmp_path / "models.db"), tmp_path / "again", ALL)
    for path in published.rglob("*.*"):
        if path.suffix in (".csv", ".jsonl", ".parquet"):
            assert (tmp_path / "again" / path.relative_to(published)).read_bytes() == path.read_bytes(), path


def test_sums_are_right_and_complete(published):
    lines = (published / "SHA256SUMS").read_text().splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    files = {path.relative_to(published).as_posix() for path in published.rglob("*") if path.is_file()}
    assert files == sums.keys() | {"SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256((published / name).read_bytes()).hexdigest() == digest


def test_data_package_describes_every_file(published):
    package = json.loads((published / "datapackage.json").read_text("utf-8"))
    paths = {resource["path"] for resource in package["resources"]}
    assert {"models.db", "models.jsonl", "csv/models.csv", "parquet/changes.parquet"} <= paths
    assert package["sources"] == [{"title": "apxml.com", "path": "https://apxml.com"}]
    assert package["licenses"][0]["path"] == "README.md"
    assert package["created"] == "2026-04-08T06:09:00Z"
    models = next(each for each in package["resources"] if each["path"] == "csv/models.csv")
    context = next(each for each in models["schema"]["fields"] if each["name"] == "context_length")
    assert context == {
        "name": "context_length",
        "type": "integer",
        "description": "Longest input, tokens.",
        "unit": "tokens",
    }


def test_readme_names_source_terms_state_and_columns(published):
    text = (published / "README.md").read_text("utf-8")
    assert "<https://apxml.com>" in text
    assert "belong to those who wrote them" in text
    assert "degraded; 2 of 100 pages could not be fetched" in text
    for table, _ in EXPORTED.values():
        for column in table.columns:
            assert f"| `{column.name}` |" in text
    assert not re.search(r"/tmp|/root|/home", text)


def test_only_what_was_asked_for(database, tmp_path):
    publish(database, tmp_path / "out", ["csv"])
    publish(database, tmp_path / "out")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["README.md", "SHA256SUMS", "datapackage.json", "models.db"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_crawl_that_goes_on_is_not_in_the_way(tmp_path):
    path = build(tmp_path / "models.db")
    with Store(path) as store:
        moment = datetime(2026, 5, 1, tzinfo=UTC)
        run = store.begin_run(moment, "crawl", {})
        store.save(page(records()[0].model_copy(update={"id": "half"}), moment), run)
        publish(path, tmp_path / "out")
    with closing(sqlite3.connect(tmp_path / "out" / "models.db")) as copy:
        assert copy.execute("SELECT count(*) FROM models WHERE id = 'half'").fetchone()[0] == 0
    assert "not finished" in (tmp_path / "out" / "README.md").read_text("utf-8")


def damaged(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(os.urandom(40_000))


def orphaned(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO anomalies VALUES ('nobody', 'rule', 'detail')")
        connection.commit()


@pytest.mark.parametrize(
    ("spoil", "words"), [(damaged, "damaged"), (orphaned, "anomalies refers to no row of models")]
)
def test_a_bad_database_leaves_the_earlier_publication(tmp_path, spoil, words):
    path = build(tmp_path / "models.db")
    publish(path, tmp_path / "out")
    before = (tmp_path / "out" / "SHA256SUMS").read_bytes()
    spoil(path)
    with pytest.raises(StoreError, match=words):
        publish(path, tmp_path / "out", ALL)
    assert (tmp_path / "out" / "SHA256SUMS").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["out"]


def test_a_link_to_a_folder_stays_a_link(database, tmp_path):
    (tmp_path / "disk").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "disk")
    for _ in range(2):
        publish(database, tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "disk" / "models.db").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["disk", "link"]


def test_what_a_kill_took_away_comes_back(database, tmp_path):
    """Killed between the renames: the earlier publication stands beside its place, under another name."""
    publish(database, tmp_path / "out")
    (tmp_path / "out").rename(tmp_path / ".out.4711.old")
    with pytest.raises(StoreError):
        publish(tmp_path / "none.db", tmp_path / "out")
    assert (tmp_path / "out" / "models.db").is_file()
    publish(database, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("form", ["--csv", "--jsonl"])
def test_a_full_disk_is_the_target_s(database, tmp_path, form):
    line = ("publish", "-s", f"DATABASE={database}", "--out", tmp_path / "out", form)
    done = run(mounted(tmp_path, SMALL, *line))
    assert done.returncode == 1
    assert done.stderr.startswith(f"publish: no space left for {tmp_path}/out: make room")


def test_command(database, tmp_path):
    done = command("-s", f"DATABASE={database}", "--out", tmp_path / "out", "--jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    assert "6 files" in done.stdout


def test_command_refuses_somebody_elses_folder(database, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    done = command("-s", f"DATABASE={database}", "--out", tmp_path)
    assert done.returncode == 1
    assert "something else than an earlier publication" in done.stderr
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_command_without_data(tmp_path):
    done = command("-s", f"DATABASE={tmp_path / 'none.db'}", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "there is no database" in done.stderr
    Store(tmp_path / "empty.db").close()
    done = command("-s", f"DATABASE={tmp_path / 'empty.db'}", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "holds no model yet" in done.stderr
    assert not (tmp_path / "out").exists()


def test_command_without_the_extra(database, tmp_path):
    (tmp_path / "pyarrow.py").write_text("raise ImportError('No module named pyarrow', name='pyarrow')")
    arguments = ("-s", f"DATABASE={database}", "--out", tmp_path / "out", "--parquet")
    done = command(*arguments, PYTHONPATH=str(tmp_path))
    assert done.returncode == 1
    assert "Parquet needs pyarrow: install it with `pip install '.[report]'`" in done.stderr
    assert not (tmp_path / "out").exists()
