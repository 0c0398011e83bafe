"""Look-ups over the words of every language: what a text of a page names. Built once, then only dictionaries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import permutations

from schemas.headings import ASIDE, Headings, first_words
from schemas.language import Language, LanguageError, SectionKind, Words, index, key, languages
from schemas.notices import Notices
from schemas.profile import SCALARS
from schemas.remembering import remembered
from schemas.values import scale_of

LONGEST_TERM = 80
"""Characters; a longer text names nothing."""
LONGEST_HEAD = 60
"""Characters; a longer text heads no column."""
LONGEST_FRAME = 160
"""Characters; a longer text belongs to the page, whatever words stand in it."""
_CODE = ('"', "{", "'")  # a quoted word is a key of a program text, not a label
_COLON = re.compile("[:：]")
_BRACKET = re.compile(r"[(（\[/]")
_CLOSING = frozenset(")）]")


class Vocabulary:
    """Every word of every language, by what it names. Keys are `schemas.language.key` forms."""

    def __init__(self, sources: tuple[Language, ...]) -> None:
        self._sources = sources
        self._learn_labels(sources)
        self._learn_benchmarks(sources)
        self._learn_requirements(sources)
        self._learn_reports(sources)
        self._learn_frame(sources)
        self._notices = Notices(sources)
        self._headings = Headings(sources, self.furniture)
        self.heading_starts = self._headings.starts
        self.part_names = self.criteria | self.pillars | self.notes | self.totals
        self.part_names |= self.tiers | self.categories | self.benchmarks
        _check_fields(sources)

    def _learn_labels(self, sources: tuple[Language, ...]) -> None:
        labels = ((each.locale, each.labels) for each in sources)
        self.labels = index((*labels, *_bilingual(sources)), "labels")
        self.label_starts = first_words(words for each in sources for words in each.labels.values())
        self.values = _pairs(each.values for each in sources)
        self._units = _pairs(each.units for each in sources)

    def _learn_benchmarks(self, sources: tuple[Language, ...]) -> None:
        self.columns = index(((each.locale, _columns(each)) for each in sources), "benchmarks")
        self.longest_columns = sorted(self.columns, key=len, reverse=True)
        self.column_starts = tuple(self.columns)
        self.column_words = first_words(words for each in sources for words in _columns(each).values())
        self.categories = _keys(each.benchmarks.categories for each in sources)
        self.benchmarks = _keys(each.benchmarks.names for each in sources)
        self.providers = _keys(each.benchmarks.providers for each in sources)
        self.moves = _keys(each.benchmarks.moves for each in sources)

    def _learn_requirements(self, sources: tuple[Language, ...]) -> None:
        self.tiers = _keys(each.requirements.tiers for each in sources)
        self.tier_words = _words(each.requirements.tiers for each in sources)
        self.token_words = _words(each.requirements.tokens for each in sources)
        self.memory_words = _words(each.requirements.memory for each in sources)
        self.memory_labels = frozenset(map(key, self.memory_words))
        self.each_words = _words(each.requirements.each for each in sources)
        self.counters = _words(each.requirements.counters for each in sources)
        self.captions = _keys(each.requirements.captions for each in sources)
        self.caption_words = _words(each.requirements.captions for each in sources)
        self.requirement_columns: dict[str, str] = index(
            ((each.locale, each.requirements.columns) for each in sources), "requirements.columns"
        )
        self.requirement_starts = first_words(
            words for each in sources for words in each.requirements.columns.values()
        )

    def _learn_reports(self, sources: tuple[Language, ...]) -> None:
        self.totals = _keys(each.transparency.total for each in sources)
        self.total_starts = tuple(self.totals)
        self.grades = _keys(each.transparency.grade for each in sources)
        self.grade_words = _words(each.transparency.grade for each in sources)
        self.note_words = _words(each.transparency.note for each in sources)
        self.notes = _keys(each.transparency.note for each in sources)
        self.pillars = _keys(each.transparency.pillars for each in sources)
        self.criteria = _keys(each.transparency.criteria for each in sources)
        self.pillar_words = _words(each.transparency.pillars for each in sources)
        self.criterion_words = _words(each.transparency.criteria for each in sources)
        self.report_columns: dict[str, str] = index(
            ((each.locale, each.transparency.columns) for each in sources), "transparency.columns"
        )
        self.report_starts = first_words(
            words for each in sources for words in each.transparency.columns.values()
        )

    def _learn_frame(self, sources: tuple[Language, ...]) -> None:
        self.furniture = _keys(each.furniture.words for each in sources)
        self.furniture_marks = _words(each.furniture.marks for each in sources)
        self._remarks = _keys(each.furniture.remarks for each in sources)
        self._titles_of_remarks = self._remarks | _keys(each.furniture.asides for each in sources)
        self.abstracts = _keys(each.furniture.abstracts for each in sources)
        self.references = _keys(each.furniture.references for each in sources)
        self.sums = _keys(each.furniture.sums for each in sources)
        self.icons = _keys(each.furniture.icons for each in sources)
        self.page_counts = _keys(each.furniture.pages for each in sources)
        self.value_heads = _keys(each.furniture.values for each in sources)
        self.titles = _words(each.furniture.titles for each in sources)
        self.model_columns = _keys(each.furniture.models for each in sources)

    @cached_property
    def line_starts(self) -> frozenset[str]:
        """The first words of labels, of headings, and of the heads of a table of facts."""
        return self.label_starts | self.heading_starts | self.furniture

    @cached_property
    def report_names(self) -> tuple[str, ...]:
        """Names of a transparency report's parts, as pages write them."""
        reports = [each.transparency for each in self._sources]
        return tuple(
            word for each in reports for word in (*each.total, *each.note, *each.pillars, *each.criteria)
        )

    @cached_property
    def openings(self) -> dict[str, frozenset[str]]:
        """By the kinds of sections with tables of their own: the words with which what stands in them may begin."""
        return {
            "benchmarks": frozenset(self.columns) | self.categories | self.benchmarks,
            "requirements": frozenset(self.requirement_columns) | self.captions | self.tiers,
            "transparency": self.totals
            | self.grades
            | self.notes
            | self.pillars
            | self.criteria
            | frozenset(self.report_columns),
        }

    @remembered(LONGEST_TERM, beyond=None)
    def field(self, text: str) -> str | None:
        """The record's field that `text` labels, also with its unit behind it in brackets ("Context Length (tokens)").

        Another unit says what the value is of: "Parameters (experts)" is another label.
        """
        if text[:1] in _CODE:
            return None
        if (found := self.labels.get(key(text))) is not None:
            return found
        words = text.rstrip(":： ")
        aside = ASIDE.search(words) if words[-1:] in _CLOSING else None
        found = self.labels.get(key(words[: aside.start()])) if aside is not None else None
        return found if found and aside and (found, key(aside[0])) in self._units else None

    @remembered(LONGEST_HEAD, beyond="")
    def column(self, text: str) -> str:
        """The column of a benchmark table that a head names, with or without an aside ("Score (%)"); "" for none."""
        return self.columns.get(key(text)) or self.columns.get(key(_BRACKET.split(text, maxsplit=1)[0]), "")

    def heads_column(self, text: str) -> bool:
        """Whether `text` heads a column of any section's table."""
        words = key(text) if len(text) <= LONGEST_HEAD else ""
        return words in self.columns or words in self.requirement_columns or words in self.report_columns

    def names_part(self, text: str) -> bool:
        """Whether `text` names a part of a section: a pillar, a class of hardware, a category."""
        return key(text) in self.part_names

    def scaled(self, text: str) -> tuple[str, str] | None:
        """Label and multiplier of "Parameters (billion)"."""
        words = text.rstrip(":： ") if len(text) <= LONGEST_TERM else ""
        aside = ASIDE.search(words) if words[-1:] in _CLOSING else None
        if aside is None or not scale_of(aside[0]) or key(words[: aside.start()]) not in self.labels:
            return None
        return words[: aside.start()], aside[0].strip()

    @remembered(LONGEST_TERM, beyond=None)
    def section(self, text: str) -> tuple[SectionKind, str] | None:
        """The section that `text` heads and the name inside the heading ("About Claude 4" -> about, "Claude 4")."""
        return self._headings.section(text)

    def mentions(self, kind: SectionKind, label: str) -> bool:
        """Whether a label's key says the words of a section's heading, in any language."""
        return self._headings.mentions(kind, label)

    def is_value(self, field: str, text: str) -> bool:
        """Whether a heading's or label's words are also a value of `field`."""
        return (field, key(text)) in self.values

    def is_notice(self, text: str) -> bool:
        """Whether a sentence only says that the page has no rows, or something else of the page itself."""
        return self._notices.has(text)

    def is_remark(self, text: str) -> bool:
        """Whether a sentence says by its first words that it is a remark: "Last updated: ...", "Note 2: ..."."""
        head = _COLON.split(text[:LONGEST_TERM], maxsplit=1)
        return len(head) > 1 and key(head[0]).rstrip("0123456789") in self._remarks

    def heads_remark(self, text: str) -> bool:
        """Whether `text` is such a word alone, as over a box."""
        return len(text) <= LONGEST_TERM and key(text) in self._titles_of_remarks

    @remembered(LONGEST_FRAME, beyond=False)
    def is_furniture(self, text: str) -> bool:
        """Whether `text` belongs to the site's frame."""
        if key(text) in self.furniture:
            return True
        return self._has_mark(text)

    def _has_mark(self, text: str) -> bool:
        folded = text.casefold()
        return any(mark in folded for mark in self.furniture_marks)


