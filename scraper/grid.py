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


def _flat(cells: list[Block], columns: list[Block | None]) -> Grid | None:
    """All cells in one box: every so many of them are a row."""
    width = len(columns)
    if len(cells) % width:
        return None
    return Grid(columns, [cells[at : at + width] for at in range(width, len(cells), width)])


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
