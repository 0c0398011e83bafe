"""Where a transparency report ends: behind the box of its heading, where that held the total only, and at the
model's name, where the page speaks of the model again.
"""

from __future__ import annotations

import re

from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.layout.block import Block
from scraper.prose import LONGEST_PART

MOST_SIGNS = 5
"""Leaves between the box of a heading and the note on the report."""
_POINTS = re.compile(r"[0-9.]+\s*[/／]\s*[0-9.]+\W?$")


def report_end(words: Vocabulary, leaves: list[Block], place: int, extent: int, stop: int) -> int:
    """The end of the report whose heading stands at `place` and opens a box up to `extent`.

    `stop`: the next heading. Criteria or points behind the box belong to it where the box holds no known criterion;
    a note does anyway.
    """
    if extent < stop:
        behind = leaves[extent:stop]
        is_whole = any(_names_criterion(words, leaf) for leaf in leaves[place + 1 : extent])
        if (not is_whole and _has_criteria(words, behind)) or any(
            key(leaf.text[:LONGEST_PART]) in words.notes for leaf in behind[:MOST_SIGNS]
        ):
            extent = stop
    return _name_behind(words, leaves, place, min(extent, stop)) or extent


def _name_behind(words: Vocabulary, leaves: list[Block], place: int, end: int) -> int:
    """Where the model's name stands over a sentence with nothing of the report behind; 0 where it does not."""
    for at in range(end - 2, place, -1):
        if leaves[at].role == "heading" and leaves[at + 1].prose:
            return 0 if _has_criteria(words, leaves[at + 1 : end]) else at
    return 0


def _has_criteria(words: Vocabulary, leaves: list[Block]) -> bool:
    """Whether criteria or points stand there, before any fact of the model."""
    for leaf in leaves:
        if leaf.field:
            return False
        if _names_criterion(words, leaf) or (len(leaf.text) <= LONGEST_PART and _POINTS.search(leaf.text)):
            return True
    return False


def _names_criterion(words: Vocabulary, leaf: Block) -> bool:
    """Whether a leaf is a known criterion, or the head of the column of criteria."""
    name = key(leaf.text[:LONGEST_PART])
    return name in words.criteria or words.report_columns.get(name) == "criterion"
