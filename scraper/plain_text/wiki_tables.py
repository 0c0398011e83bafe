"""Tables of wikis: "{|", a line a cell or several between "||", "|-" between rows, "|}"."""

from __future__ import annotations

import re

from scraper.layout.line import join_lines
from scraper.plain_text.pieces import Piece, table_of

_START = re.compile(r"\s*\{\|.*")
_CELL = re.compile(r"\|\||!!")
_ATTRIBUTES = re.compile(r"(?:\s*[\w-]+\s*=\s*(?:\"[^\"]{0,200}\"|[\w%-]{1,40}))+\s*\|(?!\|)")


def find_wiki_tables(lines: list[str]) -> list[Piece]:
    """The lines, with tables where wiki text has one."""
    found: list[Piece] = []
    at = 0
    while at < len(lines):
        end = _end(lines, at) if _START.fullmatch(lines[at]) else at
        if end > at:
            found.append(table_of(_rows(lines[at + 1 : end])))
        else:
            found.append(lines[at])
        at = max(end, at) + 1
    return found


def _end(lines: list[str], start: int) -> int:
    """Where a table ends; its start where it does not."""
    for at in range(start + 1, len(lines)):
        if lines[at].strip().startswith("|}"):
            return at
        if _START.fullmatch(lines[at]):
            break
    return start


def _rows(lines: list[str]) -> list[list[str]]:
    rows: list[list[list[str]]] = [[]]
    for line in map(str.strip, lines):
        if line.startswith("|-"):
            rows.append([])
        elif line[:1] in ("|", "!") and not line.startswith("|+"):
            rows[-1] += [[_bare(cell)] for cell in _CELL.split(line[1:])]
        elif line and rows[-1] and not line.startswith("|+"):
            rows[-1][-1].append(line)
    return [[join_lines(parts) for parts in row] for row in rows]


def _bare(cell: str) -> str:
    """A cell without its attributes ("width="33%"| Score")."""
    match = _ATTRIBUTES.match(cell)
    return cell[match.end() :].strip() if match else cell.strip()
