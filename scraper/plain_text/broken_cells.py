"""Rows of a table whose cells take several lines, where nothing is drawn between the rows.

A line without a first cell goes on with the row of a line that has one. Cells stand at the top of their row, or in its
middle; which of both, the widths say: a tool breaks a cell only where the next word goes beyond its column.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from scraper.plain_text.pieces import Cells, merged, width_of


def whole(lines: Sequence[Cells]) -> list[Cells]:
    """The rows of a table, of its lines; the lines where each is a row.

    Lines are one row where it cannot be told what belongs together: so nothing is read that only looks whole.
    """
    starts = [at for at, line in enumerate(lines) if line[0]]
    if len(starts) in (0, len(lines)) or not _are_broken(lines, starts):
        return list(lines)
    widths = [max(map(width_of, column)) for column in zip(*lines, strict=True)]
    at_top = {*starts, len(lines)} if not starts[0] else set()
    places = _in_middle(lines, starts, widths)
    if at_top and all(_is_row(lines[start:end], widths) for start, end in pairwise(sorted(at_top))):
        places = at_top & places if places else at_top
    if not places:
        places = {0, len(lines)} | {at for before, at in pairwise(starts) if at == before + 1}
    return [merged(lines[start:end]) for start, end in pairwise(sorted(places))]


def _are_broken(lines: Sequence[Cells], starts: list[int]) -> bool:
    """Whether every line without a first cell lacks another one too, that all lines with a first cell have."""
    needed = [column for column in range(1, len(lines[0])) if all(lines[at][column] for at in starts)]
    if len(lines[0]) == 2:
        return True
    return all(line[0] or not all(line[column] for column in needed) for line in lines)


def _is_row(lines: Sequence[Cells], widths: Sequence[int]) -> bool:
    """Whether lines may be one row: no cell would have had room for the first word of its next line."""
    return all(
        width_of(one) + 1 + width_of(other.split()[0]) > width
        for line, following in pairwise(lines)
        for one, other, width in zip(line, following, widths, strict=True)
        if one and other
    )


def _in_middle(lines: Sequence[Cells], starts: list[int], widths: Sequence[int]) -> set[int]:
    """Where rows surely begin whose first cells stand in their middle, and the end; nothing where they do not.

    As many lines stand above the first cell of a row as below it, or one more below.
    """
    found = {0: {0}}
    for start in starts:
        longer: dict[int, set[int]] = {}
        for begin, places in found.items():
            above = start - begin
            for end in (start + above + 1, start + above + 2) if above >= 0 else ():
                if end <= len(lines) and _is_row(lines[begin:end], widths):
                    longer[end] = longer.get(end, places) & places | {end}
        found = longer
    return found.get(len(lines), set())
