"""Lines that a tool broke at a width: put together again where the width can be told from the page itself.

A line is full where the next one's first word would have gone beyond the width. Text that nobody broke has lines of
any length; in broken text every line but a paragraph's last is full.

Chinese text is broken between any two letters, or by tools that know words by their spaces alone: then all that stands
between two spaces is a word, and lines are broken beside other letters and figures only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import pairwise

from scraper.layout.line import is_wide, join_lines
from scraper.plain_text.marks import begins_item, heading_of
from scraper.plain_text.pieces import Piece, among_lines, width_of
from scraper.prose import ends_sentence

NARROWEST, WIDEST = 30, 240
"""Columns at which tools break lines."""
LONG = 48
"""Columns of a line without an end, in a script without small letters."""
FEW_FACTS = 2
"""Colons of such a line; one with more of them is a line of facts, which ends where its maker ended it."""
FEWEST = 2
"""So many signs of a width are needed; a line that is surely broken is two."""
MOST_LONGER = 3
"""One line longer than the width is allowed for so many signs of it: what cannot be broken, as an address."""
_WORD = re.compile(r"[^\s\u2e80-\uffef]+|\S")
_SPACED_WORD = re.compile(r"\S+")
_FACT = re.compile(r"\s*[^:：,.，。]{2,48}[:：]\s*\S")
_CELLS = re.compile(r"\t|\S {3,}\S")


def unwrap(pieces: list[Piece]) -> list[Piece]:
    """The pieces, with those lines put together that were one."""
    lines = [piece if isinstance(piece, str) else "" for piece in pieces]
    width = _width(lines, _WORD)
    if width is not None:
        return among_lines(pieces, partial(_joined, partial(_goes_on, width)))
    width = _width(lines, _SPACED_WORD) if any(map(_is_beside_letters, lines, lines[1:])) else None
    return (
        pieces if width is None else among_lines(pieces, partial(_joined, partial(_goes_on_at_space, width)))
    )


def _joined(goes_on: Callable[[str, str], bool], lines: list[str]) -> list[Piece]:
    parts: list[list[str]] = []
    for line in lines:
        if parts and goes_on(parts[-1][-1], line):
            parts[-1].append(line)
        else:
            parts.append([line])
    return [join_lines(part) if len(part) > 1 else part[0] for part in parts]


def _width(lines: list[str], word: re.Pattern[str]) -> int | None:
    """The width at which the lines were broken, None where they were not. A line of one word may go beyond it."""
    signs: Counter[int] = Counter()
    sure: set[int] = set()
    for line, following in pairwise(lines):
        size = width_of(line.rstrip()) if len(line) <= WIDEST else 0
        if NARROWEST <= size <= WIDEST and not ends_sentence(line.rstrip()) and _may_go_on(line, following):
            narrowest = NARROWEST if word.fullmatch(line.strip()) else size
            widths = range(narrowest, min(WIDEST, size + _first_word(following, word)) + 1)
            signs.update(widths)
            if _is_sure(line, following, size, word):
                signs.update(widths)
                sure.update(widths)
    if not sure:
        return None
    sizes = sorted(width_of(line.rstrip()) for line in lines if not word.fullmatch(line.strip()))
    longer = {width: len(sizes) - bisect_right(sizes, width) for width in sure}
    width = max(sure, key=lambda each: (signs[each], -longer[each], -each))
    return width if signs[width] >= FEWEST and longer[width] * MOST_LONGER <= signs[width] else None


def _is_sure(line: str, following: str, size: int, word: re.Pattern[str]) -> bool:
    """Whether more than a line's length says that it was broken: the next one begins small, or further in.

    One small word alone without a stop may be a name ("o1-pro").
    """
    # Lines of facts have figures and words of other scripts among few of their own.
    long = size >= LONG and sum(map(is_wide, line)) * 4 > size and sum(map(line.count, ":：")) <= FEW_FACTS
    if word is _SPACED_WORD:
        return long and _is_beside_letters(line, following)
    start = following.lstrip()[:1] if " " in following.strip() or ends_sentence(following.rstrip()) else ""
    wide = long and is_wide(following.lstrip()[:1])
    return start.islower() or _indent(following) > _indent(line) or wide


def _is_beside_letters(line: str, following: str) -> bool:
    """Whether a Chinese letter and one of another script stand on either side of a break."""
    one, other = line.rstrip()[-1:], following.lstrip()[:1]
    return one.isalnum() and other.isalnum() and is_wide(one) != is_wide(other)


def _first_word(line: str, word: re.Pattern[str]) -> int:
    match = word.match(line.lstrip())
    return width_of(match[0][:WIDEST]) if match else 0


def _may_go_on(line: str, following: str) -> bool:
    """Whether a line could be the rest of the one above it: no mark or label begins it, it stands no further out."""
    if not following.strip() or not line.strip() or line.endswith(("\\", "  ")):
        return False
    further = _indent(following) - _indent(line)
    if further < 0 or (further == 0 and _FACT.match(line) and _FACT.match(following)):
        return False
    if begins_item(following) or heading_of(line):
        return False
    return any(map(str.isalnum, following)) and not (_CELLS.search(line) or _CELLS.search(following))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _goes_on(width: int, line: str, following: str) -> bool:
    size = width_of(line.rstrip())
    if not size <= width < size + 1 + _first_word(following, _WORD):
        return False
    return size * 2 >= width and _may_go_on(line, following)


def _goes_on_at_space(width: int, line: str, following: str) -> bool:
    is_full = width < width_of(line.rstrip()) + 1 + _first_word(following, _SPACED_WORD)
    return is_full and _is_beside_letters(line, following) and _may_go_on(line, following)
