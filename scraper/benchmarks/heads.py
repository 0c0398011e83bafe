"""Header rows of benchmark tables: which cells head the table, and the column that each of them names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from schemas.blanks import is_blank
from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.benchmarks.rows import FIGURES
from scraper.grammar import fits
from scraper.layout.block import Block
from scraper.prose import is_figure
from scraper.tables.grid import chunks, words_of
from scraper.tables.headed import MOST_PARTS, WIDEST, head_of

HIGHEST = 4
"""Boxes around the words of a head that may be the header row (button, th, tr)."""


@dataclass(slots=True)
class Header:
    """A header row: its cells, and for each the column that it names ("" for a strange one).

    `rows`: the rows of cells in one box with the header; None where rows have boxes of their own. `compares`: this
    model's name heads the scores, so that the strange columns are other models'.
    """

    cells: list[Block]
    columns: list[str]
    row: Block
    rows: list[list[Block]] | None = None
    compares: bool = False

    def binds(self) -> bool:
        """Whether the heads name the benchmark and a figure of it."""
        return "benchmark" in self.columns and any(each in self.columns for each in FIGURES)


def header_of(words: Vocabulary, leaf: Block, name: str | None) -> Header | None:
    """The header row in which a leaf with a column word stands; None where its neighbours head nothing.

    `name`: the model's; as a head it stands for the score where no other head does. A row of a <table> is one as well
    where its other heads are strange: its table is then no table of benchmarks.
    """
    for number, box in enumerate(leaf.ancestors()):
        if number == HIGHEST:
            break
        if len(box.children) < 2 or (box.text and box.tag != "tr" and not _is_run_of_heads(words, box)):
            continue
        cells = list(takewhile(_may_head, box.children[: WIDEST + 1]))
        if len(cells) == len(box.children) <= WIDEST:
            found = _header(words, box, cells, name)
            if found.binds() or (box.tag == "tr" and _is_strange(found)):
                return found
        elif len(cells) < len(box.children) and (flat := _flat_header(words, box, cells, name)):
            return flat
    return None


def _is_run_of_heads(words: Vocabulary, run: Block) -> bool:
    return sum(key(child.text) in words.columns for child in run.children) > 1


def _may_head(cell: Block) -> bool:
    return len(cell.leaves()) <= MOST_PARTS and not is_figure(words_of(cell))


def _is_strange(header: Header) -> bool:
    """Whether some heads name a column and others none that is known."""
    strange = [cell for column, cell in zip(header.columns, header.cells, strict=True) if not column]
    return 0 < len(strange) < len(header.cells) and any(map(words_of, strange))


def _header(words: Vocabulary, row: Block, cells: list[Block], name: str | None) -> Header:
    columns = _columns(words, cells)
    compares = _take_own_name(columns, cells, name) if name and "score" not in columns else False
    if "benchmark" not in columns:
        _take_corner(columns, cells)
    return Header(cells, columns, row, compares=compares)


def _columns(words: Vocabulary, cells: list[Block]) -> list[str]:
    """The column that each head names, "" where it names none: the first one with a word has it, whole before part."""
    columns: list[str] = []
    whole = [words.column(words_of(cell)) for cell in cells]
    for cell, named in zip(cells, whole, strict=True):
        column = named or words.column(head_of(cell))
        columns.append("" if column in columns or (column in whole and not named) else column)
    return columns


def _take_own_name(columns: list[str], cells: list[Block], name: str) -> bool:
    """Makes the head with this model's name the one of the scores; whether there is one."""
    own = key(name)
    place = next((at for at, cell in enumerate(cells) if own and key(words_of(cell)) == own), None)
    if place is None:
        return False
    columns[place] = "score"
    return True


def _take_corner(columns: list[str], cells: list[Block]) -> None:
    """Makes a corner without words the head of the names of the rows: the first empty one, before all figures."""
    corner = next((at for at, cell in enumerate(cells) if not words_of(cell)), None)
    if corner is not None and not any(column in FIGURES for column in columns[:corner]):
        columns[corner] = "benchmark"


def _flat_header(words: Vocabulary, box: Block, cells: list[Block], name: str | None) -> Header | None:
    """The header of a table whose cells all stand in one box: so wide that every row has its figures in place.

    Facts and headings before it mean that the box is a page's, not a table's.
    """
    if any(cell.field or cell.section for cell in cells):
        return None
    known = [place for place, cell in enumerate(cells) if words.column(head_of(cell)) in FIGURES]
    for width in range(known[-1] + 1, len(cells)) if known else ():
        found = _header(words, box, cells[:width], name)
        rows = chunks(box.children, width)[1:]
        if rows and found.binds() and all(in_place(found.columns, row) for row in rows):
            found.rows = rows
            return found
    return None


def in_place(columns: list[str], cells: Sequence[Block]) -> bool:
    """Whether figures stand under the words for figures, places under theirs, and none under the word for names."""
    for column, cell in zip(columns, cells, strict=True):
        text = words_of(cell)
        if column == "benchmark" and is_figure(text):
            return False
        if column in FIGURES and text and not is_figure(text):
            return False
        if column == "rank" and text and not (is_blank(text) or fits("overall_rank", text)):
            return False
    return True
