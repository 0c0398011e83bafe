"""Telling sentences and figures from labels and values, by their shape."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from schemas.remembering import asked_once
from schemas.values import is_place

LONGEST_PART = 120
"""Characters; a longer text is no label and no value."""
LONGEST_FIGURE = 24
MOST_WORDS = 12
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]?$|[。！？][”’）]?$")
_BARS = re.compile(r"\s[|·•]\s")
_WIDE = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_NARROW = {sign + 0xFEE0: sign for sign in range(ord("!"), ord("~") + 1)}
"""Full-width signs, as ordinary ones."""
_FIGURE = re.compile(r"[#~]?\s*[0-9][0-9.,\s%/+-]*|[-–—−]|N/A", re.IGNORECASE)


def is_prose(text: str) -> bool:
    """Whether `text` is a sentence or longer, and so neither a label nor a value."""
    size = len(text)
    return size > LONGEST_PART or (size >= (6 if text[-1:] in "。！？" else 10) and _is_sentence(text))


@lru_cache(maxsize=8_192)
def _is_sentence(text: str) -> bool:
    words = count_words(text)
    if ends_sentence(text):
        return words >= 4
    return words > MOST_WORDS and not _BARS.search(text)


def ends_sentence(text: str) -> bool:
    """Whether a sentence ends with `text`."""
    return _SENTENCE_END.search(text[-2:]) is not None


def count_words(text: str) -> int:
    """About how many words a text has; two Chinese letters count as one."""
    return text.count(" ") + 1 + len(_WIDE.findall(text)) // 2


def has_wide(text: str) -> bool:
    """Whether Chinese letters stand in a text."""
    return _WIDE.search(text) is not None


def is_decoration(text: str) -> bool:
    """Whether `text` has nothing to read: an icon, a bullet, a lone sign of punctuation."""
    return not any(map(str.isalnum, text))


def _is_figure(text: str) -> bool:
    plain = "".join(letter for letter in text if unicodedata.category(letter) not in ("So", "Cf", "Mn", "Me"))
    plain = plain.strip().translate(_NARROW)
    return _FIGURE.fullmatch(plain) is not None or is_place(plain)


is_figure = asked_once(_is_figure, LONGEST_FIGURE, beyond=False)
"""Whether a text is shaped like a number, a rank or a blank: "0.476", "#3 🥉", "1,314", "-"."""
