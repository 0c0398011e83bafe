"""The documentation of the tables is whole, and says nothing about what is not there."""

from __future__ import annotations

from typing import get_args

from schemas.profile import ModelProfile
from scraper.snapshot import FoundBy
from scraper.store import Store
from scraper.store.tables import PAGES, TABLES
from tests.store.making import rows


def _real(store: Store) -> dict[str, tuple[str, set[str]]]:
    shadows = ("models_fts_data", "models_fts_idx", "models_fts_docsize", "models_fts_config")
    listed = rows(store, "SELECT name, type FROM pragma_table_list WHERE schema = 'main'")
    return {
        name: (kind, {column[1] for column in rows(store, f"PRAGMA table_info({name})")})
        for name, kind in listed
        if not name.startswith("sqlite_") and name not in shadows
    }


def test_every_table_and_column_is_documented_and_none_else(store: Store) -> None:
    real = _real(store)
    assert {table.name: {column.name for column in table.columns} for table in TABLES} == {
        name: columns for name, (_, columns) in real.items()
    }
    kinds = {"table": "table", "view": "view", "index": "virtual"}
    assert {table.name: kinds[table.kind] for table in TABLES} == {
        name: kind for name, (kind, _) in real.items()
    }


def test_every_description_is_a_sentence() -> None:
    for table in TABLES:
        for text in (table.description, *(column.description for column in table.columns)):
            assert text.endswith((".", "`")), (table.name, text)


def test_record_columns_speak_with_the_records_own_words() -> None:
    models = next(table for table in TABLES if table.name == "models")
    columns = {column.name: column for column in models.columns}
    for name, info in ModelProfile.model_fields.items():
        if name in columns:
            assert columns[name].description == info.description
    assert columns["context_length"].unit == "tokens"
    assert columns["context_length"].examples == ("200K", "131.072K")
    assert columns["name"].unit is None


def test_a_views_column_means_what_the_tables_does() -> None:
    tables = {table.name: {column.name: column for column in table.columns} for table in TABLES}
    assert tables["newest_models"]["context_length"] == tables["models"]["context_length"]
    assert tables["leaderboard"]["benchmark_ranks"].description == "Rank by benchmark name, as a JSON object."
    assert tables["trace"]["model_id"].description == tables["models"]["id"].description


def test_every_way_to_a_page_is_told() -> None:
    (told,) = [column.description for column in PAGES.columns if column.name == "found_by"]
    assert [way for way in get_args(FoundBy) if way not in told] == []
