"""What becomes of the texts of a read pair: the label and its value are readings, sentences beside them are remarks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from scraper.layout.block import Block
from scraper.pairing.rows import LONGEST_REMARK
from scraper.prose import ends_sentence

MOST_LEAVES = 8
"""Texts in a row of one label, its value and remarks."""


def claim(label: Block, values: tuple[Block, ...], *, labels: int) -> None:
    """Gives the leaves of a read pair their role; a sentence in their row or the value's box is a remark on them.

    `labels`: how many known labels stand in that row, 0 where the pair's label is unknown.
    """
    for leaf in label.leaves():
        leaf.role = leaf.role or "reading"
    for value in values:
        for leaf in value.leaves():
            leaf.role = leaf.role or ("furniture" if leaf.prose else "reading")
    _mark_remarks(label, labels)
    row = next(
        (
            each
            for each in label.ancestors()
            if each is values[0] or any(each is one for one in values[0].ancestors())
        ),
        None,
    )
    if row is not None and row.labels == labels:
        _mark_remarks(row, labels)


def claim_alone(label: Block) -> None:
    """A label without a value: sentences in its box explain it."""
    _mark_remarks(label, 1)


def mark_between(leaves: list[Block], label: Block, value: Block) -> None:
    """A sentence in reading order between a label and its value explains the label, in whatever boxes they stand."""
    between = leaves[label.order + 1 : value.leaves()[0].order]
    if len(between) < MOST_LEAVES and all(leaf.role or leaf.prose for leaf in between):
        for leaf in between:
            if len(leaf.text) <= LONGEST_REMARK:
                leaf.role = leaf.role or "furniture"


def _mark_remarks(block: Block, labels: int) -> None:
    """Sentences in a label's own box, or in the row of a label and its value, are remarks; so are lone letters.

    The box around an unknown label (`labels` is 0) may as well hold the page's text: only its row is looked at.
    """
    while labels and (box := block.parent) is not None and box.labels == labels and _is_row(box):
        block = box
    for leaf in block.leaves() if _is_small(block) else ():
        if not leaf.role and len(leaf.text) <= LONGEST_REMARK and _is_remark(leaf):
            leaf.role = "furniture"


def _is_remark(leaf: Block) -> bool:
    if leaf.prose or (len(leaf.text) == 1 and leaf.text.isalpha() and leaf.text.isascii()):
        return True
    return leaf.inline and " " in leaf.text and ends_sentence(leaf.text)


def _is_row(box: Block) -> bool:
    """Whether a box may hold a label, its value and remarks only: under a heading may stand the page's text."""
    return _is_small(box) and not any(leaf.role == "heading" or leaf.section for leaf in box.leaves())


def _is_small(block: Block) -> bool:
    return (
        len(block.leaves()) <= MOST_LEAVES or next(islice(_texts_of(block), MOST_LEAVES, None), None) is None
    )


def _texts_of(block: Block) -> Iterator[Block]:
    """The runs of text in a block; one that inline elements take apart counts as one."""
    if block.text or not block.children:
        yield block
    else:
        for child in block.children:
            yield from _texts_of(child)
