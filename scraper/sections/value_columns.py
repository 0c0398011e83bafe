"""Tables that say by their heads which column holds the values: "Property | Description | Value"."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.layout.block import Block
from scraper.tables.headed import cells_below

MOST_TABLES = 60
"""A page with more of them is not looked through past them."""
WIDEST = 12
"""Cells of a row of heads."""


def settle_value_columns(leaves: Sequence[Block], words: Vocabulary) -> None:
    """Sets aside what stands between the labels and the column of their values: it explains the labels."""
    heads = [
        leaf for leaf in leaves if (leaf.tag == "th" or leaf.role == "furniture") and _stands_behind_two(leaf)
    ]
    for head in [each for each in heads if key(each.text) in words.value_heads][:MOST_TABLES]:
        row = head.parent
        if row is None or row.labels * 2 > len(row.children):
            continue
        at = row.children.index(head)
        for cells in cells_below(row, len(row.children)):
            if len(cells) == len(row.children) and cells[0].labels:
                for cell in cells[1:at]:
                    cell.set_aside("cell")
        row.set_aside("cell")


def _stands_behind_two(leaf: Block) -> bool:
    """Whether at least two cells stand before a head in its row."""
    row = leaf.parent
    return row is not None and 2 < len(row.children) <= WIDEST and leaf not in row.children[:2]
