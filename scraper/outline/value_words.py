"""Label words inside a value: "Llama 3.1 Community" "License" behind "License", the last word a link or a line.

Beside its label a value may hold such words, as long as no value of theirs follows.
"""

from __future__ import annotations

from itertools import pairwise

from scraper.layout.block import Block
from scraper.layout.line import join_lines

MOST_PIECES = 8
"""Pieces of one value."""


def settle_value_words(row: Block) -> int:
    """Makes one text of a value that holds label words. Gives the number of labels that are none."""
    gone = 0
    for label, value in pairwise(row.children):
        is_pair = len(row.children) == 2 or value.tag == "dd"
        if is_pair and label.field and not label.children and value.children:
            gone += _settle(label, value)
    return gone


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
