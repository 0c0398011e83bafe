"""What a row of the requirements' table looks like where it lost its cells."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from schemas.blanks import blank
from scraper.requirements.hardware import NUMBER, Hardware
from scraper.tables.flattened import LINES, Columns, Form, any_of, form_of

_MAY_HOLD_ON = ("context", "needed", "tier")
"""Columns whose cells may hold for several rows: where they stand first, a row may lack them."""
_LONGEST_DEVICE = 80
"""Characters."""


def flattened(reader: Hardware) -> Form:
    """What tables of requirements look like without their cells."""
    return form_of(reader.words.requirement_starts, partial(_column, reader), partial(_row, reader))


def _column(reader: Hardware, text: str) -> str:
    kind = reader.head(text).kind
    return "" if kind == "tier_column" else kind


@lru_cache(maxsize=64)
def _row(reader: Hardware, columns: Columns, between: str) -> re.Pattern[str] | None:
    """Nobody can tell where words end: a device has figures behind it, or the next row's; a class is known."""
    if "device" not in columns or (columns[-1] in ("device", "count") and columns[0] == "device"):
        return None
    cells = {column: _cell(reader, column, lines=between == LINES) for column in columns}
    ahead = 0
    if columns[-1] != "device":
        held = _MAY_HOLD_ON if between == LINES else _MAY_HOLD_ON[:2]
        ahead = next(at for at, column in enumerate(columns) if column not in held)
    first = ""
    for column in columns[:ahead]:
        first = f"(?:{first}(?P<{column}>{cells[column]}){between})?"
    rest = between.join(f"(?P<{column}>{cells[column]})" for column in columns[ahead:])
    begins = "|".join(cells[column] for column in columns[: ahead + 1] if column != "device") or "."
    end = between if between == LINES else f"{between}(?:{begins})"
    return re.compile(f"{first}{rest}(?={end}|$)", re.IGNORECASE)


def _cell(reader: Hardware, column: str, *, lines: bool) -> str:
    """What stands in a cell; in a line of its own a figure needs no unit, and a class may be a strange one."""
    words = reader.words
    context = rf"{NUMBER} ?(?:[KM]\b|[KM]? ?(?:{any_of(words.token_words)}))"
    memory = rf"{NUMBER} ?Gi?B(?: ?(?:{any_of(words.memory_words)}))?(?: ?(?:{any_of(words.each_words)}))?"
    if column == "device":
        return rf"\S(?:(?!\n|(?<!\S)(?:{context}|{memory})).){{1,{_LONGEST_DEVICE}}}?"
    bare = f"|{NUMBER}" if lines else ""
    found = {
        "context": context + bare,
        "count": ("[0-9]{1,4}" if lines else "[0-9]{1,2}") + "(?: ?[x×])?",  # "RTX 4090" is a name
        "tier": r"[^\n\d]{2,40}" if lines else any_of(words.tier_words),
    }.get(column, memory + bare)
    return f"(?:{found}|{blank()})"
