"""The grammar of values: what a published text means as a number, a date, a rank, a yes or no.

Every parser takes the text as published, or an already parsed value, and raises `ValueError` for what it cannot
read exactly. A text is never rounded, guessed or cut. Blanks ("-") are no values and are handled before.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache, lru_cache
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from schemas.blanks import is_unfilled, signs
from schemas.dates import parse_date
from schemas.language import key, languages, merged
from schemas.spelling import of_text, plain, unmarked

LONGEST_SCALE = 24
LONGEST_NAME = 160
LONGEST_PROSE = 200_000

_NUMBER = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_COUNT = re.compile(rf"({_NUMBER})\s*(\D*)")
_LONG = re.compile(r"[0-9]{7}")
_THOUSANDS = re.compile(r"\.[0-9]{3}$")
_SCIENTIFIC = re.compile(r"([0-9](?:\.[0-9]+)?)[eE]\+?([0-9]{1,2})")
_SCORE = re.compile(rf"-?{_NUMBER}")
_PLACE = r"[0-9]{1,7}|[0-9]{1,3}(?:,[0-9]{3})+"
_GRADE = re.compile(r"[A-F][+-]?")


@cache
def _multipliers() -> dict[str, int]:
    words = ((each.locale, *word) for each in languages() for word in each.grammar.multipliers.items())
    return merged(words, "grammar.multipliers")


@cache
def _units() -> frozenset[str]:
    return frozenset(key(word) for each in languages() for word in each.grammar.units)


@of_text
def parse_count(text: str) -> int:
    """A whole number: "4,096", "131.072K", "37.0B", "200K tokens", "1e6". Multipliers are decimal (K is 1,000)."""
    words = unmarked(text)
    if power := _SCIENTIFIC.fullmatch(words):
        return _whole(Decimal(power[1]).scaleb(int(power[2])))
    match = _COUNT.fullmatch(words)
    if not match:
        raise ValueError("not a count")
    factor = _factor(match[2])
    if factor == 1 and _THOUSANDS.search(match[1]):
        raise ValueError("the point may part thousands")
    if factor > 1 and _LONG.match(match[1]):
        raise ValueError("two numbers in one: nobody writes so many digits before a multiplier")
    return _whole(Decimal(match[1].replace(",", "")) * factor)


def _whole(number: Decimal) -> int:
    if number != number.to_integral_value():
        raise ValueError("not a whole number")
    return int(number)


def _factor(words: str) -> int:
    """Factor of what follows the digits: a multiplier, a unit, or both ("K tokens", "万个词元")."""
    parts = [each.strip("().,") for each in words.split()]
    if not all(map(str.isalpha, parts)):
        raise ValueError(f"{words!r} is neither a multiplier nor a unit of a count")
    rest = key("".join(parts))
    multiplier = next(
        (each for each in _multipliers() if rest.startswith(each) and _is_unit(rest[len(each) :])), ""
    )
    if not (multiplier or _is_unit(rest)):
        raise ValueError(f"{words!r} is neither a multiplier nor a unit of a count")
    return _multipliers().get(multiplier, 1)


def _is_unit(word: str) -> bool:
    return not word or word in _units()


def scale_of(text: str) -> str:
    """The multiplier that a label names for its values, "billion" of "(in billion)"; "" where it names none."""
    if not text or len(text) > LONGEST_SCALE or text[0].isdigit():
        return ""
    words = text.strip("()（）[] ").removeprefix("in ")
    try:
        return words if _factor(words) > 1 else ""
    except ValueError:
        return ""


@of_text
def parse_score(text: str) -> float:
    """A number on a scale of its own: "0.476", "1314", "1,314". Pictures beside it are decoration.

    A sign of percent is not part of the grammar.
    """
    match = _SCORE.fullmatch(without_pictures(plain(text)).replace("−", "-"))
    if not match:
        raise ValueError("not a score")
    return float(match[0].replace(",", ""))


@cache
def out_of() -> str:
    """An expression for what stands between a figure and the highest one: "/", "out of"."""
    found = {form for each in languages() for word in each.grammar.of for form in (word, plain(word))}
    words = sorted(found, key=lambda word: (-len(word), word))
    return rf"\s*(?:[/／]|{'|'.join(map(re.escape, words))})\s*"


@cache
def _rank() -> re.Pattern[str]:
    forms = [form.partition("*") for each in languages() for form in each.grammar.places]
    before, after = (
        "|".join(map(re.escape, filter(None, words))) for words in list(zip(*forms, strict=True))[::2]
    )
    return re.compile(
        rf"(?:{before})?\s*({_PLACE})\s*(?:{after})?(?:{out_of()}({_PLACE}))?\s*(?:{after})?", re.IGNORECASE
    )


def is_place(text: str) -> bool:
    """Whether a text without pictures is shaped like a place: "#120", "2nd", "第12名"."""
    return _rank().fullmatch(text) is not None


@of_text
def parse_rank(text: str) -> int:
    """A place: "#120", "25", "🥇 1", "#3 🥉", "⭐ 6", "2nd", "第12名", "#4 of 214".

    Pictures beside the number are decoration.
    """
    match = _rank().fullmatch(without_pictures(plain(text)))
    if not match:
        raise ValueError("not a rank")
    place, last = (int(each.replace(",", "")) if each else 0 for each in match.groups())
    if 0 < last < place:
        raise ValueError(f"a place behind the last of {last}")
    return place


def without_pictures(text: str) -> str:
    """`text` without symbols such as medals and stars (Unicode category So) and their joiners.

    A space stays in their place: "31▲2" is not 312.
    """
    if text.isascii():
        return text
    kept = (letter for letter in text if unicodedata.category(letter) not in ("Mn", "Me", "Cf", "Sk"))
    return "".join(" " if unicodedata.category(letter) == "So" else letter for letter in kept).strip()


@of_text
def parse_yes_no(text: str) -> bool:
    """ "Yes", "No" and their like in every language."""
    truth = signs().get(plain(text).casefold())
    if truth is None:
        raise ValueError("neither yes nor no")
    return truth


@of_text
def parse_grade(text: str) -> str:
    """A school grade: A to F with an optional sign."""
    grade = plain(text).replace("−", "-")
    if not _GRADE.fullmatch(grade):
        raise ValueError("not a grade")
    return grade


@lru_cache(maxsize=8_192)
def parse_name(text: str) -> str:
    """Words as published, but for those of a page that was not filled."""
    if is_unfilled(text):
        raise ValueError("the page was not filled here")
    if not any(map(str.isalnum, text)):
        raise ValueError("signs without a word")
    return text


Count = Annotated[int, BeforeValidator(parse_count), Field(ge=0, le=10**18)]
"""A whole number from 0 to 10^18 (SQLite's integers end at 9.2 * 10^18)."""
Score = Annotated[float, BeforeValidator(parse_score), Field(allow_inf_nan=False, ge=-(10**9), le=10**9)]
Rank = Annotated[int, BeforeValidator(parse_rank), Field(ge=1, le=10**7)]
PartialDate = Annotated[str, BeforeValidator(parse_date), Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
"""ISO 8601 at the published precision: year, year and month, or day."""
YesNo = Annotated[bool, BeforeValidator(parse_yes_no)]
Grade = Annotated[str, BeforeValidator(parse_grade), Field(pattern=r"^[A-F][+-]?$")]
Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME), AfterValidator(parse_name)]
Prose = Annotated[str, Field(min_length=1, max_length=LONGEST_PROSE)]
