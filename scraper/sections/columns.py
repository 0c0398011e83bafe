"""Words in a table of a section: over and in its columns they mean what stands there, and nothing else.

"Description" over a column is no heading of the page, "License" there no label of a fact, and "Compare" in a cell
below opens no section: what stands behind them would be lost to the table that they are a part of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.layout.block import Block
from scraper.prose import is_figure
from scraper.tables.grid import chunks, words_of
from scraper.tables.headed import LONGEST_HEAD, MOST_PARTS, NARROWEST, WIDEST, cells_below, head_of

HIGHEST = 5
"""Boxes around a word that are looked at: of its cell, the row, the table."""
HIGHEST_HEAD = 2
"""The same for a label, of which a page has many: only the row is looked at."""
MOST_ABOVE = 3
"""A table's first rows, among which its heads stand."""
MOST_TABLES = 60
"""Rows of heads on a page, below each of which its table is gone through."""
_FIGURES = frozenset(("score", "rank"))
_ASIDE = re.compile(r"[(（\[]")


def settle_columns(leaves: Sequence[Block], words: Vocabulary) -> None:
    """Takes their other meanings from words that head a column of a section's table, or stand in a cell below."""
    seen: set[int] = set()
    tables = 0
    for leaf in leaves:
        if not (leaf.section or leaf.field) or leaf.role or leaf.level or (box := leaf.parent) is None:
            continue
        if leaf.section or (box.children[2:] and box.labels * 2 < len(box.children)):
            for row in _rows_around(leaf, seen):
                if tables < MOST_TABLES and (heads := _heads(row, words)):
                    _settle(row, heads)
                    tables += 1


def _rows_around(leaf: Block, seen: set[int]) -> Iterator[Block]:
    """The rows that may hold the heads over a leaf, or the leaf itself; each is given once."""
    for box in islice(leaf.ancestors(), HIGHEST if leaf.section else HIGHEST_HEAD):
        for row in (box, *box.children[:MOST_ABOVE]):
            if len(row.children) >= NARROWEST and id(row) not in seen:
                seen.add(id(row))
                yield row


def _heads(row: Block, words: Vocabulary) -> Sequence[Block]:
    """The heads with which a box begins: all its cells, or those up to the last known one; empty where it has none.

    What stands right behind those with a meaning of its own is one as well: heads stand over rows, not over headings.
    """
    cells = list(takewhile(_may_head, row.children[: WIDEST + 1]))
    texts = [key(_ASIDE.split(head_of(cell), maxsplit=1)[0]) for cell in cells]
    if not _head_table(texts, words):
        return ()
    known = [at for at, text in enumerate(texts) if words.heads_column(text)]
    if not len(cells) == len(row.children) <= WIDEST:
        last = known[-1] + 1
        cells = [*cells[:last], *takewhile(lambda cell: cell.section or cell.field, cells[last:])]
    return cells if len(known) * 2 >= len(cells) and _are_alike(cells, known) else ()


def _are_alike(heads: Sequence[Block], known: Sequence[int]) -> bool:
    """Whether heads are of one kind, and no labels with their values between them: "Memory" "24 GB" "Device" ..."""
    tags = {head.tag for head in heads}
    return tags == {"th"} or (len(tags) == 1 and (len(heads) == NARROWEST or any(at % 2 for at in known)))


def _may_head(cell: Block) -> bool:
    if cell.level or len(cell.leaves()) > MOST_PARTS:
        return False
    text = words_of(cell)
    return len(text) <= LONGEST_HEAD and not is_figure(text)


def _head_table(texts: Sequence[str], words: Vocabulary) -> bool:
    """Whether heads name a benchmark and its figure, a criterion and its points, or two things of hardware.

    A word of hardware that labels a field of the record as well tells nothing.
    """
    columns = {words.columns.get(text, "") for text in texts}
    if "benchmark" in columns and not columns.isdisjoint(_FIGURES):
        return True
    report = {words.report_columns.get(text, "") for text in texts}
    if "criterion" in report and len(report - {""}) > 1:
        return True
    hardware = {words.requirement_columns.get(text, "") for text in texts if text not in words.labels}
    return len(hardware - {""}) > 1


def _settle(row: Block, heads: Sequence[Block]) -> None:
    for head in heads:
        _strip(head)
    for cells in _rows_of(row, len(heads)):
        for cell in cells:
            _strip(cell, labels=cell is not cells[0])


def _rows_of(row: Block, width: int) -> Sequence[Sequence[Block]]:
    """The cells of the rows below the heads, in boxes of their own or in the heads' box."""
    if width < len(row.children):
        return chunks(row.children, width)[1:]
    return [cells for cells in cells_below(row, width) if len(cells) == width]


def _strip(cell: Block, *, labels: bool = True) -> None:
    """Takes every other meaning from the words of a cell."""
    for leaf in cell.leaves():
        if not leaf.level:
            leaf.section = None
        if leaf.field and labels:
            leaf.add_labels(-leaf.labels)
            leaf.field = None
