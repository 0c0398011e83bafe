"""The model's name in a first-level heading that also says what the page holds: "Nova 2: Specs and Pricing"."""

from __future__ import annotations

import re
from functools import cache

from schemas.language import key
from schemas.values import LONGEST_NAME
from schemas.vocabulary import Vocabulary
from scraper.block import Block

MOST_SIGNS = 5
"""Between two words of a title."""
MOST_WORDS = 20
"""Of a title, behind the name."""
_SIGN = re.compile(r"\s*[:：|]|\s+[–—-]\s")


def trim_title(heading: Block, slug: str, words: Vocabulary) -> None:
    """Takes what the page holds off its first-level heading, where a name is left.

    A sign before those words says so, or the address, which has the words before them only. `slug`: its key.
    """
    text = heading.text
    if len(text) > LONGEST_NAME or slug.startswith(key(text)):
        return
    end = len(text)
    for _ in range(MOST_WORDS):
        match = _last(words).search(text, 0, end)
        if match is None:
            break
        end = match.start()
    name = key(text[:end])
    if name and (_SIGN.match(text, end) or slug.startswith(name) or name.startswith(slug)):
        heading.text = text[:end]


@cache
def _last(words: Vocabulary) -> re.Pattern[str]:
    """A word of titles at the end of a text, with the signs before it."""
    latin = "|".join(re.escape(word) for word in words.titles if word.isascii())
    others = "|".join(re.escape(word) for word in words.titles if not word.isascii())
    signs = rf"[\s:：|,，、·/&–—-]{{0,{MOST_SIGNS}}}"
    return re.compile(rf"{signs}(?:(?<!\w)(?:{latin})(?!\w)|{others})\s*$", re.IGNORECASE)
