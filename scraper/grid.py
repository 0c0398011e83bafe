"""Tables by their header row: which cell stands under which column word, however the boxes are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scraper.block import Block

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
    if len(cells) != width or all(len(cell.children) == width for cell in cells):
        return False
    return any(cell.text or not cell.children for cell in cells)


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
