"""Plain text to Blocks, the same tree as HTML gives: a line is a block, a line with tabs or bars a block of cells."""

from __future__ import annotations

import re

from scraper.block import Block
from scraper.layout import INVISIBLE, Page, check_pieces, tidy

CELLS = re.compile(r"\t+|\s{3,}|\s*\|\s*")
BULLET = re.compile(r"^(?:[•‣◦▪·*]|[-–](?=\s+\S)|#{1,6}(?=\s))\s*")


def from_text(text: str) -> Page:
    """The tree of a plain text page: a line is a block, a line with tabs or bars a block of cells."""
    check_pieces(text, (*"\n\r\v\f\t|\x1c\x1d\x1e\x85\u2028\u2029", "   "))
    lines = [line for line in map(_line, text.splitlines()) if line is not None]
    return Page(Block("body", "", tuple(lines)))


def _line(raw: str) -> Block | None:
    line = INVISIBLE.sub("", raw).strip().strip("|").strip()
    if not line:
        return None
    cells = [tidy(cell) for cell in CELLS.split(line)]
    if len(cells) > 1 and not any(len(cell) > 400 for cell in cells):
        if not any(letter.isalnum() for letter in line):
            return None
        return Block("tr", "", tuple(Block("td", cell) for cell in cells if cell))
    return _heading_line(tidy(line))


def _heading_line(line: str) -> Block | None:
    marks = re.match(r"#{1,6}(?=\s)", line)
    text = BULLET.sub("", line).strip("*_` ") or line
    block = Block("p", text)
    if marks:
        block.level = len(marks[0])
    return block
