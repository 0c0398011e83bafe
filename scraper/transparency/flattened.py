"""What a row of the criteria's table looks like where it lost its cells."""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial

from schemas.blanks import blank
from schemas.language import key
from schemas.values import out_of
from schemas.vocabulary import Vocabulary
from scraper.tables.flattened import LINES, Columns, Form, any_of, form_of

_NUMBER = r"[0-9]{1,4}(?:\.[0-9]{1,2})?"
_STRANGE = r"[^\W\d_][^\n\d.。!?！？]{1,40}?"
_NAME = r"[^\W\d_][^\n]{1,80}"
MOST_PARAGRAPHS = 5
"""Of one assessment."""


@cache
def flattened(words: Vocabulary) -> Form:
    """What tables of criteria look like without their cells."""
    return form_of(words.report_starts, partial(_column, words), partial(_row, words))


def _column(words: Vocabulary, text: str) -> str:
    return words.report_columns.get(key(text), "") if len(text) < 24 else ""


@lru_cache(maxsize=64)
def _row(words: Vocabulary, columns: Columns, between: str) -> re.Pattern[str] | None:
    """A row begins with its names and has points: so it is known where the words of an assessment end."""
    is_described = columns[-1] == "assessment"
    names = columns[: columns.index("score")] if "score" in columns else ()
    figures = columns[len(names) : len(columns) - is_described]
    if names not in (("pillar", "criterion"), ("criterion",)) or figures not in (
        ("score", "most"),
        ("score",),
    ):
        return None
    begin = _begin(words, (*names, *figures), between)
    ahead = f"(?={between}{re.sub('P<[a-z]+>', ':', begin)})"
    if not is_described:
        rest = f"(?={between}|$)"
    elif between == LINES:
        rest = _paragraphs(words, ahead)
    else:
        rest = _text(figures, ahead)
    return re.compile(begin + rest, re.IGNORECASE)


def _begin(words: Vocabulary, columns: Columns, between: str) -> str:
    """The names and points of a row. A pillar may hold for several rows; a strange one stands in a line of its own."""
    lines = between == LINES
    cells = {
        "pillar": rf"{any_of(words.pillar_words)}|{_STRANGE}" if lines else any_of(words.pillar_words),
        "criterion": rf"{_NAME}" if lines else _criterion(words),
        "score": rf"{_NUMBER}|{blank()}",
        "most": _NUMBER,
    }
    if "most" not in columns:
        cells["score"] = rf"(?:{_NUMBER}|{blank()}){out_of()}{_NUMBER}"
    parts = [f"(?P<{column}>{cells[column]})" for column in columns]
    if columns[0] == "pillar":
        parts[:2] = [f"(?:{parts[0]}{between})?{parts[1]}"]
    return between.join(parts)


def _criterion(words: Vocabulary) -> str:
    """A known name; a strange one behind a pillar or the end of a sentence, where something begins."""
    pillars = "|".join(f"(?<={re.escape(word)} )" for word in words.pillar_words)
    return rf"{any_of(words.criterion_words)}|(?:^|(?<=[.。!?！？] )|{pillars}){_STRANGE}"


def _text(figures: Columns, ahead: str) -> str:
    """An assessment among other words: up to the next row. Points inside it would be those of a row nobody knows."""
    other = " ".join([_NUMBER] * len(figures)) if len(figures) > 1 else rf"{_NUMBER}{out_of()}{_NUMBER}"
    return rf"(?: (?P<assessment>(?:(?! {other}(?: |$)).)+?))??(?:{ahead}|$)"


def _paragraphs(words: Vocabulary, ahead: str) -> str:
    """An assessment in lines of its own: several up to the next row, where only whole sentences follow the first."""
    first = rf"(?!(?:{any_of(words.pillar_words)}|{any_of(words.criterion_words)})\n)[^\n]+"
    more = rf"(?:\n[^\n]+[.。!?！？]){{0,{MOST_PARAGRAPHS}}}?"
    return rf"(?:\n(?P<assessment>{first}{more}{ahead}|{first})(?=\n|$)|{ahead}|$)"
