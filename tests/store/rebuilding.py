"""Any past state of the database, rebuilt from its history: what shows that the history lacks nothing."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from scraper.snapshot import utc_text
from scraper.store import Store
from scraper.store.columns import PARTS, Part
from scraper.store.history import Key, keyed
from scraper.store.past import MODELS_AS_OF
from scraper.store.rows import Row, Value

_LATER_ROWS = """
SELECT model_id, item, attribute, old FROM changes WHERE changed_at > :at AND part = :part ORDER BY id DESC
"""


@dataclass(frozen=True, slots=True)
class Past:
    """The state at a moment. Models by id, as column -> value; rows of the other tables by model id and key."""

    models: dict[str, dict[str, Value]]
    benchmarks: dict[str, dict[Key, Row]]
    transparency: dict[str, dict[Key, Row]]
    requirements: dict[str, dict[Key, Row]]


def as_of(store: Store, moment: datetime) -> Past:
    """What was stored at `moment`: every model whose first copy is not younger, with the values of then.

    A key ends with the number of the row among those of the same key; a row holds all columns of its table but
    `model_id` and `position`, for which there is no history.
    """
    at = utc_text(moment)
    with store.reading() as connection:
        cursor = connection.execute(MODELS_AS_OF, {"at": at})
        names = [column[0] for column in cursor.description]
        models = {row[0]: dict(zip(names, row, strict=True)) for row in cursor}
        return Past(models, *(_rows_as_of(connection, part, at, set(models)) for part in PARTS))


def _rows_as_of(
    connection: sqlite3.Connection, part: Part, at: str, models: set[str]
) -> dict[str, dict[Key, Row]]:
    names = ", ".join(part.columns)
    present: dict[str, list[Row]] = {}
    for model_id, *row in connection.execute(
        f"SELECT model_id, {names} FROM {part.name} ORDER BY model_id, position"
    ):
        present.setdefault(model_id, []).append(tuple(row))
    state = {model_id: keyed(part, rows) for model_id, rows in present.items()}
    # Undone from the newest backwards, so that the oldest of the later changes has the last word.
    for model_id, item, attribute, old in connection.execute(_LATER_ROWS, {"at": at, "part": part.name}):
        _undo(part, state.setdefault(model_id, {}), tuple(json.loads(item)), attribute, old)
    return {model_id: rows for model_id, rows in state.items() if rows and model_id in models}


def _undo(part: Part, rows: dict[Key, Row], key: Key, attribute: str, old: str | None) -> None:
    if old is None:
        rows.pop(key, None)
        return
    row = list(rows.get(key) or _named(part, key))
    row[part.columns.index(attribute)] = json.loads(old)
    rows[key] = tuple(row)


def _named(part: Part, key: Key) -> Row:
    """A row of which only the key is known yet."""
    row: list[Value] = [None] * len(part.columns)
    for place, value in zip(part.key, key, strict=False):
        row[place] = value
    return tuple(row)
