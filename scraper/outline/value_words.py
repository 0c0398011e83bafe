"""What stands in the place of a value: label words inside it ("Custom" "License" behind "License"), signs alone ("?").

Beside its label a value may hold such words, as long as no value of theirs follows. Signs that would be decoration
elsewhere are kept there: without them the next words would be taken for the value.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from schemas.blanks import is_readable
from scraper.layout.block import INLINE, Block
from scraper.layout.line import join_lines

MOST_PIECES = 8
"""Pieces of one value."""


def settle_value_words(row: Block) -> int:
    """Makes one text of a value that holds label words. Gives the number of labels that are none."""
    gone = 0
    for at, (label, value) in enumerate(pairwise(row.children), 2):
        if not label.field or label.children or value.labels == 1 == len(value.leaves()):
            continue
        is_pair = len(row.children) == 2 or value.tag == "dd"
        if is_pair and value.children:
            gone += _settle(label, value)
        elif value.role and _are_signs(value) and (is_pair or _begins_anew(row.children[at : at + 3])):
            value.role = ""
    return gone


def _are_signs(value: Block) -> bool:
    """Whether a box of its own holds signs alone. In a line they are icons."""
    return bool(value.text) and value.tag not in INLINE and not is_readable(value.text)


def _begins_anew(following: Sequence[Block]) -> bool:
    """Whether nothing stands behind a value in its row, or the next label, or a strange one with its value."""
    known = [part.labels > 0 for part in following]
    return not known or known[0] or known in ([False, False], [False, False, True])


def _settle(label: Block, value: Block) -> int:
    """Only the label's own words may stand among others, and any at the end of the value."""
    parts = value.leaves()
    if len(parts) > MOST_PIECES or not (value.text or all(child.tag == "br" for child in value.children)):
        return 0
    meanings = [part for part in parts if part.field or part.section]
    if not meanings or parts[0].field or parts[0].section or any(part.level for part in parts):
        return 0
    if any(part is not parts[-1] and part.field != label.field for part in meanings):
        return 0
    labels = value.labels
    value.text = value.text or join_lines([part.text for part in parts])
    value.adopt(())
    value.labels = 0
    return labels
