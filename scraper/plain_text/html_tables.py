"""Tables that a converter to text has left as HTML, since its own format cannot hold them."""

from __future__ import annotations

import re

from scraper.layout import from_html
from scraper.plain_text.pieces import Piece

_START = re.compile(r"\s*<table\b[^<>]*>", re.IGNORECASE)
_END = re.compile(r"</table\s*>\s*$", re.IGNORECASE)


def find_html_tables(lines: list[str]) -> list[Piece]:
    """The lines, with such tables read as those of an HTML page."""
    if not any(map(_START.match, lines)):
        return list(lines)
    found: list[Piece] = []
    table: list[str] = []
    for line in lines:
        if table or _START.match(line):
            table.append(line)
            if _END.search(line):
                found.append(from_html("\n".join(table)).root)
                table = []
        else:
            found.append(line)
    return found + table
