"""Tables whose head says what their columns hold: their shape, the rows below a head, where they stand in a section.

What a head's words mean is each section's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from scraper.layout.block import Block
from scraper.prose import count_words, ends_sentence, is_decoration, is_prose
from scraper.tables.grid import rows_below, words_of

HIGHEST = 3
"""Boxes between the words of a head and its row."""
LONGEST_HEAD = 40
"""Characters."""
WIDEST = 12
"""Columns."""
NARROWEST = 3
"""Columns of a table on its side; one of two has a label and its value in a row."""
MOST_PARTS = 6
"""Texts in one head: words, a sign that sorts, an explanation."""
MOST_WORDS = 4
"""Words of a head; a longer line explains it."""
_SCALE = re.compile(r"[0-9.,]+\s*[-–—~]\s*[0-9.,]+|[(（\[].*")
MOST_MISSES = 60
"""Texts that could head a table and do not, before no more tables are looked for."""
Head = TypeVar("Head")


@dataclass(slots=True)
class Table(Generic[Head]):
    """`head`: the row of heads. `columns`: what each says. `rows`: their cells; what does not fit is a row of one.

    `is_turned`: on the page its rows are columns.
    """

    head: Sequence[Block]
    columns: list[Head]
    rows: list[Sequence[Block]]
    is_turned: bool = False

    def leaves(self) -> Iterator[Block]:
        """Every leaf of the table."""
        for cell in [*self.head, *(cell for row in self.rows for cell in row)]:
            yield from cell.leaves()


def head_of(cell: Block) -> str:
    """The words of a head, without what explains them beside: "Score" over "0–1", a tip, what a click does."""
    named = [part for part in cell.children if not _explains(words_of(part), own_line=not cell.text)]
    return words_of(named[0]) if len(named) == 1 else words_of(cell)


def _explains(text: str, *, own_line: bool) -> bool:
    """Whether words beside those of a head explain it: a sentence, a scale, an icon; a figure is a value under it.

    Words with a small letter do so in a line of their own; in the head's they go on ("Score gap").
    """
    if is_prose(text) or count_words(text) > MOST_WORDS or ends_sentence(text):
        return True
    if own_line and text[:1].islower() and " " in text:
        return True
    return is_decoration(text) or _SCALE.fullmatch(text) is not None


def tables_among(
    leaves: Sequence[Block],
    may_head: Callable[[Block], bool],
    table_at: Callable[[Block], Table[Head] | None],
) -> Iterator[list[Block] | Table[Head]]:
    """The open leaves of a section in reading order, and its tables in the place of theirs.

    `may_head`: whether a leaf's words are a head's. `table_at`: the table in whose head a leaf stands, if any.
    """
    taken: set[int] = set()
    plain: list[Block] = []
    misses = 0
    for leaf in leaves:
        if leaf.role or id(leaf) in taken:
            continue
        asked = misses < MOST_MISSES and may_head(leaf)
        if (table := table_at(leaf) if asked else None) is None:
            misses += asked
            plain.append(leaf)
            continue
        taken.update(id(each) for each in table.leaves())
        yield [each for each in plain if id(each) not in taken]
        yield table
        plain = []
    yield plain


def cells_below(head: Block, width: int) -> list[Sequence[Block]]:
    """The rows below a head, in the smallest box that has some: as many cells, fewer in a table's row, or one text."""
    for blocks in rows_below(head):
        rows = [_cells(row, width) for row in blocks]
        if any(len(row) == width for row in rows):
            return rows
    return []


def _cells(row: Block, width: int) -> Sequence[Block]:
    fits = len(row.children) == width or (row.sealed and not row.text and 1 < len(row.children) < width)
    return row.children if fits else (row,)
