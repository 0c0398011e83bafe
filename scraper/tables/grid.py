"""Tables by their header row: which cell stands under which column word, however the boxes are drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from schemas.language import key
from scraper.layout.block import Block, joined
from scraper.prose import is_decoration

_COLON = re.compile(r"\s*[:：]\s*")
MOST_BOXES = 50
"""Boxes side by side that may be parts of one table."""
HIGHEST = 3
"""Boxes between a header row and the table around it (thead, table)."""


def rows_below(header: Block) -> Iterator[list[Block]]:
    """What stands below a header row, row by row: in the box around it, and in those around that.

    A row has as many cells as the header; what else is yielded is narrower, or one text between rows.
    """
    block = header
    for box in _boxes(header):
        place = box.children.index(block)
        yield list(_rows(box.children[place + 1 :], len(header.children)))
        block = box


def rows_around(row: Block) -> list[Block]:
    """The rows of the table in which a row stands, those in boxes beside its own (thead, tbody) among them."""
    box = row.parent
    if box is None:
        return [row]
    width = len(row.children)
    boxes = (box,) if box.parent is None else box.parent.children[:MOST_BOXES]
    rows = [each for part in boxes for each in ((part,) if _is_row(part, width) else part.children)]
    if any(len(each.children) != width for each in rows):
        return [each for each in box.children if len(each.children) == width]
    return rows


def right_above(block: Block) -> Block | None:
    """The block before another one in their box."""
    beside = block.parent.children if block.parent is not None else ()
    return next((one for one, other in pairwise(beside) if other is block), None)


def _rows(blocks: Sequence[Block], width: int) -> Iterator[Block]:
    stack = list(reversed(blocks))
    while stack:
        block = stack.pop()
        if _is_row(block, width):
            yield block
        else:
            stack.extend(reversed(block.children))


def _is_row(block: Block, width: int) -> bool:
    """Whether a block is a row, or a text, and no box of rows: not even one of as many rows as a row has cells."""
    cells = block.children
    if block.tag == "tr" or block.text or not any(cell.children for cell in cells):
        return True
    if len(cells) != width or any(cell.tag == "tr" for cell in cells):
        return False
    if sum(len(cell.children) == width for cell in cells) * 2 > width:
        return False
    return any(cell.text or not cell.children for cell in cells)


def words_of(cell: Block) -> str:
    """The words of a cell, whatever they consist of, without icons and signs of their own."""
    return cell.text or " ".join(leaf.text for leaf in cell.leaves() if not is_decoration(leaf.text))


def chunks(cells: Sequence[Block], width: int) -> list[list[Block]]:
    """Cells of one box by so many; none where some would be left."""
    if len(cells) % width:
        return []
    return [list(cells[at : at + width]) for at in range(0, len(cells), width)]


def _boxes(row: Block) -> Iterator[Block]:
    for number, box in enumerate(row.ancestors()):
        if number == HIGHEST:
            return
        yield box


def around(one: Block, other: Block) -> Block | None:
    """The smallest block around two leaves."""
    boxes = {id(block) for block in other.ancestors()}
    return next((block for block in one.ancestors() if id(block) in boxes), None)


def drop_repeated_heads(heads: Sequence[Block], rows: Sequence[Sequence[Block]]) -> None:
    """Takes off the head's words where every cell of a column repeats them, as tables for narrow screens do."""
    for place, head in enumerate(heads):
        word = key(words_of(head))
        cells = [row[place] for row in rows if len(row) == len(heads) and row[place].leaves()[0].text]
        if word and cells and all(_repeats(cell, word) for cell in cells):
            for cell in cells:
                _drop_first(cell, word)


def _repeats(cell: Block, word: str) -> bool:
    first, *others = cell.leaves()
    return (bool(others) and key(first.text) == word) or key(
        _COLON.split(first.text, maxsplit=1)[0]
    ) == word != key(first.text)


def _drop_first(cell: Block, word: str) -> None:
    first, box = cell.leaves()[0], cell.leaves()[0].parent
    if key(first.text) != word:
        first.text = _COLON.split(first.text, maxsplit=1)[1]
    elif box is not None:
        box.adopt(tuple(child for child in box.children if child is not first))
        first.role = "furniture"
    while box is not None and box.text:
        box.text, box = joined(box.children), box.parent
