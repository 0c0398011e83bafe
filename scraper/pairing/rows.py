"""Which children of a block belong to one row of labels and values: neighbours that nothing interrupts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from scraper.layout.block import Block
from scraper.layout.contents import contents, has_inside, label_of
from scraper.outline.long_values import is_long_value
from scraper.pairing.cells import is_header_over

INTERRUPTS = frozenset(("heading", "cell", "prose"))
"""Roles of leaves that end a row of labels and values."""
LONGEST_REMARK = 250
"""Characters; a longer text beside a value is no remark on it."""
MOST_PARTS = 4
"""Leaves of a value; more is a group of its own."""


def runs_of(block: Block) -> Iterator[list[Block]]:
    """Neighbouring children with nothing between them that interrupts: a heading, prose, a large block."""
    _mark_sentences(block)
    run: list[Block] = []
    heads_count = block.labels == 1 or any(map(_has_heading_part, block.children))
    for child in block.children:
        if not (child.text or child.children):
            if not (run and run[-1].labels and has_inside(run[-1])):  # else it only keeps boxes apart
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


def _has_heading_part(child: Block) -> bool:
    """Whether a label, or the value beside it in its box, is a heading element."""
    if child.labels != 1:
        return False
    for leaf in child.leaves():
        if leaf.level:
            parts = list(islice(contents(child), 3))
            return label_of(child).level > 0 or (len(parts) == 2 and any(part.level for part in parts))
    return False


def _mark_sentences(block: Block) -> None:
    """Sentences that explain labels or values are furniture, not the page's text."""
    for child in block.children:
        if child.prose:
            _find_long_values(block.children)
            children = [each for each in block.children if each.is_open()]
            _mark_remarks(block, children)
            _mark_explained(block, [each for each in children if not each.role])
            return


def _find_long_values(children: Sequence[Block]) -> None:
    """A long text that ends as no sentence does, between a bare label and the next one, is the first one's value.

    So is one behind a bare text in the same elements as a known label and its value ("<dt>" and "<dd>").
    """
    shapes = {
        (label.tag, value.tag)
        for label, value in pairwise(children)
        if label.field and label.tag != value.tag and not value.prose and not value.labels
    }
    for label, text, following in zip(children, children[1:], [*children[2:], None], strict=False):
        if text.prose and not text.role and is_long_value(text):
            between = label.field and following is not None and following.field
            alike = (label.tag, text.tag) in shapes and label.text and not (label.prose or label.role)
            text.prose = not (between or alike)


def _mark_remarks(block: Block, children: list[Block]) -> None:
    """A sentence after most values in a row of label, value, sentence is a remark.

    So is one in the same element as the value before it, where the labels stand in another (a second <dd>).
    """
    threes = list(zip(children, children[1:], children[2:], strict=False))
    remarks = [
        (child, value, remark)
        for child, value, remark in threes
        if child.labels == 1 and not value.labels and not value.prose and remark.prose
    ]
    alike = all(child.tag != value.tag == remark.tag for child, value, remark in remarks)
    if len(remarks) < 2 or not (alike or len(remarks) * 2 > block.labels):
        return
    for _, _, remark in remarks:
        remark.role = "furniture"
    shapes = {(child.tag, value.tag) for child, value, _ in remarks} if alike else set()
    for child, value, remark in threes:
        if (child.tag, value.tag) in shapes and remark.tag == value.tag and remark.prose:
            remark.role = "furniture"  # of an unknown label


def _mark_explained(block: Block, children: list[Block]) -> None:
    """Where sentences stand between most labels and their values, so does one behind an unknown label."""
    threes = list(zip(children, children[1:], children[2:], strict=False))
    explained = [
        (label.tag, remark.tag, value.tag)
        for label, remark, value in threes
        if label.labels == 1 and remark.prose and not value.labels and not value.prose
    ]
    if len(explained) < 2 or len(explained) * 2 <= block.labels:
        return
    shapes = set(explained)
    for before, (label, remark, value) in zip(children, threes[1:], strict=False):
        stands = remark.prose and (label.tag, remark.tag, value.tag) in shapes
        bare = not any(each.labels or each.prose for each in (before, label, value))
        if stands and bare and len(remark.text) <= LONGEST_REMARK:
            remark.role = "furniture"


def _is_value(child: Block, *, headed: bool) -> bool:
    """Whether a block without labels is small enough to be a value.

    A heading element is none, but beside a single label, or where labels are heading elements (`headed`).
    """
    leaves = list(contents(child))
    if not 0 < len(leaves) <= MOST_PARTS:
        return False
    if any(leaf.section for leaf in leaves):
        return False
    return headed or child.tag in ("dd", "td") or not any(leaf.level for leaf in leaves)
