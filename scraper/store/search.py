"""Full-text search over names and prose. The index holds no text: it points at the view `search_text`."""

from __future__ import annotations

import sqlite3

from scraper.store.columns import PARTS, RECORD_NAMES
from scraper.store.rows import Record, Row

_FROM_MODEL = ("name", "family", "description", "family_description", "transparency_note")
COLUMNS: tuple[str, ...] = (*_FROM_MODEL, "assessments")
_NAMES = ", ".join(COLUMNS)
_PLACES = tuple(RECORD_NAMES.index(name) for name in _FROM_MODEL)
_ASSESSMENT = next(part for part in PARTS if part.name == "transparency").columns.index("assessment")

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


SEARCH_SQL = """WITH found AS (
  SELECT rowid AS number, rank AS place, snippet(models_fts, -1, '[', ']', ' ... ', 24) AS words
  FROM models_fts
  WHERE models_fts MATCH '"' || replace(replace(:words, '"', ' '), ' ', '" "') || '"'
    AND rank MATCH 'bm25(10, 5, 2, 1, 1, 1)' ORDER BY rank LIMIT 100
), texts AS (
  SELECT number, name, coalesce(name || ' / ', '') || coalesce(family || ' / ', '')
    || coalesce(description || ' / ', '') || coalesce(family_description, '') AS text FROM models
), inside AS (
  SELECT number, instr(lower(coalesce(name, '')), lower(trim(:words))) = 0 AS place,
    rtrim(substr(text, max(1, instr(lower(text), lower(trim(:words))) - 60), 160), ' /') AS words FROM texts
  WHERE trim(:words) <> '' AND instr(lower(text), lower(trim(:words)))
    AND number NOT IN (SELECT number FROM found)
)
SELECT models.id, models.name, models.family, hits.words, models.url
FROM (SELECT * FROM found UNION ALL SELECT * FROM inside) AS hits JOIN models ON models.number = hits.number
ORDER BY hits.place, models.id LIMIT 100"""
"""Models by `:words`, of which nothing is an operator, the best first: those whose names or prose hold all of the
words (names weigh more), then those in which the words as they stand are part of a text. The index holds whole words
only: parts of names, and words of scripts without spaces (Chinese), are found by the second way."""
