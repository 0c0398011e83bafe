"""Tables drawn with signs: bars between cells, and frames of dashes or box-drawing characters around rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from schemas.vocabulary import vocabulary
from scraper.plain_text.pieces import Cells, Piece, Table, merged, table_of

BARS = "|│┃┆┇┊┋║╎╏｜"
"""Signs between the cells of a row."""
LONGEST_CELL = 400
"""Characters; a longer text beside a bar is no cell."""
_BAR = re.compile(rf"(?<!\\)[{BARS}]")
_COLON = re.compile("[:：]")
_LABELLED = re.compile(r"[^:：]{1,60}(?::\s|：)\s*\S")
_EDGES = f" \t{BARS}"
_RULE = re.compile(rf"\s*(?=.*[+\u2500-\u257f{BARS}])(?=.*[-=\u2500-\u257f])[-=+:\s\u2500-\u257f{BARS}]+")


def find_drawn(lines: list[str]) -> list[Piece]:
    """The lines, with tables where neighbouring ones are drawn as one: rows of as many cells, rules between them."""
    found: list[Piece] = []
    before = ""
    for size, run in groupby(_sizes(lines), key=lambda each: each[0]):
        part = [line for _, line in run]
        if size == 1:
            found += [_bare(line) for line in part if not is_rule(line)]
        elif any(map(is_rule, part)):
            found.append(_table(part))
        elif len(part) == 1 and _is_value(before, part[0]):
            found += part
        else:  # rows, but nothing says that they are one table
            found += map(_alone, part)
        before = part[-1]
    return found


def _is_value(above: str, line: str) -> bool:
    """Whether a line with bars is the value of the label above it: "Modality" over "Text | Image"."""
    if line.strip()[:1] in BARS or vocabulary().field(above.strip()) is None:
        return False
    return all(cell and vocabulary().field(cell) is None for cell in cells_of(line))


def _alone(line: str) -> Piece:
    """A row as a table of its own; a line where a value has a bar in it ("License: Apache 2.0 | MIT")."""
    cells = cells_of(line)
    is_fact = _LABELLED.match(cells[0]) is not None and not any(map(_COLON.search, cells[1:]))
    return line if is_fact else Table((tuple(cells),))


def _sizes(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Each line with the number of its cells; a rule goes with the row before it."""
    size = 1
    for line in lines:
        if not is_rule(line):
            cells = cells_of(line)
            size = len(cells) if all(len(cell) <= LONGEST_CELL for cell in cells) else 1
        yield size, line


def _bare(line: str) -> str:
    """A line without a frame around it."""
    return line.strip(_EDGES) if line.strip()[:1] in BARS else line


def is_rule(line: str) -> bool:
    """Whether a line is nothing but a part of a frame: "+----+", "|---|:-:|", "├──┼──┤"."""
    return _RULE.fullmatch(line) is not None


def cells_of(line: str) -> list[str]:
    """The cells between the bars of a line."""
    if not any(bar in line for bar in BARS):
        return [line]
    cells = [cell.strip() for cell in _BAR.split(line)]
    if len(cells) > 1 and not cells[0]:
        del cells[0]
    if len(cells) > 1 and not cells[-1]:
        del cells[-1]
    return cells


def _table(lines: list[str]) -> Table:
    groups = [[cells_of(line) for line in run] for rule, run in groupby(lines, key=is_rule) if not rule]
    size = max((len(row) for group in groups for row in group), default=0)
    even = [[tuple(row) + ("",) * (size - len(row)) for row in group] for group in groups]
    if _are_rows(even):
        return table_of([merged(group) for group in even])
    return table_of([row for group in even for row in group])


def _are_rows(groups: list[list[Cells]]) -> bool:
    """Whether each group of lines between two rules is one row: rules stand between rows, lines have empty cells."""
    return len(groups) > 2 and all(
        len(group) == 1 or any(not all(line) for line in group) for group in groups
    )
