"""Dates as pages write them, to ISO 8601 at the published precision."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import cache

from schemas.language import key, languages, merged
from schemas.spelling import of_text, unmarked

_ISO = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2})(?:T[0-9:.]+(?:Z|[+-][0-9:]+)?)?)?)?")
_IDEOGRAPHIC = re.compile(r"([0-9]{4})\s*年(?:\s*([0-9]{1,2})\s*月(?:\s*([0-9]{1,2})\s*日)?)?")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
_NUMBERS = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_DASH = re.compile(r"(?<=[^\W_])-(?=[^\W_])")
_DAY_FIRST = re.compile(r"(?:([0-9]{1,2})(?:st|nd|rd|th|\.)?\s+)?([^\W\d]+)\.?,?\s+([0-9]{4})")
_MONTH_FIRST = re.compile(r"([^\W\d]+)\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([0-9]{4})")


@cache
def _months() -> dict[str, int]:
    words = ((each.locale, *word) for each in languages() for word in each.grammar.months.items())
    return merged(words, "grammar.months")


@cache
def _age() -> re.Pattern[str]:
    """What a site adds to a date: "; 17 months ago", "(2 years ago)"."""
    ends = "|".join(re.escape(word) for each in languages() for word in each.grammar.ages)
    return re.compile(rf"\s*[;,·(]\s*[0-9]{{1,3}}\s?[^\W\d_][^()\d]{{0,16}}(?:{ends})\s*\)?$")


@cache
def _weekday() -> re.Pattern[str]:
    """What stands before a date: "Mon, ", "Monday "."""
    words = "|".join(re.escape(word) for each in languages() for word in each.grammar.weekdays)
    return re.compile(rf"^(?:{words})(?:\.,|[.,])?\s+(?=\S)", re.IGNORECASE)


@of_text
def parse_date(text: str) -> str:
    """ISO 8601 at the published precision: "1 Oct 2025" is "2025-10-01", "Feb 2025" is "2025-02".

    Forms that can be read two ways ("01/02/2025") are refused, and read where one number can only be a day
    ("13/02/2025"). How long ago that was ("; 17 months ago") and the day of the week say no more.
    """
    words = _age().sub("", unmarked(text))
    year, month, day = _date_parts(bare := _weekday().sub("", words))
    if day is None and bare != words:
        raise ValueError("a day of the week, and no day")
    if year == 0:
        raise ValueError("no such year")
    if month is not None and not 1 <= month <= 12:
        raise ValueError("no such month")
    if day is not None and not (month and 1 <= day <= monthrange(year, month)[1]):
        raise ValueError("no such day")
    return "-".join([f"{year:04d}"] + [f"{part:02d}" for part in (month, day) if part is not None])


def _date_parts(text: str) -> tuple[int, int | None, int | None]:
    if match := _ISO.fullmatch(text) or _IDEOGRAPHIC.fullmatch(text):
        year, month, day = match.groups()
    elif match := _MONTH_YEAR.fullmatch(text):
        day, (month, year) = None, match.groups()
    elif match := _NUMBERS.fullmatch(text):
        first, _, second, year = match.groups()
        if first != second and (int(first) > 12) == (int(second) > 12):
            raise ValueError("nobody can tell day and month")
        day, month = (first, second) if int(first) > 12 else (second, first)
    elif match := _DAY_FIRST.fullmatch(spaced := _DASH.sub(" ", text)):
        day, month, year = match[1], _month(match[2]), match[3]
    elif match := _MONTH_FIRST.fullmatch(spaced):
        month, day, year = _month(match[1]), match[2], match[3]
    else:
        raise ValueError("not a date")
    return int(year), int(month) if month else None, int(day) if day else None


def _month(word: str) -> str:
    if key(word) not in _months():
        raise ValueError(f"{word!r} is not a month")
    return str(_months()[key(word)])
