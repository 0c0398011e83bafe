"""What stands in the place of a value: label words inside it ("Custom" "License" behind "License"), signs alone ("?").

Signs that would be decoration
elsewhere are kept there: without them the next words would be taken for the value.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from schemas.blanks import is_readable
from schemas.language import key
from scraper.grammar import is_strict
from scraper.layout.block import INLINE, Block
from scraper.layout.line import join_lines

MOST_PIECES = 8
"""Pieces of one value."""
MOST_PARTS = 400
"""Parts of a box that are looked through for a sign's place."""
MOST_SUCH = 2
"""Values that end in their label's words; where there are more, the page says every label twice."""


def keep_signs(leaves: Sequence[Block]) -> None:
    """Keeps signs alone right behind a label, where nothing else can be its value. In a line they are icons."""
    for value in leaves:
        row = value.parent
        if row is None or value.tag in INLINE or is_readable(value.text) or len(row.children) > MOST_PARTS:
            continue
        at = row.children.index(value)
        is_pair = len(row.children) == 2 or value.tag == "dd"
        if at and row.children[at - 1].field and (is_pair or _begins_anew(row.children[at + 1 : at + 4])):
            value.role = ""


def join_value_words(rows: Sequence[Block]) -> None:
    """Makes one text of each value in `rows` that holds its label's words.

    No figure does: then the label stands there once more, for narrow screens say, and so it does in other rows.
    """
    found = []
    for row in rows:
        for label, value in pairwise(row.children):
            is_pair = len(row.children) == 2 or value.tag == "dd"
            if (
                is_pair
                and label.field
                and not label.children
                and value.children
                and _holds_words_of(label, value)
            ):
                found.append((label, value))
    if len(found) > MOST_SUCH or any(label.field and is_strict(label.field) for label, _ in found):
        return
    for _, value in found:
        value.text = value.text or join_lines([part.text for part in value.leaves()])
        value.add_labels(-value.labels)
        value.adopt(())


def _holds_words_of(label: Block, value: Block) -> bool:
    """Whether all that has a meaning in a value, behind its first words, are words of its label."""
    parts = value.leaves()
    if len(parts) > MOST_PIECES or not (value.text or all(child.tag == "br" for child in value.children)):
        return False
    meanings = [part for part in parts if part.field or part.section]
    if not meanings or meanings[0] is parts[0] or any(part.level for part in parts):
        return False
    return all(key(part.text) in key(label.text) for part in meanings)


def _begins_anew(following: Sequence[Block]) -> bool:
    """Whether nothing stands behind a value in its row, or the next label, or a strange one with its value."""
    known = [part.labels > 0 for part in following]
    return not known or known[0] or known in ([False, False], [False, False, True])
