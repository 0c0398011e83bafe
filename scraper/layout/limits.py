"""What is too much for one page. Each check raises `NotAProfile`, with what the page has and what is read at most.

With these a page takes at most a second and 100 MB (`python -m tests.extraction.giants`).
"""

from __future__ import annotations

from scraper.extraction import NotAProfile

MAX_BODY = 4_000_000
"""Bytes; a profile page is about 0.1 MB. Reading takes up to 25 times as much memory."""
MAX_TEXT = 1_000_000
"""Characters of a plain text; a profile page as text has about 8,000."""
MAX_TAGS = 40_000
"""A profile page has about 3,000; each costs some 300 bytes of memory."""
MAX_PIECES = 5_000
"""Runs of text of a page, lines and cells of a plain text; a profile page has about 300."""
MAX_DEPTH = 250
"""Open elements; the parser itself stops at 255."""
MAX_ATTRIBUTES = 256
"""Of one element; a framework writes some thirty."""


def check_body(body: bytes) -> None:
    """Raises where there is nothing to read, or too much."""
    if not body.strip():
        raise NotAProfile("empty", "the body is empty")
    _check(len(body), MAX_BODY, "bytes")


def check_text(text: str) -> None:
    """Raises where a plain text is too long."""
    _check(len(text), MAX_TEXT, "characters of plain text")


def check_pieces(number: int) -> None:
    """Raises where a page falls into too many runs of text, lines or cells."""
    _check(number, MAX_PIECES, "pieces of text")


def check_tags(body: bytes) -> None:
    """Raises where HTML has too many tags."""
    _check(body.count(b"<"), MAX_TAGS, "tags")


def check_attributes(number: int) -> None:
    """Raises where one element has too many attributes."""
    _check(number, MAX_ATTRIBUTES, "attributes in one element")


def _check(number: int, most: int, things: str) -> None:
    if number > most:
        raise NotAProfile("too_large", f"{number:,} {things}; at most {most:,} are read")
