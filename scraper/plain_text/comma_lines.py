"""Facts as comma-separated values: a line a label and its value, quoted where it holds a comma.

Lines with as many commas are written by chance too: so most of the labels are known ones.
"""

from __future__ import annotations

import csv
from itertools import groupby

from schemas.vocabulary import vocabulary
from scraper.plain_text.pieces import Cells, Piece, Table

FEWEST = 3
"""So many neighbouring lines of a label and a value are a table."""
LONGEST_LINE = 240
"""Characters."""


def find_comma_lines(lines: list[str]) -> list[Piece]:
    """The lines, with tables where neighbouring ones are labels and values between commas."""
    found: list[Piece] = []
    for is_pair, run in groupby(((_cells(line), line) for line in lines), key=lambda each: len(each[0]) == 2):
        part = list(run)
        known = sum(vocabulary().field(cells[0]) is not None for cells, _ in part) if is_pair else 0
        if len(part) >= FEWEST and known * 2 >= len(part):
            found.append(Table(tuple(cells for cells, _ in part)))
        else:
            found += [line for _, line in part]
    return found


def _cells(line: str) -> Cells:
    """The cells of a line, without a space behind a comma; nothing for a line that is none of such a table."""
    if "," not in line or len(line) > LONGEST_LINE or (", " in line and '"' not in line):
        return ()
    cells = next(csv.reader([line]), [])
    return tuple(cells) if all(cell == cell.strip() != "" for cell in cells) else ()
