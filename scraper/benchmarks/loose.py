"""Rows of a table of which only the order of its cells is left: heads one after the other, and cells as many times."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from schemas.blanks import is_blank
from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.benchmarks.rows import FIGURES
from scraper.grammar import fits
from scraper.layout.block import Block
from scraper.prose import is_figure


def cells_behind(words: Vocabulary, leaves: Sequence[Block]) -> list[Block]:
    """The leaves that may be cells: up to a sentence, or to the word of a column."""
    return list(takewhile(lambda leaf: not leaf.prose and key(leaf.text[:60]) not in words.columns, leaves))


def loose_rows(columns: Sequence[str], cells: Sequence[Block]) -> list[list[Block]]:
    """The cells by rows, each under its column; none where one does not fit, for then nobody knows which is missing.

    Words behind the last row are no cells.
    """
    width = len(columns)
    rows: list[list[Block]] = []
    for at in range(0, len(cells) - width + 1, width):
        row = list(cells[at : at + width])
        if not all(map(_may_stand, columns, row)):
            break
        rows.append(row)
    if "benchmark" not in columns or any(is_figure(cell.text) for cell in cells[len(rows) * width :]):
        return []
    return rows


def are_names_first(columns: Sequence[str]) -> bool:
    """Whether no name stands behind a figure, so that rows can be told by their shape."""
    figures = [column in FIGURES for column in columns]
    return figures == sorted(figures)


def are_side_by_side(cells: Sequence[Block]) -> bool:
    """Whether cells stand in one box, so that no box says which of them are a row."""
    return all(cell.parent is cells[0].parent for cell in cells)


def _may_stand(column: str, cell: Block) -> bool:
    """Whether a column's cell may hold these words: no figure where names are, and none but a place under its word."""
    text = cell.text
    if column not in FIGURES:
        return not is_figure(text) or (column == "category" and is_blank(text))
    if column == "rank":
        return is_blank(text) or fits("overall_rank", text)
    return text[:1] != "#" and (is_figure(text) or is_blank(text))
