"""Tables of a transparency report whose head names the columns: a cell is what its column's head says.

Their rows are given as a plain report would say them, whatever the order of the columns: the pillar where it changes,
the criterion, its points, its assessment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from schemas.blanks import is_blank
from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.layout.block import Block
from scraper.prose import is_prose
from scraper.tables.grid import chunks, drop_repeated_heads, rows_around, words_of
from scraper.tables.headed import (
    HIGHEST,
    LONGEST_HEAD,
    MOST_PARTS,
    NARROWEST,
    WIDEST,
    Table,
    cells_below,
    head_of,
)
from scraper.transparency.points import points

MOST_LOOKED_AT = 20
"""Rows by which a column without a known head is told."""
_ASIDE = re.compile(r"[(（\[/]")
_OUT_OF = re.compile(r"(?:[(（\[][^0-9]*|/\s*)([0-9]{1,4})[^0-9]*$")
_NUMBER = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,2})?")


@dataclass(slots=True)
class Entry:
    """One row of a table: cells by column. `points`: score and most as published, or ""; `scores`: where they stand."""

    criterion: Block
    pillar: Block | None
    assessment: Block | None
    scores: list[Block]
    points: tuple[str, str]


def may_be_head(words: Vocabulary, leaf: Block) -> bool:
    """Whether a leaf has a column's word."""
    return len(leaf.text) <= LONGEST_HEAD and _kind(words, leaf.text) != ""


def table_at(words: Vocabulary, leaf: Block) -> Table[str] | None:
    """The table in whose head a leaf stands, None where it stands in none."""
    for number, row in enumerate(leaf.ancestors()):
        if number == HIGHEST:
            return None
        if len(row.children) > 1 and (found := _turned(words, row) or _table(words, row)):
            while len(found.rows) > 1 and not _is_row(words, found, found.rows[-1]):
                found.rows.pop()
            return found
    return None


def _is_row(words: Vocabulary, table: Table[str], cells: Sequence[Block]) -> bool:
    """Whether cells are a row of the table, and not lines or another table behind it: a known name, or points."""
    if len(cells) == 1:
        return cells[0].tag == "tr"
    by_column = _by_column(table.columns, cells)
    if "criterion" not in by_column or "score" not in by_column:
        return bool(by_column) and "score" not in table.columns
    score = words_of(by_column["score"])
    is_known = key(words_of(by_column["criterion"])) in words.criteria
    return (
        is_known
        or points().fullmatch(score) is not None
        or _NUMBER.fullmatch(score) is not None
        or is_blank(score)
    )


def _turned(words: Vocabulary, row: Block) -> Table[str] | None:
    """A table on its side: a column for each criterion, with the words for what its cells say at the left."""
    if not NARROWEST <= len(row.children) <= WIDEST or not _kind(words, words_of(row.children[0])):
        return None
    rows = rows_around(row)
    columns = [_kind(words, words_of(each.children[0])) for each in rows]
    if "" in columns or "criterion" not in columns or not 1 < len(set(columns)) == len(columns):
        return None
    heads, *criteria = (list(cells) for cells in zip(*(each.children for each in rows), strict=True))
    return Table(heads, columns, [*criteria], is_turned=True)


def _table(words: Vocabulary, row: Block) -> Table[str] | None:
    """A table with this row as its head, or with the first cells of a box that holds all of its cells."""
    heads = list(takewhile(_may_head, row.children[: WIDEST + 1]))
    kinds = [_kind(words, words_of(cell)) or _kind(words, head_of(cell)) for cell in heads]
    known = [place for place, kind in enumerate(kinds) if kind]
    whole = len(heads) == len(row.children)
    if not whole and not any(kinds[:1]):
        return None
    for width in range(known[-1] + 1, len(heads) + 1) if known else ():
        if width == len(row.children):
            rows = cells_below(row, width)
        else:
            rows = [] if whole else [*chunks(row.children, width)[1:]]
        drop_repeated_heads(heads[:width], rows)
        columns = _columns(words, kinds[:width], rows)
        if "criterion" in columns and len(set(columns) - {""}) > 1:
            return Table(heads[:width], columns, rows)
    return None


def _most(heads: Sequence[Block]) -> str:
    """The points that one of the heads names: "Score (out of 10)"."""
    found = [match[1] for head in heads if (match := _OUT_OF.search(words_of(head)))]
    return found[0] if len(found) == 1 else ""


def _may_head(cell: Block) -> bool:
    return len(cell.leaves()) <= MOST_PARTS and len(head_of(cell)) <= LONGEST_HEAD


def _columns(words: Vocabulary, kinds: list[str], rows: Sequence[Sequence[Block]]) -> list[str]:
    """What each column says: by its head, or by what stands in it where its head is strange."""
    full = [row for row in rows if len(row) == len(kinds)][:MOST_LOOKED_AT]
    if not full:
        return []
    found: list[str] = []
    for place, kind in enumerate(kinds):
        told = kind or _told(words, [row[place] for row in full])
        found.append("" if told in found or (told != kind and told in kinds) else told)
    return found


def _told(words: Vocabulary, cells: Sequence[Block]) -> str:
    """What a column says by its cells alone: known names, points, or sentences."""
    texts = [words_of(cell) for cell in cells]
    names = set(map(key, texts))
    if names <= words.criteria:
        return "criterion"
    if names <= words.pillars:
        return "pillar"
    if all(map(points().fullmatch, texts)):
        return "score"
    return "assessment" if all(map(_is_text, cells)) else ""


def _is_text(cell: Block) -> bool:
    return any(leaf.prose for leaf in cell.leaves()) or is_prose(cell.text)


def entries(table: Table[str]) -> Iterator[Entry | Block]:
    """The rows of a table as they follow each other; a text between them, or a row that does not fit, as it is."""
    pillar: Block | None = None
    most = _most(table.head)
    for cells in table.rows:
        by_column = _by_column(table.columns, cells)
        criterion = by_column.get("criterion")
        if criterion is None:
            yield from cells
            continue
        pillar = by_column.get("pillar", pillar)
        scores = [by_column[column] for column in ("score", "most") if column in by_column]
        yield Entry(criterion, pillar, by_column.get("assessment"), scores, _points(by_column, most))


def _by_column(columns: list[str], cells: Sequence[Block]) -> dict[str, Block]:
    """The cells of a row by column; one cell less where the pillar spans rows. Empty where they do not fit."""
    if len(cells) + 1 == len(columns) and "pillar" in columns:
        place = columns.index("pillar")
        columns = columns[:place] + columns[place + 1 :]
    if len(cells) != len(columns) or len(cells) < 2:
        return {}
    return {column: cell for column, cell in zip(columns, cells, strict=True) if column}


def _points(cells: dict[str, Block], most: str) -> tuple[str, str]:
    """Score and most of a row: from one cell, from two, or from a cell and a head ("Score (out of 10)")."""
    if "score" not in cells:
        return "", ""
    score = words_of(cells["score"])
    if match := points().fullmatch(score):
        return match[1], match[2]
    most = words_of(cells["most"]) if "most" in cells else most
    if (_NUMBER.fullmatch(score) or is_blank(score)) and _NUMBER.fullmatch(most):
        return score, most
    return "", ""


def _kind(words: Vocabulary, text: str) -> str:
    """The column that a head's words name, with or without an aside behind them ("Score (out of 10)")."""
    if len(text) > LONGEST_HEAD:
        return ""
    found = words.report_columns.get(key(text)) or words.report_columns.get(
        key(_ASIDE.split(text, maxsplit=1)[0])
    )
    return found or ""
