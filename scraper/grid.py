"""Tables by their header row: which cell stands under which column word, however the boxes are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scraper.block import Block

HIGHEST = 3
"""Boxes between a header row and the table around it (thead, table)."""


@dataclass(slots=True)
class Grid:
    """`columns`: the header leaf of each column, None for one without words. `rows`: the cells, in reading order."""

    columns: list[Block | None]
    rows: list[list[Block]]


def grid(header: Sequence[Block]) -> Grid | None:
    """The table under a header row of leaves, None where the boxes draw none."""
    row = around(header[0], header[-1])
    if row is None:
        return None
    cells = list(row.children)
    heads = {id(_child_with(leaf, row)): leaf for leaf in reversed(header)}
    columns = [heads.get(id(cell)) for cell in cells]
    if len(cells) >= 2 * len(header) and all(columns[: len(header)]):
        return _flat(cells, columns[: len(header)])
    for box in _boxes(row):
        rows = [
            list(each.children)
            for each in _below(box)
            if each is not row and len(each.children) == len(cells)
        ]
        if rows:
            return Grid(columns, rows)
    return None


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


def _flat(cells: list[Block], columns: list[Block | None]) -> Grid | None:
    """All cells in one box: every so many of them are a row."""
    rows = chunks(cells, len(columns))
    return Grid(columns, rows[1:]) if rows else None


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


def _below(box: Block) -> Iterator[Block]:
    """Every block inside a box, in reading order."""
    stack = list(reversed(box.children))
    while stack:
        block = stack.pop()
        yield block
        stack.extend(reversed(block.children))


def around(one: Block, other: Block) -> Block | None:
    """The smallest block around two leaves."""
    boxes = {id(block) for block in other.ancestors()}
    return next((block for block in one.ancestors() if id(block) in boxes), None)


def _child_with(leaf: Block, box: Block) -> Block:
    """The child of a box in which a leaf stands."""
    block = leaf
    while block.parent is not None and block.parent is not box:
        block = block.parent
    return block
