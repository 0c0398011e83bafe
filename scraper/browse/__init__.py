"""Datasette's metadata for the database: words and units of every column, facets, ready queries."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from scraper.outlets.notice import DESCRIPTION, LICENCE, NOTICE, TITLE, sites
from scraper.outlets.recipes import RECIPES
from scraper.store.tables import TABLES, Column, Table

Json = dict[str, object]

STATIC = Path(__file__).with_name("static")
"""Folder of the style sheet, served as /browse/."""

FACETS = {
    "models": ("family", "architecture", "license", "modality", "locale"),
    "benchmarks": ("benchmark", "category"),
    "transparency": ("pillar", "criterion"),
    "requirements": ("tier", "device"),
    "readings": ("section", "field"),
    "findings": ("kind",),
    "anomalies": ("rule",),
    "changes": ("cause", "field", "run_id"),
    "snapshots": ("run_id", "status"),
    "rejects": ("reason",),
    "runs": ("kind", "outcome"),
    "pages": ("state", "found_by"),
    "leaderboard": ("family",),
    "benchmark_leaderboard": ("benchmark", "family"),
    "newest_models": ("family", "license"),
    "contradictions": ("rule",),
    "recent_changes": ("cause", "field"),
    "hardware_needed": ("tier", "device"),
}
NEWEST_FIRST = {"models": "release_date", "changes": "id", "runs": "id", "rejects": "id", "snapshots": "id"}
HIDDEN = ("_sqlite_migrations", "models_fts", "search_text")
# Full-text search from the page of the table itself.
SEARCHED = {"models": {"fts_table": "models_fts", "fts_pk": "number"}}
LABELS = {"models": "name", "snapshots": "fetched_at", "runs": "started_at"}


def metadata(connection: sqlite3.Connection, database: str) -> Json:
    """The file that Datasette is started with; `database`: the name it gives the file (its name without .db)."""
    source = sites(connection)
    names = (f"<code>{recipe.name}</code>" for recipe in RECIPES)
    return {
        "title": TITLE,
        "description_html": f"{DESCRIPTION} Ready queries: {', '.join(names)}.",
        "source": ", ".join(source) or None,
        "source_url": source[0] if source else None,
        "license": LICENCE,
        "about": NOTICE,
        "extra_css_urls": ["/browse/browse.css"],
        "databases": {
            database: {
                "description": DESCRIPTION,
                "tables": {table.name: _table(table) for table in TABLES},
                "queries": {
                    recipe.name: {
                        "title": recipe.title,
                        "description": f"{recipe.description} {_for_example(recipe.example)}",
                        "sql": recipe.sql,
                    }
                    for recipe in RECIPES
                },
            }
        },
    }


def _for_example(values: dict[str, str]) -> str:
    return "For example: " + ", ".join(f"{name} {value}" for name, value in values.items()) + "."


def _table(table: Table) -> Json:
    made: Json = {
        "description": table.description,
        "columns": {column.name: words(column) for column in table.columns},
        "facets": list(FACETS.get(table.name, ())),
        **SEARCHED.get(table.name, {}),
    }
    if table.name in NEWEST_FIRST:
        made["sort_desc"] = NEWEST_FIRST[table.name]
    if table.name in LABELS:
        made["label_column"] = LABELS[table.name]
    if table.name in HIDDEN:
        made["hidden"] = True
    return made


def words(column: Column) -> str:
    """Description with its unit, which is not said twice. (Datasette's own units would change the numbers.)"""
    if column.unit is None or column.unit in column.description:
        return column.description
    return f"{column.description} Unit: {column.unit}."
