"""Full-text search over names and prose. The index holds no text of its own: it points into `models` and `transparency`."""

from __future__ import annotations

from typing import NamedTuple


class Indexed(NamedTuple):
    """A table with a full-text index of its own."""

    table: str
    index: str
    columns: tuple[str, ...]


INDEXED: tuple[Indexed, ...] = (
    Indexed(
        "models", "models_fts", ("name", "family", "description", "family_description", "transparency_note")
    ),
    Indexed("transparency", "transparency_fts", ("criterion", "assessment")),
)


def _index_sql(each: Indexed) -> tuple[str, ...]:
    names = ", ".join(each.columns)
    new, old = (", ".join(f"{row}.{name}" for name in each.columns) for row in ("new", "old"))
    differs = " OR ".join(f"old.{name} IS NOT new.{name}" for name in each.columns)
    table, index = each.table, each.index
    add = f"INSERT INTO {index} (rowid, {names}) VALUES (new.number, {new});"
    remove = f"INSERT INTO {index} ({index}, rowid, {names}) VALUES ('delete', old.number, {old});"
    return (
        f"CREATE VIRTUAL TABLE {index} USING fts5 ({names}, content='{table}', content_rowid='number',"
        " tokenize='unicode61 remove_diacritics 2')",
        f"INSERT INTO {index} ({index}) VALUES ('rebuild')",
        f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN {remove} END",
        # Without the condition every move of `last_seen` would index the text anew.
        f"CREATE TRIGGER {index}_update AFTER UPDATE OF {names} ON {table} WHEN {differs}"
        f" BEGIN {remove} {add} END",
    )


INDEX_SQL: tuple[str, ...] = tuple(statement for each in INDEXED for statement in _index_sql(each))
"""Statements that make the indexes, fill them and keep them right."""
