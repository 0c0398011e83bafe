"""What a row of benchmarks is, as published, and which of its columns a text names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.layout.block import Block
from scraper.prose import LONGEST_PART, is_figure

FIGURES = ("score", "rank")
"""The columns of a row that hold figures."""
_SECOND = re.compile(r"\s*[(（\[,，·|;；]\s*|\s+(?=#)")
"""What stands between two figures of one line: "0.5 (#31)", "0.5, rank 31"."""
BEGINS_FIGURE = frozenset("0123456789#~≈±<>≤≥")
_ASIDE = re.compile(r"\s*[(（\[][^()（）\[\]]{1,24}[)）\]]$")
_NEAR = re.compile(r"(?:[A-Z]-)?[^\w\s]{0,2}[0-9][0-9.,]*[^\W\d_]{0,2}[\W\d_]*")
"""A number among signs, with few letters: "88.7 ± 0.4", ".887", "8.99e-1", "T-5", "5th"."""
_SIZES = frozenset("KM")
LONGEST_NEAR = 32


@dataclass(slots=True)
class Row:
    """One row: names in order, then the raw score and rank ("" where there is none).

    `category`: what stands under that word, "" for a blank; None where no column has it, so that the category may be
    among the names.
    """

    names: list[str] = field(default_factory=list)
    score: str = ""
    rank: str = ""
    category: str | None = None
    blocks: list[Block] = field(default_factory=list, compare=False)

    def order(self) -> int:
        """The row's place in reading order."""
        return min((block.leaves()[0].order for block in self.blocks), default=0)

    def key(self) -> tuple[str, ...]:
        """What the row says; a row that a page shows twice is one."""
        return (self.category or "", *self.names, self.score, self.rank)

    def label(self) -> str:
        """The row's names for a reading or a finding."""
        return " / ".join(text for text in (self.category, *self.names) if text)

    def raw(self) -> str:
        """The row's figures for a reading or a finding."""
        return " | ".join(text for text in (self.score, self.rank) if text)


def labelled(words: Vocabulary, text: str) -> tuple[str, str]:
    """A column and the text after it: "Score: 0.5" -> (score, 0.5), "Rank" -> (rank, ""), "MMLU" -> ("", MMLU)."""
    return _remembered(words, text) if len(text) <= LONGEST_PART else _labelled(words, text)


@lru_cache(maxsize=8_192)
def _remembered(words: Vocabulary, text: str) -> tuple[str, str]:
    return _labelled(words, text)


def _labelled(words: Vocabulary, text: str) -> tuple[str, str]:
    if (column := words.columns.get(key(text))) is not None:
        return (column, "") if column in FIGURES else ("", "")
    head, sign, rest = text.replace("：", ":").partition(":")
    if not sign:
        head, _, rest = text.partition(" ")
    column, rest = words.columns.get(key(head), ""), rest.strip()
    if column in FIGURES and (is_figure(rest) or (sign and rest[:1] in BEGINS_FIGURE)):
        return column, rest
    return ("", rest) if column and sign else ("", text.rstrip(":： ") or text)


def stands_for_figure(words: Vocabulary, row: Row, text: str) -> bool:
    """Whether a text is what a page has in the place of a figure that the row still lacks: "88.7 ± 0.4", "1 (tie)".

    The grammar will refuse it; it is no name, and the figure behind it keeps its own place.
    """
    if not row.names or (row.score and row.rank) or len(text) > LONGEST_NEAR:
        return False
    if row.score and key(text) in words.moves:
        return True
    if text[-1] in _SIZES:
        return False  # "128K": how much of its input a benchmark filled
    return any(map(str.isdigit, text)) and _NEAR.fullmatch(_ASIDE.sub("", text)) is not None


def figures_of(words: Vocabulary, text: str) -> list[str]:
    """One figure, or a score and a place that says that it is one: "0.694 (#31)", "0.694, Rank 31"."""
    if is_figure(text):
        return [text]
    first, *rest = _SECOND.split(text.rstrip(")）]"), maxsplit=1)
    column, second = labelled(words, rest[0]) if rest else ("", "")
    is_place = is_figure(second) and (column == "rank" or second.startswith("#"))
    return [first, "#" + second.lstrip("#")] if is_place and is_figure(first) else []


def are_figures(words: Vocabulary, parts: Sequence[str]) -> bool:
    """Whether two parts of a line are a score and a place, by their words or by the place's sign."""
    said = [labelled(words, part) for part in parts]
    place = said[-1][1].startswith("#") and not said[0][0] and all(is_figure(text) for _, text in said)
    return place or {column for column, _ in said} == set(FIGURES)
