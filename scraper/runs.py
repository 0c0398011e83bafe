"""Which children of a block belong to one row of labels and values: neighbours that nothing interrupts."""

from __future__ import annotations

from collections.abc import Iterator

from scraper.block import Block
from scraper.cells import is_header_over
from scraper.pairs import contents, has_inside, label_of

INTERRUPTS = frozenset(("heading", "cell", "prose"))
"""Roles of leaves that end a row of labels and values."""
MOST_PARTS = 4
"""Leaves of a value; more is a group of its own."""


def runs_of(block: Block) -> Iterator[list[Block]]:
    """Neighbouring children with nothing between them that interrupts: a heading, prose, a large block."""
    _mark_remarks(block)
    run: list[Block] = []
    heads_count = block.labels == 1 or any(
        child.labels == 1 and label_of(child).level for child in block.children
    )
    for child in block.children:
        if not (child.text or child.children):
            run.append(child)  # an empty cell: a published blank
        elif not child.is_open():
            if any(leaf.role in INTERRUPTS for leaf in child.leaves()):
                yield run
                run = []
        elif child.sealed and not child.children and run and run[-1].labels and has_inside(run[-1]):
            yield run  # a row of one cell below rows of several heads those below it
            run = [child]
        elif child.labels or _is_value(child, headed=heads_count) or (run and is_header_over(run[-1], child)):
            run.append(child)
        elif not (child.prose and run and run[-1].labels and not has_inside(run[-1])):
            # A sentence between a label and its value explains the label; anywhere else it ends the row.
            yield run
            run = []
    yield run


def _mark_remarks(block: Block) -> None:
    """A sentence after most values in a row of label, value, sentence is a remark, not the page's text.

    So is one in the same element as the value before it, where the labels stand in another (a second <dd>).
    """
    children = [child for child in block.children if child.is_open()]
    remarks = [
        (child, value, remark)
        for child, value, remark in zip(children, children[1:], children[2:], strict=False)
        if child.labels == 1 and not value.labels and not value.prose and remark.prose
    ]
    alike = all(child.tag != value.tag == remark.tag for child, value, remark in remarks)
    if len(remarks) < 2 or not (alike or len(remarks) * 2 > block.labels):
        return
    for _, _, remark in remarks:
        remark.role = "furniture"
    shapes = {(child.tag, value.tag) for child, value, _ in remarks} if alike else set()
    for child, value, remark in zip(children, children[1:], children[2:], strict=False):
        if (child.tag, value.tag) in shapes and remark.tag == value.tag and remark.prose:
            remark.role = "furniture"  # of an unknown label


def _is_value(child: Block, *, headed: bool) -> bool:
    """Whether a block without labels is small enough to be a value.

    A heading element is none, but beside a single label, or where labels are heading elements (`headed`).
    """
    leaves = list(contents(child))
    if not 0 < len(leaves) <= MOST_PARTS:
        return False
    if any(leaf.section for leaf in leaves):
        return False
    return headed or not any(leaf.level for leaf in leaves)
