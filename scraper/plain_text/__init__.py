"""Plain text to Blocks, the same tree as HTML gives: a line is a block, a row of cells a block of blocks."""

from __future__ import annotations

import re

from scraper.layout import Page
from scraper.layout.block import Block
from scraper.layout.limits import check_pieces, check_text
from scraper.layout.line import INVISIBLE, tidy
from scraper.plain_text.aligned import find_aligned
from scraper.plain_text.comma_lines import find_comma_lines
from scraper.plain_text.drawn import find_drawn
from scraper.plain_text.html_tables import find_html_tables
from scraper.plain_text.labels_above import find_labels_above
from scraper.plain_text.link_numbers import unnumbered, without_addresses
from scraper.plain_text.listed import plain_facts, without_numbers
from scraper.plain_text.marks import (
    BULLET,
    CRUMB,
    FENCE,
    FOOTNOTE,
    FRAMED,
    OBJECT,
    QUOTED,
    heading_of,
    unmarked,
)
from scraper.plain_text.page_breaks import without_page_breaks
from scraper.plain_text.pieces import Piece, Table, among_lines
from scraper.plain_text.side_by_side import one_below_other
from scraper.plain_text.wiki_tables import find_wiki_tables
from scraper.plain_text.wrapped import unwrap

CELLS = re.compile(r"\t+|\s{3,}")
LEADER = re.compile(r"(?<=[^\s.·…_])[ \t]*(?:\.{4,}|(?:\.[ \t]){3,}\.?|·{4,}|…{2,}|_{4,})[ \t]*(?=[^\s.·…_])")
ENDS = (*"\n\r\v\f\t|\x1c\x1d\x1e\x85\u2028\u2029", "   ")
"""What ends a line or a cell."""
FINDERS = (find_html_tables, find_wiki_tables, find_comma_lines, find_drawn, find_labels_above, find_aligned)
LONGEST_CELL = 400
"""Characters; a longer text beside a wide gap is no cell."""


def from_text(text: str) -> Page:
    """The tree of a plain text page: a line is a block, a row of cells a block of blocks."""
    check_text(text)
    check_pieces(sum(map(text.count, ENDS)))
    lines = list(map(_plain, without_page_breaks(text)))
    lines, numbered = without_addresses(lines)
    pieces: list[Piece] = list(one_below_other(lines))
    for find in FINDERS:
        pieces = among_lines(pieces, find)
    pieces = unwrap(pieces)
    if numbered:
        pieces = unnumbered(pieces)
    pieces = plain_facts(without_numbers(pieces))
    check_pieces(sum(len(row) for piece in pieces if isinstance(piece, Table) for row in piece.rows))
    blocks = map(_block, pieces)
    return Page(Block("body", "", tuple(block for block in blocks if block is not None)))


def _plain(line: str) -> str:
    """A line without letters that nobody sees, without the sign of a quotation, and with a tab for a row of dots."""
    line = LEADER.sub("\t", INVISIBLE.sub("", line).replace("\u00a0", " "))
    if ">" in line and (quoted := QUOTED.match(line)):
        line = line[quoted.end() :]
    if line[:1] == "{" and (pair := OBJECT.fullmatch(line)):
        line = pair["pair"]
    return "" if FENCE.match(line) else line


def _block(piece: Piece) -> Block | None:
    if isinstance(piece, Table):
        return _table(piece)
    return _line(piece) if isinstance(piece, str) else piece


def _table(table: Table) -> Block | None:
    rows = [_row(list(row)) for row in table.rows]
    found = tuple(row for row in rows if row is not None)
    return found[0] if len(found) == 1 else Block("table", "", found) if found else None


def _row(cells: list[str]) -> Block | None:
    """A row of cells; an empty one holds its place, so that the others stand under their own heads."""
    texts = [tidy(unmarked(cell)) for cell in cells]
    if not any(letter.isalnum() for text in texts for letter in text):
        return None
    blocks = tuple(Block("td", text) for text in texts)
    for block in blocks:
        block.role = "" if block.text else "furniture"
    return Block("tr", "", blocks)


def _line(line: str) -> Block | None:
    if not line.strip():
        return None
    if heading := heading_of(line):
        block = Block("p", tidy(unmarked(heading["text"] or heading["name"])))
        block.level = len(heading["signs"] or "##")
        return block
    if note := FOOTNOTE.match(line):
        return Block("figcaption", tidy(unmarked(line[note.end() :])))
    if framed := FRAMED.fullmatch(line):
        return _row([framed["label"], framed["value"]])
    bullet = BULLET.match(line) or CRUMB.match(line)
    words = line[bullet.end() :].strip() if bullet else line.strip()
    cells = [cell for cell in CELLS.split(words) if cell]
    if len(cells) > 1 and not any(len(cell) > LONGEST_CELL for cell in cells):
        return _row(cells)
    text = tidy(unmarked(words))
    return Block("p", text) if text else None
