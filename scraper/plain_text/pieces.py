"""What a plain text falls into before it becomes Blocks: lines, and tables of cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from scraper.layout.block import Block
from scraper.layout.line import is_wide, join_lines

LONGEST_ROW = 400
"""Columns of a line; a longer one is no row."""
FILLER = "\0"
"""Stands behind a letter that is two columns wide, so that a character is a column."""
Cells = tuple[str, ...]
"""The cells of a row, an empty one where the table has none."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that belong together."""

    rows: tuple[Cells, ...]


Piece = str | Table | Block
"""A line, a table, or what is a block already."""


def among_lines(pieces: Sequence[Piece], find: Callable[[list[str]], list[Piece]]) -> list[Piece]:
    """The pieces, with what `find` makes of every run of lines between tables."""
    found: list[Piece] = []
    for _, run in groupby(pieces, key=type):
        part = list(run)
        lines = [piece for piece in part if isinstance(piece, str)]
        found += find(lines) if lines else part
    return found


def spread(line: str) -> str:
    """A line in which every character takes one column."""
    if len(line) > LONGEST_ROW or line.isascii():
        return line
    return "".join([letter + FILLER if is_wide(letter) else letter for letter in line])


def width_of(text: str) -> int:
    """How many columns a text takes."""
    return len(text) if text.isascii() else len(text) + sum(map(is_wide, text))


def table_of(rows: Sequence[Sequence[str]]) -> Table:
    """A table without the rows and columns that hold nothing, and with names on two lines put together."""
    size = max((len(row) for row in rows), default=0)
    full = [tuple(row) + ("",) * (size - len(row)) for row in rows if any(row)]
    used = [at for at in range(size) if any(row[at] for row in full)]
    return Table(tuple(_whole_rows(_folded([tuple(row[at] for at in used) for row in full]))))


def _folded(rows: list[Cells]) -> list[Cells]:
    """The rows of two tables side by side, whose header says everything twice, as those of one."""
    half = len(rows[0]) // 2 if rows else 0
    if half < 2 or rows[0] != rows[0][:half] * 2:
        return rows
    return [rows[0][:half]] + [part for row in rows[1:] for part in (row[:half], row[half:]) if any(part)]


def _whole_rows(rows: list[Cells]) -> list[Cells]:
    """The rows, where each is followed by as many lines with a first cell only: those are lines of its first cell."""
    if len(rows) < 2 or len(rows[0]) < 3:
        return rows
    starts = [at for at, row in enumerate(rows) if any(row[1:])]
    if starts[:2] == [0, 1]:  # a header
        starts = starts[1:]
    sizes = {end - start for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)}
    if len(sizes) != 1 or sizes <= {1} or starts[0] > 1 or not all(rows[at][0] for at in starts):
        return rows
    size = sizes.pop()
    joined = [merged(rows[at : at + size]) for at in starts]
    return rows[: starts[0]] + joined


def merged(lines: Sequence[Cells]) -> Cells:
    """One row of the lines that its cells take."""
    return tuple(join_lines(cell) for cell in zip(*lines, strict=True))
