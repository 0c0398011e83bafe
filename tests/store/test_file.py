"""Opening a file: new, old, newer, foreign, unwritable."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from scraper.store import FileLocked, ForeignFile, NewerFile, Store, StoreError, file
from scraper.store.columns import RECORD_COLUMNS
from scraper.store.migrations import MIGRATIONS, VERSION
from scraper.store.views import VIEWS
from tests.store.making import assert_sound, begin, content, full_page, one, page, rows

LEVELS = [each.name for each in MIGRATIONS.pending(Database(memory=True))]


def test_a_new_file_is_strict_and_numbered(store: Store) -> None:
    assert one(store, "PRAGMA user_version") == VERSION == len(LEVELS)
    loose = rows(
        store,
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict"
        " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'models_fts%'",
    )
    assert loose == []
    assert one(store, "PRAGMA journal_mode") == "wal"
    assert one(store, "PRAGMA synchronous") == 2
    assert one(store, "PRAGMA foreign_keys") == 1


def test_the_folder_is_made(tmp_path: Path) -> None:
    Store(tmp_path / "a" / "b" / "models.db").close()
    assert one(tmp_path / "a" / "b" / "models.db", "SELECT count(*) FROM models") == 0


def test_opening_an_up_to_date_file_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "models.db"
    Store(path).close()
    before = path.read_bytes()
    Store(path).close()
    assert path.read_bytes() == before


@pytest.mark.parametrize("level", range(1, len(LEVELS) + 1))
def test_a_file_of_any_earlier_level_is_migrated_with_its_rows(tmp_path: Path, level: int) -> None:
    path = tmp_path / "models.db"
    old = Database(path, strict=True)
    MIGRATIONS.apply(old, stop_before=LEVELS[level] if level < len(LEVELS) else None)
    old.conn.executescript(
        f"""
        INSERT INTO runs (id, kind, started_at) VALUES (1, 'crawl', '2025-01-01T00:00:00Z');
        INSERT INTO snapshots (id, url, fetched_at, status, media_type, digest, body_bytes, run_id)
          VALUES (7, 'https://x.example/models/a', '2025-01-01T00:00:00Z', 200, '', 'sha256:0', 3, 1);
        INSERT INTO models (id, slug, locale, url, name, description, filled, first_seen, last_seen, last_changed,
          snapshot_id, latest_snapshot_id, record_hash, reading_hash)
          VALUES ('a', 'a', 'en', 'https://x.example/models/a', 'Old model', 'Kept words.', 2, '2025-01-01T00:00:00Z',
          '2025-01-01T00:00:00Z', '2025-01-01T00:00:00Z', 7, 7, '', '');
        INSERT INTO benchmarks (model_id, position, benchmark, score) VALUES ('a', 0, 'Aider', 0.5);
        PRAGMA user_version = {level};
        """
    )
    if level >= 2:
        old.conn.execute("INSERT INTO models_fts (models_fts) VALUES ('rebuild')")
    old.conn.commit()
    old.close()
    with Store(path) as store:
        assert one(store, "PRAGMA user_version") == VERSION
        assert rows(store, "SELECT id, name FROM leaderboard") == []
        assert rows(store, "SELECT m.name, b.score FROM models m JOIN benchmarks b ON b.model_id = m.id") == [
            ("Old model", 0.5)
        ]
        assert rows(store, "SELECT rowid FROM models_fts WHERE models_fts MATCH 'kept'") == [(1,)]
        assert_sound(store)
        assert store.save(full_page(), begin(store)).kind == "new"


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "models.db"
    Store(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 1")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = ?", (LEVELS[-1],))
    before = rows(path, "SELECT name, sql FROM sqlite_master ORDER BY 1")
    with pytest.raises(StoreError, match="already exists"):  # its tables are there already
        Store(path)
    assert rows(path, "SELECT name, sql FROM sqlite_master ORDER BY 1") == before
    assert one(path, "PRAGMA user_version") == 1


def test_a_field_that_the_file_does_not_know_becomes_a_column(tmp_path: Path) -> None:
    path = tmp_path / "models.db"
    with Store(path) as store:
        store.save(full_page(), begin(store))
        views = "; ".join(f"DROP VIEW {view.name}" for view in VIEWS)
        store.flush()
        with store.reading() as connection:
            connection.executescript(views + "; ALTER TABLE models DROP COLUMN shared_experts")
            connection.execute("ALTER TABLE models DROP COLUMN sliding_window")
    with Store(path) as store:
        assert rows(store, "SELECT name, sliding_window FROM models") == [("Alpha 7B", None)]
        store.save(full_page(on=1, shared_experts=2), begin(store))
        assert rows(store, "SELECT shared_experts, sliding_window FROM models") == [(2, 1)]
        with store.reading() as connection, pytest.raises(sqlite3.IntegrityError):
            connection.execute("UPDATE models SET sliding_window = 7")


def test_views_follow_the_program_and_other_peoples_stay(tmp_path: Path) -> None:
    path = tmp_path / "models.db"
    Store(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("DROP VIEW leaderboard")
        connection.execute("CREATE VIEW leaderboard AS SELECT 1 AS one")
        connection.execute("CREATE VIEW mine AS SELECT 2 AS two")
    Store(path).close()
    assert rows(path, "PRAGMA table_info(leaderboard)")[0][1] == "id"
    assert rows(path, "SELECT two FROM mine") == [(2,)]


def test_a_newer_file_is_refused_and_both_versions_are_named(tmp_path: Path) -> None:
    path = tmp_path / "models.db"
    Store(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(NewerFile, match=rf"version 99, .*up to {VERSION}.*[Uu]pdate") as caught:
        Store(path)
    assert str(path) in str(caught.value)
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    with pytest.raises(ForeignFile, match="another program"):
        Store(path)
    assert rows(path, "SELECT name FROM sqlite_master") == [("bookmarks",)]


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Dear diary, " * 200)
    with pytest.raises(ForeignFile, match=r"notes\.txt is not a database"):
        Store(path)
    assert path.read_text() == "Dear diary, " * 200


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        Store(tmp_path)


@pytest.mark.parametrize("name", ["file/models.db", "/proc/models.db"])
def test_a_path_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"cannot write .*models\.db"):
        Store(tmp_path / name)


def test_a_damaged_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "models.db"
    with Store(path) as store:
        store.save(full_page(), begin(store))
    with path.open("r+b") as handle:
        handle.seek(4096)
        handle.write(b"\xff" * 40_000)
    with pytest.raises(StoreError, match=r"models\.db is damaged"), Store(path) as store:
        store.save(full_page(on=1, layers=7), begin(store))


def test_a_lock_that_is_not_given_up_ends_with_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "models.db"
    Store(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Store(path, busy_seconds=0.05) as store:
        with pytest.raises(FileLocked, match=r"models\.db is locked"):
            begin(store)
        other.execute("ROLLBACK")
        assert store.save(page(layers=1), begin(store)).kind == "new"
    other.close()


def test_the_wait_for_a_lock_is_longer_than_half_a_minute() -> None:
    assert file.BUSY_SECONDS > 30


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE models SET context_length = '128K'",
        "UPDATE models SET context_length = -1",
        "UPDATE models SET overall_rank = 0",
        "UPDATE models SET id = NULL",
        "UPDATE models SET last_seen = 'yesterday'",
        "UPDATE models SET snapshot_id = 99",
        "UPDATE benchmarks SET score = 'high'",
        "UPDATE benchmarks SET model_id = 'nobody'",
        "INSERT INTO benchmarks (model_id, position, benchmark) VALUES ('alpha', 0, 'again')",
        "UPDATE findings SET kind = 'odd'",
        "UPDATE runs SET outcome = 'ok'",
        "UPDATE pages SET state = 'lost'",
        "INSERT INTO changes (model_id, field, old, new, changed_at, cause, run_id)"
        " VALUES ('alpha', 'x', 'no json', '1', '2025-01-01T00:00:00Z', 'site', 1)",
    ],
)
def test_rows_that_are_wrong_are_refused(store: Store, statement: str) -> None:
    store.save(full_page(), begin(store))
    store.flush()
    with store.reading() as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)


def test_every_counted_column_is_an_integer() -> None:
    types = {column.name: column.sql_type for column in RECORD_COLUMNS}
    assert types["context_length"] == types["sliding_window"] == "INTEGER"
    assert types["transparency_score"] == "REAL"
    assert types["release_date"] == types["description"] == "TEXT"


def test_everything_is_sound_after_everything(store: Store) -> None:
    run = begin(store)
    for on in range(3):
        store.save(full_page(on=on, layers=on, description=f"Words {on}."), run)
    assert len(content(store)["changes"]) == 4
