"""From a value in the database back to the words on the archived page."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from schemas.profile import IDENTITY
from scraper.archive import ArchiveError, read
from scraper.extract import lay_out
from scraper.extraction import NotAProfile
from scraper.page import Position
from scraper.snapshot import Snapshot
from scraper.store.columns import PART_NAMES, RECORD_NAMES

REPORT_COLUMNS = tuple(name for name in RECORD_NAMES if name.startswith("transparency_"))
NEAR = 3
"""Pieces of text shown before and after the value."""
FAR = 30
"""Pieces of text between a label and its value at most."""
WIDTH = 100
"""Characters of a piece that are shown."""


class NoTrace(Exception):
    """There is nothing to trace: a sentence for a person."""


@dataclass(frozen=True, slots=True)
class Published:
    """A label and its text as they stand on the page."""

    section: str | None
    label: str
    raw: str


@dataclass(frozen=True, slots=True)
class Source:
    """The archived page that a model's values were read from. `position`: None where it was not archived."""

    url: str
    fetched_at: str
    digest: str
    position: Position | None


@dataclass(frozen=True, slots=True)
class Trace:
    """`value`: as stored, JSON; None where `field` names a part or a row of one, whose texts are `published`."""

    model_id: str
    field: str
    value: str | None
    published: tuple[Published, ...]
    source: Source

    @property
    def is_address(self) -> bool:
        """Whether the value is no text of the page but comes from where the page is."""
        return self.field in IDENTITY

    @property
    def text(self) -> str:
        """The first line of the value as a reader of the page sees it."""
        value = "" if self.value is None else json.loads(self.value)
        return str(value).partition("\n")[0]


def trace(connection: sqlite3.Connection, model_id: str, field: str) -> Trace:
    """The way of one value. `field`: a column of `models`, a part (benchmarks, transparency, requirements), or the
    name of a benchmark or criterion. Raises NoTrace: no such model, no such field, not on the page.
    """
    model = connection.execute("SELECT * FROM models WHERE id = ?", (model_id,)).fetchone()
    if model is None:
        raise NoTrace(_no_model(connection, model_id))
    readings = connection.execute(
        "SELECT section, label, raw, field FROM readings WHERE snapshot_id = ? ORDER BY position",
        (model["snapshot_id"],),
    ).fetchall()
    criteria = _criteria(connection, model_id)
    published = tuple(
        Published(row["section"], row["label"], row["raw"])
        for row in readings
        if _is_about(row, field, criteria)
    )
    value = model[field] if field in RECORD_NAMES else None
    if field not in RECORD_NAMES and field not in PART_NAMES and not published:
        raise NoTrace(_no_field(model_id, field, readings))
    if value is None and not published:
        raise NoTrace(f"the page of {model_id} does not publish {field}: there is nothing to trace")
    shown = json.dumps(value, ensure_ascii=False) if field in RECORD_NAMES else None
    return Trace(model_id, field, shown, published, _source(connection, model["snapshot_id"]))


def checked(source: Source, folder: Path) -> Snapshot:
    """The archived page, with the digest that the database says. Raises ArchiveError."""
    if source.position is None:
        raise ArchiveError("missing", "the page was not archived, so only the database vouches for the value")
    snapshot = read(folder, source.position)
    if snapshot.digest != source.digest:
        raise ArchiveError(
            "digest",
            f"byte {source.position.offset} of {source.position.file} holds another page ({snapshot.digest}, of "
            f"{snapshot.url}): the file was replaced, restore it from a copy",
        )
    return snapshot


def surroundings(snapshot: Snapshot, label: str, raw: str) -> list[tuple[bool, str]]:
    """The pieces of page text around a value, the one with the value marked; empty where it is not found."""
    try:
        pieces = [leaf.text for leaf in lay_out(snapshot).root.leaves()]
    except NotAProfile:
        return []
    found = _find(pieces, label.rpartition(" / ")[2], raw.partition(" | ")[0])
    if found is None:
        return []
    first = max(0, found - NEAR)
    return [
        (place == found, _cut(pieces[place], raw))
        for place in range(first, min(len(pieces), found + NEAR + 1))
    ]


def _criteria(connection: sqlite3.Connection, model_id: str) -> set[str]:
    sql = "SELECT criterion FROM transparency WHERE model_id = ?"
    return {row[0].casefold() for row in connection.execute(sql, (model_id,))}


def _is_about(row: sqlite3.Row, field: str, criteria: set[str]) -> bool:
    if row["field"] == field:
        return True
    if field in REPORT_COLUMNS:
        return row["field"] == "transparency" and row["label"].casefold() not in criteria
    if row["field"] not in PART_NAMES:
        return False
    names = [row["label"], *row["label"].split(" / ")]
    return field.casefold() in (name.casefold() for name in names)


def _source(connection: sqlite3.Connection, snapshot_id: int) -> Source:
    row = connection.execute("SELECT * FROM snapshots WHERE id = ?", (snapshot_id,)).fetchone()
    file = row["archive_file"]
    position = None if file is None else Position(file, row["archive_offset"])
    return Source(row["url"], row["fetched_at"], row["digest"], position)


def _no_model(connection: sqlite3.Connection, model_id: str) -> str:
    ids = [row[0] for row in connection.execute("SELECT id FROM models")]
    close = get_close_matches(model_id, ids, 3)
    hint = f"did you mean {', '.join(close)}?" if close else "the column models.id has the names"
    return f"there is no model {model_id!r} in the database: {hint}"


def _no_field(model_id: str, field: str, readings: list[sqlite3.Row]) -> str:
    names = [*RECORD_NAMES, *PART_NAMES, *_row_names(readings)]
    close = get_close_matches(field, [name for name in names if name not in IDENTITY], 3)
    hint = f"did you mean {', '.join(close)}?" if close else f"fields are {', '.join(RECORD_NAMES)}"
    return f"{model_id} has no field {field!r}: {hint}"


def _row_names(readings: list[sqlite3.Row]) -> Iterator[str]:
    for row in readings:
        if row["field"] in PART_NAMES:
            yield row["label"].rpartition(" / ")[2]


def _find(pieces: list[str], label: str, raw: str) -> int | None:
    """The piece with `raw` that stands nearest after `label`; the first one where no label stands near."""
    best: tuple[int, int] | None = None
    last_label: int | None = None
    for place, piece in enumerate(pieces):
        if label and label.casefold() in piece.casefold():
            last_label = place
        if raw[:WIDTH] in piece:
            far = FAR if last_label is None else min(FAR, place - last_label)
            if best is None or far < best[0]:
                best = far, place
    return best[1] if best else None


def _cut(piece: str, raw: str) -> str:
    if len(piece) <= WIDTH:
        return piece
    start = max(0, piece.find(raw[:WIDTH]) - WIDTH // 3)
    end = start + WIDTH
    return ("… " if start else "") + piece[start:end] + (" …" if end < len(piece) else "")
