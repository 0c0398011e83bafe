"""The words of the pages, as data: loads and checks `languages/*.toml` and merges them into one vocabulary.

All languages are in force at once, so a page that mixes them needs no switch. Adding a language is adding a file;
`load()` says which file and which entry is wrong.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Literal, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

FOLDER = Path(__file__).with_name("languages")
Words = tuple[Annotated[str, Field(min_length=1)], ...]
Meaning = TypeVar("Meaning")
_SIGNS = re.compile(r"[\W_]+")
_ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
LONGEST_TEXT = 1_000
"""Characters; a longer text is no word of any language, and is not worth remembering."""


@lru_cache(maxsize=16_384)
def key(text: str) -> str:
    """`text` as the vocabulary compares it: compatibility form, no case, letters and digits only; "" for a giant.

    "Key-Value Heads", "KEY-VALUE\u00a0HEADS" and "Key-Value Heads \u24d8" (an icon) are the same words.
    """
    if len(text) > LONGEST_TEXT:
        return ""
    if text.isascii():
        return text.lower().encode("ascii").translate(None, _ASCII_SIGNS).decode("ascii")
    signs = (letter for letter in text if unicodedata.category(letter) != "So")
    text = unicodedata.normalize("NFKC", "".join(signs))
    return _SIGNS.sub("", text.casefold())


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class BenchmarkWords(_Table):
    """Column words, category and benchmark names, and the first words of benchmark names.

    `moves`: what says beside a place that it has changed.
    """

    benchmark: Words
    category: Words
    score: Words
    rank: Words
    categories: Words
    names: Words
    providers: Words
    moves: Words
    notices: Words


Column = Annotated[str, Field(pattern="^(context|needed|memory|device_memory|tier|device|count)$")]


class RequirementWords(_Table):
    """Hardware classes, unit words, table columns and captions of the system requirements.

    `each`: what says beside a memory that every device has it. `counters`: what stands between a number and devices.
    """

    tiers: Words
    tokens: Words
    memory: Words
    each: Words
    counters: Words
    captions: Words
    columns: dict[Column, Words]


ReportColumn = Annotated[str, Field(pattern="^(criterion|pillar|score|most|assessment)$")]


class TransparencyWords(_Table):
    """Names of the transparency report's parts, and the heads of its tables' columns."""

    total: Words
    grade: Words
    note: Words
    pillars: Words
    criteria: Words
    columns: dict[ReportColumn, Words]


class Grammar(_Table):
    """Words inside values: blanks, yes and no, units, months (name to 1-12), multipliers (word to factor).

    `crosses`: signs for no in a cell of their own; elsewhere they close something or multiply.
    `of`: what stands between a figure and the highest one ("7 out of 10"), beside a stroke.
    `places`: what stands around a place ("#*", "*nd"). `ages`: how a date's age ends ("17 months ago").
    `weekdays`: names of days, which may stand before a date.
    `unfilled`: what a page shows in the place of a value where its own program failed or has not yet ended.
    """

    blanks: Words
    unfilled: Words
    yes: Words
    no: Words
    crosses: Words = ()
    units: Words
    of: Words
    places: Words
    ages: Words
    weekdays: Words = ()
    months: dict[str, Annotated[int, Field(ge=1, le=12)]]
    multipliers: dict[str, Annotated[int, Field(ge=1)]]


class Furniture(_Table):
    """Words of the site's frame that say nothing about a model.

    `words`: whole texts. `marks`: a text that contains one is furniture. `remarks`: words before the colon of
    a remark ("Tip: ..."). `sums`: names of rows that sum others up. `models`: column words of tables that compare
    several models, versions or providers. `values`: heads of the column of values in a table of facts. `icons`:
    names by which icon fonts draw a picture in an `<i>`. `pages`: how printed pages are counted, with 0 for a number.
    `notices`: sentences in which a page speaks of itself. `asides`: titles of boxes in a text, which are not the text.
    `abstracts`: titles of boxes that say the text in short. `references`: links in brackets behind a value.
    `titles`: words behind the model's name in a page's title, which say what the page holds.
    """

    words: Words
    marks: Words
    remarks: Words
    models: Words
    values: Words
    sums: Words
    icons: Words = ()
    pages: Words = ()
    titles: Words = ()
    notices: Words = ()
    references: Words = ()
    asides: Words = ()
    abstracts: Words = ()


SectionKind = Literal[
    "overview",
    "specifications",
    "attention",
    "dimensions",
    "tokenizer",
    "experts",
    "requirements",
    "diagram",
    "calculator",
    "benchmarks",
    "rankings",
    "transparency",
    "about",
    "family",
    "related",
    "parts",
    "questions",
    "bylines",
    "ads",
]
"""What a heading begins. `parts`: of the model or of its making, with facts of their own."""
SECTION_KINDS: tuple[SectionKind, ...] = get_args(SectionKind)


def _of_every_kind(sections: dict[SectionKind, Words]) -> dict[SectionKind, Words]:
    if missing := [kind for kind in SECTION_KINDS if kind not in sections]:
        raise ValueError(f"no list for {', '.join(missing)}; it may be empty")
    return sections


class Language(_Table):
    """One `languages/*.toml` file. `units`: by field, what may stand in brackets behind its labels."""

    locale: str
    labels: dict[str, Words]
    values: dict[str, Words]
    units: dict[str, Words]
    sections: Annotated[dict[SectionKind, Words], AfterValidator(_of_every_kind)]
    benchmarks: BenchmarkWords
    requirements: RequirementWords
    transparency: TransparencyWords
    grammar: Grammar
    furniture: Furniture


class LanguageError(Exception):
    """A language file is wrong; the message names the file and the entry."""


def read_language(path: Path) -> Language:
    """The checked contents of one file. Raises `LanguageError`."""
    try:
        language = Language.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError, UnicodeDecodeError) as error:
        raise LanguageError(f"{path}: {error}") from error
    if language.locale != path.stem:
        raise LanguageError(f"{path}: locale: {language.locale!r} must be the file's name, {path.stem!r}")
    return language


@cache
def languages() -> tuple[Language, ...]:
    """Every language, in file name order. Raises `LanguageError`."""
    return tuple(read_language(path) for path in sorted(FOLDER.glob("*.toml")))


Entry = tuple[str, str, Meaning]
"""Locale of the file, word, what it stands for."""


def merged(
    entries: Iterable[Entry[Meaning]], what: str, form: Callable[[str], str] = key
) -> dict[str, Meaning]:
    """What every word stands for, by the word's `form`. Raises `LanguageError` where one word stands for two things."""
    found: dict[str, tuple[Meaning, str]] = {}
    for locale, word, meaning in entries:
        known, before = found.setdefault(form(word), (meaning, locale))
        if known != meaning:
            files = f"{locale}.toml" if locale == before else f"{locale}.toml (and {before}.toml)"
            raise LanguageError(
                f"{files}: {what}: {word!r} names both {known} and {meaning}; keep one of them"
            )
    return {word: meaning for word, (meaning, _) in found.items()}


def index(entries: Iterable[tuple[str, Mapping[Meaning, Words]]], what: str) -> dict[str, Meaning]:
    """Key of every word to what it names, from tables with their locale. Raises `LanguageError` as `merged` does."""
    return merged(
        (
            (locale, word, meaning)
            for locale, table in entries
            for meaning, words in table.items()
            for word in words
        ),
        what,
    )
