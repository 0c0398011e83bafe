"""Parts of a page side by side: a line of their headings, and under each heading its own lines.

Headings of sections, pillars and classes of hardware are known by their words, so that no row of a table is taken for
one. Such parts are put one below the other, as a page says them that is narrow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from schemas.language import key
from schemas.vocabulary import vocabulary
from scraper.plain_text.pieces import FILLER, spread

LONGEST_LINE = 240
"""Columns of a line of headings."""
LONGEST_PART = 400
"""Lines."""
CELL = re.compile(r"\S+(?: \S+)*")
_POINTS = re.compile(r"[0-9.]{1,6}\s?[/／]\s?[0-9.]{1,6}")


def one_below_other(lines: list[str]) -> list[str]:
    """The lines, with parts that stand side by side one below the other."""
    found: list[str] = []
    at = 0
    while at < len(lines):
        starts, end = _parts(lines, at)
        if starts:
            found += _columns(lines[at:end], starts)
        else:
            found.append(lines[at])
        at = end
    return found


def _parts(lines: list[str], at: int) -> tuple[list[int], int]:
    """Where the columns of the parts begin whose headings a line holds, and before which line they end."""
    if "  " not in lines[at].strip() or len(lines[at]) > LONGEST_LINE:
        return [], at + 1
    starts = _heads(spread(lines[at]))
    end = _end(lines, at, starts) if starts else at + 1
    return (starts, end) if end > at + 1 else ([], at + 1)


def _heads(line: str) -> list[int]:
    """Where the headings of a line begin; nothing where something else stands in it than headings with their points."""
    starts: list[int] = []
    for cell in CELL.finditer(line):
        text = cell[0].replace(FILLER, "")
        if _is_heading(text):
            starts.append(cell.start())
        elif not starts or not _POINTS.fullmatch(text):
            return []
    return starts if len(starts) > 1 else []


def _is_heading(text: str) -> bool:
    words = vocabulary()
    if len(text) > LONGEST_LINE or text[-1:] in ":：":
        return False
    return words.section(text) is not None or key(text) in words.tiers or key(text) in words.pillars


def _end(lines: list[str], at: int, starts: Sequence[int]) -> int:
    """Before which line the parts end: lines up to a blank one belong to them if they fit and stand side by side."""
    end = at + 1
    rows: list[str] = []
    last = min(len(lines), at + LONGEST_PART)
    for place in range(at + 1, last + 1):
        row = spread(lines[place]) if place < last else ""
        if row.strip():
            rows.append(row)
            if not _fits(row, starts):
                break
        elif rows:
            if not any(sum(map(bool, _cut(each, starts))) > 1 for each in rows):
                break
            end, rows = place, []
    return end


def _fits(row: str, starts: Sequence[int]) -> bool:
    """Whether a line leaves blank what keeps the parts apart."""
    return not any(row[start - 2 : start].strip() for start in starts[1:])


def _cut(row: str, starts: Sequence[int]) -> list[str]:
    return [
        row[start:end].replace(FILLER, "").rstrip()
        for start, end in zip((0, *starts[1:]), (*starts[1:], None), strict=True)
    ]


def _columns(lines: list[str], starts: Sequence[int]) -> list[str]:
    columns = zip(*(_cut(spread(line), starts) for line in lines), strict=True)
    return [line for column in columns for line in (*column, "")]
