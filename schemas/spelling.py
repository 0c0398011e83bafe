"""Texts of values in one spelling: full-width digits are digits, signs of footnotes are gone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, wraps

LONGEST_VALUE = 64
"""Characters; a longer text is no number, date or rank."""
_MARKS = re.compile(r"\s*[*†‡]+$")
_OTHER_PLACE = ("<super>", "<sub>", "<fraction>", "<circle>")
"""Compatibility forms that change what digits beside them mean: "10²" is not 102, "4096¹" has a footnote."""


def plain(text: str) -> str:
    """`text` in compatibility form (full-width digits are digits) with single spaces."""
    if len(text) > LONGEST_VALUE:
        raise ValueError(f"longer than {LONGEST_VALUE} characters")
    if not text.isascii() and any(unicodedata.decomposition(sign).startswith(_OTHER_PLACE) for sign in text):
        raise ValueError("a raised, lowered or circled sign is part of no value")
    return " ".join(unicodedata.normalize("NFKC", text).split())


def unmarked(text: str) -> str:
    """The same without the sign of a footnote behind it."""
    return _MARKS.sub("", plain(text))


def of_text(read: Callable[[str], object]) -> Callable[[object], object]:
    """A validator that reads texts, each of them once (pages publish the same ones), and lets pass what is none."""
    kept = lru_cache(maxsize=8_192)(read)

    @wraps(read)
    def parse(text: object) -> object:
        return kept(text) if isinstance(text, str) else text

    return parse
