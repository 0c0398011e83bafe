"""Benchmark tables on their side, where a column word begins each row and each further column is one benchmark.

And tables of a single row, whose benchmark is named above them.
"""

from __future__ import annotations

from itertools import islice, takewhile

from schemas.vocabulary import Vocabulary
from scraper.benchmarks.rows import FIGURES, Row
from scraper.benchmarks.tables import row_of
from scraper.layout.block import Block
from scraper.prose import is_figure
from scraper.tables.grid import right_above, rows_below, words_of

HIGHEST = 3
"""Boxes between a column word and the row that it begins."""


def turned_rows(words: Vocabulary, leaf: Block, above: str) -> list[Row]:
    """The benchmarks of the table whose first row a leaf begins; none where it begins none.

    `above`: the words over the table, which name the benchmark of a table of one. Boxes of two cells are no table.
    """
    for number, row in enumerate(leaf.ancestors()):
        if number == HIGHEST or row.leaves()[0] is not leaf:
            return []
        if len(row.children) > 2 or (row.tag == "tr" and len(row.children) == 2):
            lines = _lines(words, row)
            return _rows(words, [*_names_over(row), *lines] if lines else [], above)
    return []


def lone_row(words: Vocabulary, leaf: Block, above: str) -> list[Row]:
    """The row of a table without a column of names, under the name of its benchmark; none where it is another table."""
    head = next((box for box in islice(leaf.ancestors(), HIGHEST) if box.tag == "tr"), leaf.parent)
    if not above or head is None or head.leaves()[0] is not leaf or len(head.children) < 2:
        return []
    columns = [words.column(words_of(cell)) for cell in head.children]
    rows = next((rows for rows in rows_below(head) if rows), [])
    if "" in columns or "benchmark" in columns or not set(columns) & set(FIGURES) or len(rows) != 1:
        return []
    if len(rows[0].children) != len(columns):
        return []
    row = row_of(words, columns, rows[0].children)
    row.names = [above]
    head.claim("cell")
    return [row]


def _lines(words: Vocabulary, first: Block) -> list[Block]:
    """The row and those below it that have as many cells and begin with another column word."""
    seen = {_word(words, first)}
    if "" in seen or any(words.column(words_of(cell)) for cell in first.children[1:]):
        return []

    def continues(row: Block) -> bool:
        word = _word(words, row)
        fits = len(row.children) == len(first.children) and word != "" and word not in seen
        seen.add(word)
        return fits

    below = next((rows for rows in rows_below(first) if rows), [])
    return [first, *takewhile(continues, below)]


def _names_over(first: Block) -> list[Block]:
    """The row right above, if its first cell is empty: the names of the benchmarks, over their figures."""
    row = right_above(first) or (right_above(first.parent) if first.parent is not None else None)
    if row is None or len(row.children) != len(first.children) or words_of(row.children[0]):
        return []
    return [row] if all(words_of(cell) and not is_figure(words_of(cell)) for cell in row.children[1:]) else []


def _word(words: Vocabulary, row: Block) -> str:
    return words.column(words_of(row.children[0])) if row.children else ""


def _rows(words: Vocabulary, lines: list[Block], above: str) -> list[Row]:
    columns = [_word(words, line) or "benchmark" for line in lines]
    if len(lines) < 2 or not any(column in FIGURES for column in columns):
        return []
    width = len(lines[0].children)
    if "benchmark" not in columns and (width != 2 or not above):
        return []
    found = [row_of(words, columns, [line.children[place] for line in lines]) for place in range(1, width)]
    for row in found:
        row.names = row.names or [above]
    for line in lines:
        line.children[0].claim("cell")
    return found
