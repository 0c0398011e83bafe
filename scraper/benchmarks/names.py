"""Category and benchmark in the names of a row: two texts, or one in which known words tell where one ends."""

from __future__ import annotations

import re
from collections.abc import Iterable

from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.layout.block import Block
from scraper.layout.line import join_lines

_BETWEEN = " /:：|·•>›»→–—-"
"""Signs between a category and the benchmark behind it."""
_BRACKET = re.compile(r"\s*[(（\[]([^()（）\[\]]+)[)）\]]$")

_BRACKETED = re.compile(r"^[(（\[]([^()（）\[\]]+)[)）\]]$")


def names_in(words: Vocabulary, cell: Block) -> list[str]:
    """The names in a cell, in reading order, without signs and explanations.

    A known benchmark's name may stand in pieces ("LiveBench" "Coding"). Else an element behind bare words ("MMLU"
    "5-shot") is a note on them, unless known words tell a category from a name.
    """
    named = _named_in(words, cell)
    texts = [leaf.text for leaf in named]
    if len(texts) > 1 and key("".join(texts)) in words.benchmarks:
        return [join_lines(texts)]
    if len(texts) > 1 and cell.text and not named[0].tag:
        first, second = key(texts[0]), key(texts[1])
        if first not in words.categories and second not in words.categories | words.benchmarks:
            return texts[:1]
    return texts


def _named_in(words: Vocabulary, cell: Block) -> list[Block]:
    leaves = [leaf for leaf in cell.leaves() if not leaf.role and not leaf.prose and key(leaf.text)]
    leaves = [leaf for leaf in leaves if len(leaf.text) > 1] or leaves  # "i" is a button
    return [leaf for leaf in leaves if key(leaf.text) not in words.columns] or leaves


def badges_of(words: Vocabulary, cells: Iterable[Block]) -> dict[int, str]:
    """By cells of names: the one element behind bare words, where a known category in one of them says what all are.

    Those with figures are notes all the same ("5-shot").
    """
    found: dict[int, str] = {}
    for cell in cells:
        named = _named_in(words, cell) if cell.text else []
        if len(named) == 2 and named[1].tag and not named[0].tag:
            found[id(cell)] = named[1].text
    if not any(key(badge) in words.categories for badge in found.values()):
        return {}
    return {cell: badge for cell, badge in found.items() if not any(map(str.isdigit, badge))}


def names_first(words: Vocabulary, rows: Iterable[list[str]]) -> bool:
    """Whether the rows with known words put the benchmark before its category."""
    order = [_order(words, names) for names in rows if len(names) == 2]
    return order.count("benchmark") > order.count("category")


def _order(words: Vocabulary, names: list[str]) -> str:
    """What stands first, as far as known words tell: "benchmark", "category" or ""."""
    first, second = map(key, names)
    if first in words.categories:
        return "category"
    if first in words.benchmarks or second in words.categories:
        return "benchmark"
    return "category" if second in words.benchmarks else ""


def named(
    words: Vocabulary, names: list[str], category: str | None = None, *, name_first: bool = False
) -> tuple[str | None, str]:
    """Category and benchmark of a row's names. Where one text holds both, known words tell where one ends.

    `category`: what a column of its own says ("" is a blank); then no name holds one. `name_first`: how two strange
    names are read.
    """
    parts = list(dict.fromkeys(_BRACKETED.sub(r"\1", each) for each in names))
    if category is not None:
        return category or None, next((each for each in parts if key(each) in words.benchmarks), parts[0])
    if len(parts) == 1:
        return _split_name(words, parts[0])
    first, second = parts[0], parts[1]
    if key(first) in words.benchmarks and key(second) not in words.categories | words.benchmarks:
        return None, first  # what stands behind a benchmark's name is a note on it
    order = _order(words, [first, second])
    return (second, first) if order == "benchmark" or (name_first and not order) else (first, second)


def _split_name(words: Vocabulary, text: str) -> tuple[str | None, str]:
    if key(text) in words.benchmarks:
        return None, text
    if (match := _BRACKET.search(text)) and key(match[1]) in words.categories:
        return match[1].strip(), text[: match.start()]
    if match and key(text[: match.start()]) in words.categories and key(match[1]) in words.benchmarks:
        return text[: match.start()], match[1].strip()
    behind = text.rpartition(" · ")
    if key(behind[2]) in words.categories and behind[0]:
        return behind[2], behind[0]
    at = _end_of_category(words, text) or _end_of_glued(words, text)
    category = text[:at].rstrip(_BETWEEN)
    return (category, text[at:].strip()) if category else (None, text)


def _end_of_category(words: Vocabulary, text: str) -> int:
    """Where the benchmark begins behind a category, at a word's beginning; 0 where no known word tells."""
    best = end = 0
    place = text.find(" ") + 1
    while place:
        before, after = key(text[:place]), key(text[place:])
        known = 2 * (after in words.benchmarks) + 2 * (before in words.categories)
        known += key(text[place:].split(" ", 1)[0]) in words.providers
        if known and known >= best:
            best, end = known, place
        place = text.find(" ", place) + 1
    return end


def _end_of_glued(words: Vocabulary, text: str) -> int:
    """The same for a known category with a known benchmark right behind it ("CodingAider Coding"), as texts have it."""
    for place in range(1, len(text)):
        if (
            text[place].isupper()
            and key(text[:place]) in words.categories
            and key(text[place:]) in words.benchmarks
        ):
            return place
    return 0
