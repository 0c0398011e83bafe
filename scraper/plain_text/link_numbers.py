"""Links as browsers for terminals write them: a number before the words, the addresses in a list at the page's end."""

from __future__ import annotations

import re
from itertools import pairwise

from scraper.plain_text.pieces import Piece, Table

FEWEST = 3
"""So many numbers that count up are numbers of links, also where a page was cut off before its list."""
_NUMBER = re.compile(r"(?<![\w\]])\[([0-9]{1,4})\](?=[^\s\[(:])")
_ADDRESS = re.compile(
    r"\s*(?:(?P<number>[0-9]{1,4}\.|\[[0-9]{1,4}\]:)|\[[^\[\]]{1,60}\]:)"
    r"\s+<?(?:[a-z][a-z0-9+.-]{1,12}:|(?<=:\s)[/#.])[^\s<>]*>?(?:\s+[\"(].*)?\s*"
)
LONGEST_HEADING = 40
"""Characters of the words above a list of addresses."""


def without_addresses(lines: list[str]) -> tuple[list[str], bool]:
    """The lines without lists of addresses, and whether links of the page have numbers."""
    kept: list[str] = []
    listed = False
    for line in lines:
        if address := _ADDRESS.fullmatch(line):
            if kept and not listed and address["number"]:
                _drop_heading(kept)
            listed = True
        else:
            kept.append(line)
    return (kept, True) if listed else (lines, _count_up(lines))


def _drop_heading(kept: list[str]) -> None:
    """Takes the last words off, which only say that addresses follow; two lines where the second ends with a colon."""
    for _ in range(2):
        filled = [at for at, line in enumerate(kept[-4:]) if line.strip()]
        last = kept[-4:][filled[-1]].strip() if filled else ""
        if not last or len(last) > LONGEST_HEADING or not last.rstrip(":").replace(" ", "").isalpha():
            return
        del kept[len(kept[:-4]) + filled[-1] :]
        if not last.endswith(":"):
            return


def _count_up(lines: list[str]) -> bool:
    numbers = [int(match[1]) for line in lines for match in _NUMBER.finditer(line)]
    return len(numbers) >= FEWEST and 2 * sum(b - a == 1 for a, b in pairwise(numbers)) >= len(numbers)


def unnumbered(pieces: list[Piece]) -> list[Piece]:
    """The pieces without the numbers of links."""
    return list(map(_unnumbered, pieces))


def _unnumbered(piece: Piece) -> Piece:
    if isinstance(piece, Table):
        return Table(tuple(tuple(_NUMBER.sub("", cell) for cell in row) for row in piece.rows))
    return _NUMBER.sub("", piece) if isinstance(piece, str) else piece
