"""Breaks between printed pages: form feeds, and the lines at the head and foot of every page, which no reader reads.

At the foot stands a count ("Page 1 of 3", "1/3" beside the page's address), at the head the hour of printing beside the
title, or the same line on every page. What stood on both sides of a break stands together again: rows of one table and
lines of one sentence without a blank line between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from schemas.language import key
from schemas.vocabulary import vocabulary
from scraper.prose import ends_sentence, is_prose

LONGEST = 240
"""Characters of a line at a page's head or foot."""
LONGEST_COUNT = 24
"""Characters of the count of a page."""
FEWEST = 3
"""So many pages with the same head or foot are needed where it says neither count nor hour."""
LONGEST_TABLE = 100
"""Lines; in as many above a break the head is looked for that is printed again below it."""
_GAP = re.compile(r"\s{2,}|\t")
_FIGURES = re.compile("[0-9]+")
_BARE = re.compile(r"[0-9]{1,3}(?:\s?/\s?|\s\w{1,4}\s)[0-9]{1,3}")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|file://\S+")
_HOUR = re.compile(
    r"[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4},?\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
)
Page = list[str]


def without_page_breaks(text: str) -> list[str]:
    """The lines of a text that may have been printed, without its breaks between pages."""
    pages = list(_pages(text))
    if len(pages) < 2:
        return pages[0] if pages else []
    _drop_repeated(pages)
    lines: list[str] = []
    for page in map(_inner, pages):
        following = _without_head(lines, page) if lines and page else page
        if lines and following and not _goes_on(lines[-1], following[0]):
            lines.append("")
        lines += following
    return lines


def _pages(text: str) -> Iterator[Page]:
    """The lines of each page, without those that count pages."""
    for part in text.split("\f"):
        lines: Page = []
        for line in part.splitlines():
            if not _counts(line):
                lines.append(line)
            elif any(lines):
                yield lines
                lines = []
        if any(lines):
            yield lines


def _counts(line: str) -> bool:
    """Whether a line counts pages: in words, or with bare figures beside an address or an hour and nothing else."""
    if len(line) > LONGEST or not any(map(str.isdigit, line)):
        return False
    cells = _cells(line)
    if any(map(_is_count, cells[:: max(len(cells) - 1, 1)])):
        return True
    signs = [sign for cell in cells for sign in (_BARE, _ADDRESS, _HOUR) if sign.fullmatch(cell)]
    return len(signs) == len(cells) > 1 and _BARE in signs


def _is_count(cell: str) -> bool:
    """Whether a line's first or last cell counts pages in words."""
    return len(cell) <= LONGEST_COUNT and key(_FIGURES.sub("0", cell)) in vocabulary().page_counts


def _cells(line: str) -> list[str]:
    return _GAP.split(line.strip())


def _inner(page: Page) -> Page:
    """The lines of a page without blank ones around them, and without the hour at its head."""
    filled = [at for at, line in enumerate(page) if line.strip()]
    if filled and _has_hour(page[filled[0]]):
        del filled[0]
    return page[filled[0] : filled[-1] + 1] if filled else []


def _has_hour(line: str) -> bool:
    cells = _cells(line) if len(line) <= LONGEST else []
    return len(cells) > 1 and any(map(_HOUR.fullmatch, cells))


def _drop_repeated(pages: list[Page]) -> None:
    """Takes a line off that stands at the foot of all pages but the last, or at the head of all but the first.

    It stands apart from the other lines. Where it counts the pages, two of them are enough.
    """
    for at, others in ((-1, slice(None, -1)), (0, slice(1, None))):
        edges = [_edge(page, at, number) for number, page in enumerate(pages, 1)]
        if len(pages) < FEWEST and not (len(set(edges)) == 1 and "#" in edges[0]):
            continue
        repeated = set(edges[others])
        if len(repeated) == 1 and "" not in repeated:
            for page, edge in zip(pages, edges, strict=True):
                if edge in repeated and (page is not pages[0] or at or "#" in edge):
                    del page[at]


def _edge(page: Page, at: int, number: int) -> str:
    """The line at a page's head (0) or foot (-1), if it stands apart, with "#" for the number of the page."""
    page[:] = _inner(page)
    if len(page) < FEWEST or page[1 if at == 0 else -2].strip() or len(page[at]) > LONGEST:
        return ""
    return re.sub(rf"(?<![0-9]){number}(?![0-9])", "#", page[at].strip(), count=1)


def _without_head(above: Page, page: Page) -> Page:
    """A page's lines without the head of a table, which is printed again where the table goes on."""
    table = list(takewhile(str.strip, reversed(above[-LONGEST_TABLE:])))
    return page[1:] if len(_cells(page[0])) > 1 and page[0].split() in map(str.split, table[-2:]) else page


def _goes_on(line: str, following: str) -> bool:
    """Whether the first line of a page goes on with the last one above it: a sentence, or a table."""
    cells, others = _cells(line), _cells(following)
    if len(cells) > 1 or len(others) > 1:
        return len(cells) == len(others)
    return not ends_sentence(line.strip()) and (is_prose(line) or following[:1].islower())
