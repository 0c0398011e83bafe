"""Headings of sections, in every language: plain words, words around a name ("About Claude 4"), numbers before them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from schemas.language import Language, SectionKind, Words, index, key

ASIDE = re.compile(r"\s*[(（\[][^()（）\[\]]{0,40}[)）\]]\s*$")
"""What stands in brackets behind words."""
_ICONS = re.compile(r"^[^\w]+|[^\w)）]+$")
_COUNT = re.compile(
    r"^(?:(?:§\s*)?\d[\d,.]*\)?(?:\s+(?![a-z])|(?=[\u3400-\u9fff]))"  # "3 Comments", "4. Benchmarks", "3条评论"
    r"|(?:[IVX]{1,5}|[A-Z])[.)]\s+|第?[一二三四五六七八九十]{1,3}(?:[、.．:：]|[章节]\s)\s*)"
)
"""What numbers a heading."""
_COUNTED = re.compile(r"\d{1,4}\s+(?=[a-z])")
_NAME = "[^。！？!?;；，]{1,60}?"
_PLAIN = re.compile(r"[a-z'’ ]+")
_AMOUNT = re.compile(r"[0-9][0-9.,]*\s*[^\W\d]{0,6}")


MOST_SPACES = 2
"""Between the words of a name before a stop; more of them are a sentence."""


class Headings:
    """Every heading of every language, by the section that it begins. `furniture`: keys of the site's own words."""

    def __init__(self, sources: tuple[Language, ...], furniture: frozenset[str]) -> None:
        self._kinds, self._named = _sections(sources)
        self._furniture = furniture
        self.starts = first_words(words for each in sources for words in each.sections.values())

    def section(self, text: str) -> tuple[SectionKind, str] | None:
        """The section that `text` heads and the name inside the heading ("About Claude 4" -> about, "Claude 4")."""
        if (found := self._kinds.get(key(text))) is not None:
            return found, ""
        words = _COUNT.sub("", self._without_aside(text))
        if (found := self._kinds.get(key(words))) is not None:
            return found, ""
        words = _ICONS.sub("", words)
        counted = _COUNTED.match(words)  # "2 thoughts on Phi-4"
        words = words[counted.end() :] if counted else words
        folded = words.casefold()
        for section, part, pattern in self._named:
            if part in folded and (match := pattern.fullmatch(words)):
                name = match["name"].strip()
                is_heading = _is_heading(match, counted=counted is not None)
                is_sentence = text[-1:] == "." and name.count(" ") > MOST_SPACES
                if is_sentence or (section == "about" and self._begins_otherwise(words)):
                    return None
                return (section, name) if is_heading else None
        return None

    def _begins_otherwise(self, text: str) -> bool:
        """Whether the first words of "About us Privacy policy" are another heading: then it is a line of links."""
        first, second, *_ = (*text.split(maxsplit=2), "")
        found = (self._kinds.get(key(words)) for words in (first, f"{first} {second}"))
        return any(section not in (None, "about") for section in found)

    def mentions(self, kind: SectionKind, label: str) -> bool:
        """Whether a label's key says the words of a section's heading, in any language."""
        return any(each in label for each, known in self._kinds.items() if known == kind)

    def _without_aside(self, text: str) -> str:
        """A heading without what sites hang on it: a number in brackets, a link to edit the section."""
        aside = ASIDE.search(text) if text[-1:] in ")）]" else None
        if aside is not None and ((words := key(aside[0])).isdecimal() or words in self._furniture):
            return text[: aside.start()]
        return text


def first_words(tables: Iterable[Words]) -> frozenset[str]:
    """The first words of all of them, as keys."""
    return frozenset(key(word.split()[0]) for words in tables for word in words) - {""}


def name_pattern(words: str) -> re.Pattern[str]:
    """A heading with names inside ("Other * Models", "* vs *") as an expression; group "name" is the first of them."""
    before, _, after = words.partition("*")
    rest = re.escape(after.strip()).replace(r"\*", _NAME)
    start = re.escape(before.strip())
    return re.compile(rf"\s*(?P<start>{start})\s*(?P<name>{_NAME})\s*{rest}\s*", re.IGNORECASE)


def _is_heading(match: re.Match[str], *, counted: bool) -> bool:
    """Whether words around a name are a heading: with a capital, or with a name first ("o4-mini", no plain word).

    `counted`: a number stood before them, so that they need no capital.
    """
    name = match["name"].strip()
    if _AMOUNT.fullmatch(name) or not any(map(str.isalpha, name)):
        return False
    if match["start"]:
        return (counted or not match["start"][:1].islower()) and not (" " in name and _PLAIN.fullmatch(name))
    return not _PLAIN.fullmatch(name)


def _sections(
    sources: tuple[Language, ...],
) -> tuple[dict[str, SectionKind], list[tuple[SectionKind, str, re.Pattern[str]]]]:
    plain = [
        (
            each.locale,
            {
                section: tuple(word for word in words if "*" not in word)
                for section, words in each.sections.items()
            },
        )
        for each in sources
    ]
    named = [
        (section, max(word.casefold().split("*"), key=len).strip(), name_pattern(word))
        for each in sources
        for section, words in each.sections.items()
        for word in words
        if "*" in word
    ]
    named.sort(key=lambda entry: -len(entry[2].pattern))  # "Questions about *" before "About *"
    return index(plain, "sections"), named
