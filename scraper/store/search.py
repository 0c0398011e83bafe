"""Full-text search over names and prose. The index holds no text: it points at the view `search_text`."""

from __future__ import annotations

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
SELECT t.id, t.name, snippet(models_fts, -1, '[', ']', '…', 16) AS excerpt
FROM models_fts JOIN search_text t ON t.number = models_fts.rowid
WHERE models_fts MATCH :words ORDER BY bm25(models_fts, 10, 5, 2, 1, 1, 1) LIMIT :limit
"""
"""Search with `:words` in FTS5's own syntax; names weigh more than prose."""

_INSIDE_SQL = f"""
SELECT id, name, substr(coalesce({", ".join(_FROM_MODEL)}), 1, 120) FROM models
WHERE {" OR ".join(f"{name} LIKE :part ESCAPE '!'" for name in _FROM_MODEL)}
ORDER BY coalesce(name LIKE :part ESCAPE '!', 0) DESC, id LIMIT :limit
"""  # noqa: S608


def search(connection: sqlite3.Connection, words: str, limit: int = 20) -> list[Hit]:
    """Models whose names or prose hold all of `words` or words that begin so, best first.

    Nothing in `words` is an operator. Words of scripts without spaces (Chinese) are looked for inside the text,
    as one, without the assessments: the index holds whole words only.
    """
    if any(_FIRST_IDEOGRAPH <= letter <= _LAST_IDEOGRAPH for letter in words):
        part = "".join("!" + letter if letter in "!%_" else letter for letter in words.strip())
        return [Hit(*row) for row in connection.execute(_INSIDE_SQL, {"part": f"%{part}%", "limit": limit})]
    quoted = " ".join('"{}"*'.format(word.replace('"', '""')) for word in words.replace("\0", " ").split())
    if not quoted:
        return []
    return [Hit(*row) for row in connection.execute(SEARCH_SQL, {"words": quoted, "limit": limit})]
