"""Full-text search over names and prose. The index holds no text: it points at the view `search_text`."""

from __future__ import annotations

import json
import sqlite3
from typing import NamedTuple

from scraper.store.columns import RECORD_NAMES
from scraper.store.history import PARTS
from scraper.store.rows import Record, Row

_FROM_MODEL = ("name", "family", "description", "family_description", "transparency_note")
COLUMNS: tuple[str, ...] = (*_FROM_MODEL, "assessments")
_NAMES = ", ".join(COLUMNS)
_PLACES = tuple(RECORD_NAMES.index(name) for name in _FROM_MODEL)
_ASSESSMENT = next(part for part in PARTS if part.name == "transparency").columns.index("assessment")

_FIRST_IDEOGRAPH, _LAST_IDEOGRAPH = "\u3040", "\u9fff"

TEXT_SELECT = f"""SELECT number, id, {", ".join(_FROM_MODEL)},
  (SELECT group_concat(assessment, char(10)) FROM
    (SELECT assessment FROM transparency WHERE model_id = models.id ORDER BY position)) AS assessments
FROM models"""  # noqa: S608
"""What is searched, one row per model: text of the view `search_text`."""

# One document per model, written by the store: an index over single assessments, kept by triggers, cost three
# times as much.
INDEX_SQL: tuple[str, ...] = (
    f"CREATE VIRTUAL TABLE models_fts USING fts5 ({_NAMES}, content='search_text', content_rowid='number',"
    " tokenize='unicode61 remove_diacritics 2')",
    "INSERT INTO models_fts (models_fts) VALUES ('rebuild')",
)
"""Statements that make the index and fill it; the view must be there."""

_ADD = f"INSERT INTO models_fts (rowid, {_NAMES}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
_REMOVE = f"INSERT INTO models_fts (models_fts, rowid, {_NAMES}) VALUES ('delete', ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608


def document(record: Record) -> Row:
    """What of a record is indexed, in the order of COLUMNS."""
    texts = [str(row[_ASSESSMENT]) for row in record.transparency if row[_ASSESSMENT] is not None]
    return (*(record.scalars[place] for place in _PLACES), "\n".join(texts) if texts else None)


def index(connection: sqlite3.Connection, number: int, old: Record | None, new: Record) -> None:
    """Brings the index up to date with a model's new record. `old`: what is indexed, None where nothing is."""
    before, after = old and document(old), document(new)
    if before == after:
        return
    if before:
        connection.execute(_REMOVE, (number, *before))
    connection.execute(_ADD, (number, *after))


class Hit(NamedTuple):
    """A model that a search found. `excerpt`: the best place, found words in [brackets]."""

    model_id: str
    name: str | None
    excerpt: str


SEARCH_SQL = """
SELECT m.id, m.name, snippet(models_fts, -1, '[', ']', '…', 16) AS excerpt
FROM models_fts JOIN models m ON m.number = models_fts.rowid
WHERE models_fts MATCH :words AND rank MATCH 'bm25(10, 5, 2, 1, 1, 1)' ORDER BY rank LIMIT :limit
"""
"""Search with `:words` in FTS5's own syntax; names weigh more than prose."""

_INSIDE_SQL = f"""
SELECT id, name, substr(coalesce({", ".join(_FROM_MODEL)}), 1, 120) FROM models
WHERE {" OR ".join(f"instr({name}, :words)" for name in _FROM_MODEL)}
ORDER BY coalesce(instr(name, :words), 0) = 0, id LIMIT :limit
"""  # noqa: S608


_IN_NAMES_SQL = """
SELECT id, name, coalesce(name, family) FROM models
WHERE NOT EXISTS (
  SELECT 1 FROM json_each(:words) WHERE NOT instr(lower(coalesce(name, '') || ' ' || coalesce(family, '')), value)
) ORDER BY name IS NULL, name LIMIT :limit
"""


def search(connection: sqlite3.Connection, words: str, limit: int = 20) -> list[Hit]:
    """Models whose names or prose hold all of `words`, best first; where there are none, parts of names.

    Nothing in `words` is an operator. Words of scripts without spaces (Chinese) are looked for inside the text,
    letter by letter and without the assessments: the index holds whole words only.
    """
    if any(_FIRST_IDEOGRAPH <= letter <= _LAST_IDEOGRAPH for letter in words):
        return _hits(connection, _INSIDE_SQL, words.strip(), limit)
    each = words.replace("\0", " ").split()
    if not each:
        return []
    quoted = " ".join('"{}"'.format(word.replace('"', '""')) for word in each)
    # Not by the index's own prefix search: "mo" stands for a thousand words of prose, and costs as much.
    return _hits(connection, SEARCH_SQL, quoted, limit) or _hits(
        connection, _IN_NAMES_SQL, json.dumps([word.lower() for word in each], ensure_ascii=False), limit
    )


def _hits(connection: sqlite3.Connection, sql: str, words: str, limit: int) -> list[Hit]:
    return [Hit(*row) for row in connection.execute(sql, {"words": words, "limit": limit})]