def _bilingual(sources: tuple[Language, ...]) -> Iterator[tuple[str, dict[str, Words]]]:
    """Labels with the same field's label of another language beside them: "上下文长度（Context Length）"."""
    for one, other in permutations(sources, 2):
        yield (
            one.locale,
            {
                field: tuple(f"{first} {second}" for first in words for second in other.labels.get(field, ()))
                for field, words in one.labels.items()
            },
        )


def _keys(tables: Iterable[Words]) -> frozenset[str]:
    return frozenset(key(word) for words in tables for word in words)


def _words(tables: Iterable[Words]) -> tuple[str, ...]:
    return tuple(word.casefold() for words in tables for word in words)


def _columns(each: Language) -> dict[str, Words]:
    words = each.benchmarks
    return {
        "benchmark": words.benchmark,
        "category": words.category,
        "score": words.score,
        "rank": words.rank,
    }


def _pairs(tables: Iterable[dict[str, Words]]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (field, key(word)) for table in tables for field, words in table.items() for word in words
    )


def _check_fields(sources: tuple[Language, ...]) -> None:
    for each in sources:
        for table, fields in (("labels", each.labels), ("values", each.values), ("units", each.units)):
            if wrong := next((field for field in fields if field not in SCALARS), None):
                raise LanguageError(f"{each.locale}.toml: {table}: {wrong!r} is not a field of ModelProfile")


@cache
def vocabulary() -> Vocabulary:
    """The one vocabulary of this process. Raises `LanguageError` where a language file is wrong."""
    return Vocabulary(languages())
