"""Labels side by side over their values, where a label or a value takes several lines.

The labels are known by their words, and they show the columns: all that stands in a column down to the next blank line
is one value. Where values that are one word or figure stand below each other, the lines are rows of several models.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from schemas.vocabulary import vocabulary
from scraper.grammar import is_strict
from scraper.plain_text.pieces import FILLER, Cells, Piece, Table, merged, spread
from scraper.plain_text.side_by_side import CELL, LONGEST_LINE

MOST_LINES = 8
"""Of labels and their values."""
LONGEST_LABEL = 3
"""Lines."""
MOSTLY = 0.6
"""The share of labels that are known ones."""

_Row = dict[int, str]
"""The cells of a line by where they begin."""


def find_labels_above(lines: list[str]) -> list[Piece]:
    """The lines, with a table where a row of labels stands over a row of values."""
    found: list[Piece] = []
    at = 0
    while at < len(lines):
        table, end = _labelled(lines, at)
        found.append(lines[at] if table is None else table)
        at = end
    return found


def _labelled(lines: list[str], at: int) -> tuple[Table | None, int]:
    """The labels from a line on with their values, and before which line they end."""
    if "  " not in lines[at].strip() or len(lines[at]) > LONGEST_LINE:
        return None, at + 1
    block = list(takewhile(str.strip, lines[at : at + MOST_LINES + 1]))
    if not 1 < len(block) <= MOST_LINES:
        return None, at + 1
    rows = list(map(_row, block))
    heads = [_merged(rows[:size]) for size in range(1, min(LONGEST_LABEL, len(rows) - 1) + 1)]
    labels = max(heads, key=_share)  # the first of several
    size = heads.index(labels) + 1
    values = list(takewhile(lambda row: not _has_labels(row), rows[size:]))
    if len(labels) < 2 or _share(labels) < MOSTLY or not _are_values(values, labels):
        return None, at + 1
    cells = _merged([dict.fromkeys(labels, ""), *values])
    return Table((tuple(labels.values()), tuple(cells.values()))), at + size + len(values)


def _share(labels: _Row) -> float:
    """The share of known labels."""
    return sum(vocabulary().field(label) is not None for label in labels.values()) / len(labels)


def _row(line: str) -> _Row:
    return {cell.start(): cell[0].replace(FILLER, "") for cell in CELL.finditer(spread(line))}


def _merged(rows: Sequence[_Row]) -> _Row:
    """One row of several lines."""
    starts = sorted({start for row in rows for start in row})
    lines: list[Cells] = [tuple(row.get(start, "") for start in starts) for row in rows]
    return dict(zip(starts, merged(lines), strict=True))


def _has_labels(row: _Row) -> bool:
    return any(vocabulary().field(cell) for cell in row.values())


def _are_values(values: list[_Row], labels: _Row) -> bool:
    """Whether lines are one row of values: all begin under a label, and figures take one line."""
    if not values or any(start not in labels for row in values for start in row):
        return False
    if any(len(row) == len(labels) and not _goes_on(row) for row in values[1:]):
        return False
    return not any(
        sum(start in row for row in values) > 1 and is_strict(vocabulary().field(label) or "name")
        for start, label in labels.items()
    )


def _goes_on(row: _Row) -> bool:
    """Whether a line's cells say that they go on with those above: "(MoE)", "of experts"."""
    return any(cell[0] in "(（" or cell[0].islower() for cell in row.values())
