"""Raised signs: exponents and units belong to the number before them, a footnote's mark to the words behind it."""

from __future__ import annotations

import re
from typing import Any

from scraper.layout.block import Block
from scraper.layout.line import Line

LONGEST_MARK = 4
"""Characters of a footnote's mark."""
_BASE = re.compile(r"(?<![0-9.,])(?:2|10)$")


def add_raised(line: Line, sign: Any) -> None:
    """Adds what a raised sign adds to the words before it; where there are none, those behind it are a footnote."""
    if line.blocks:
        if raised := _raised(line.blocks[-1], sign):
            line.lengthen(raised)
    elif sign.tail and _is_mark(sign):
        line.add_text(sign.tail)
        sign.tail = None
        for block in line.blocks:
            block.noted = True


def _raised(before: Block, sign: Any) -> str:
    """What a raised sign adds to a number: an exponent of two or ten, a unit. A footnote's sign adds nothing."""
    text = (sign.text or "").strip()
    if before.children or len(sign):
        return ""
    if text.isdecimal() and _BASE.search(before.text):
        return f"^{text}"
    return text if len(text) == 1 and text.isupper() and before.text[-1:].isdigit() else ""


def _is_mark(sign: Any) -> bool:
    """Whether a raised sign before a text is a footnote's: "2", "[3]", "a", "*"."""
    text = "".join(sign.itertext()).strip()
    return 0 < len(text) <= LONGEST_MARK and (len(text) == 1 or not text.isalpha())
