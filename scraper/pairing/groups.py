"""Boxes that are lists of facts of their own, and rows that are alike: told by their elements, never by their words."""

from __future__ import annotations

from scraper.layout.block import Block
from scraper.layout.contents import contents, has_inside, shape_of
from scraper.pairing.rows import MOST_PARTS
from scraper.pairing.strangers import TERMS


def are_rows(row: Block, following: Block) -> bool:
    """Whether two blocks consist of the same two elements, a label and its value."""
    return len(row.children) == 2 and shape_of(row) == shape_of(following)


def is_group(block: Block) -> bool:
    """Whether a block is a list of facts of its own: it has several known labels.

    Or one, and is under a known heading, of boxes alike, or large.
    """
    if block.labels != 1:
        return block.labels > 1
    for leaf in block.leaves():
        if leaf.role == "heading":
            return True
    rows = _rows_in(block)
    return (
        are_alike(rows)
        or are_terms(rows)
        or (
            bool(rows)
            and all(row.children for row in rows)
            and sum(1 for _ in contents(block)) > MOST_PARTS + 1
        )
    )


def _rows_in(block: Block) -> list[Block]:
    """The boxes in a block, without headings and through boxes that hold nothing else; none for a single text."""
    rows = [block]
    while len(rows) == 1:
        rows = [child for child in rows[0].children if not child.level]
    return rows


def are_alike(rows: list[Block]) -> bool:
    """Whether rows consist of the same elements, each with a label and a value in it."""
    if not rows or not rows[0].children:
        return False
    shape = shape_of(rows[0])
    return all(row.children and shape_of(row) == shape and (row.text or has_inside(row)) for row in rows)


def are_terms(rows: list[Block]) -> bool:
    """Whether several terms stand each before its meaning."""
    couples = list(zip(rows[::2], rows[1::2], strict=False))
    return len(couples) > 1 and all((one.tag, other.tag) in TERMS for one, other in couples)
