"""Old record -> new record -> changes, field by field. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring

from scraper.store.columns import PARTS, RECORD_NAMES, Part, field_of
from scraper.store.rows import Record, Row, Value


@dataclass(frozen=True, slots=True)
class Change:
    """One value that is not what it was.

    `field`: a scalar's name, "transparency.score", or a row's: "benchmarks[Coding/Aider].rank",
    "transparency[Upstream/Weights].score", "requirements[1024/Consumer].device".
    `part`: the table of such a row, None for a scalar; `item`: its key as JSON, with the number of the row among
    rows of the same key; `attribute`: its column.
    `old`, `new`: JSON text, so that types survive; None: there was, or is, no such row.
    """

    field: str
    old: str | None
    new: str | None
    part: str | None = None
    item: str | None = None
    attribute: str | None = None


_FIELDS = tuple(field_of(name) for name in RECORD_NAMES)


def as_json(value: Value) -> str:
    """A value as it stands in `changes.old` and `changes.new`."""
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return repr(value)


def as_item(key: Row) -> str:
    """A row's key as it stands in `changes.item`."""
    return f"[{', '.join(map(as_json, key))}]"


def changes(old: Record, new: Record) -> list[Change]:
    """What leads from `old` to `new`: nothing where they are equal, except for the order of rows."""
    found = [
        Change(field, as_json(before), as_json(after))
        for field, before, after in zip(_FIELDS, old.scalars, new.scalars, strict=True)
        if before != after
    ]
    for part in PARTS:
        before_rows, after_rows = getattr(old, part.name), getattr(new, part.name)
        if before_rows != after_rows:
            found += _row_changes(part, keyed(part, before_rows), keyed(part, after_rows))
    return found


Key = tuple[Value, ...]


def keyed(part: Part, rows: Sequence[Row]) -> dict[Key, Row]:
    """Rows by their key; the key ends with the number of the row among those of the same key, from 1."""
    seen: dict[Key, int] = {}
    result: dict[Key, Row] = {}
    for row in rows:
        key = tuple(row[place] for place in part.key)
        seen[key] = seen.get(key, 0) + 1
        result[(*key, seen[key])] = row
    return result


def _row_changes(part: Part, old: dict[Key, Row], new: dict[Key, Row]) -> Iterator[Change]:
    for key in [*old, *(key for key in new if key not in old)]:
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        name, item = _item_name(part, key), as_item(key)
        for place in part.values:
            if before is None or after is None or before[place] != after[place]:
                column = part.columns[place]
                was, now = (None if row is None else as_json(row[place]) for row in (before, after))
                yield Change(f"{name}.{column}", was, now, part.name, item, column)


def _item_name(part: Part, key: Key) -> str:
    words = "/".join(str(word) for word in key[:-1] if word is not None)
    again = f"#{key[-1]}" if key[-1] != 1 else ""
    return f"{part.name}[{words}]{again}"
