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
_SIGN = re.compile(r"\s*[:：|]|\s+[–—-]\s")


def trim_title(heading: Block, slug: str, words: Vocabulary) -> None:
    """Takes what the page holds off its first-level heading, where a name is left.

    A sign before those words says so, or the address, which has the words before them only. `slug`: its key.
    """
    text = heading.text
    if len(text) > LONGEST_NAME or slug.startswith(key(text)):
        return
    match = _tail(words).search(text)
    if match is None:
        return
    name = key(text[: match.start()])
    if name and (_SIGN.match(match[0]) or slug.startswith(name) or name.startswith(slug)):
        heading.text = text[: match.start()]


@cache
def _tail(words: Vocabulary) -> re.Pattern[str]:
    """Words of titles at the end of a text, with signs before and between them."""
    latin = "|".join(re.escape(word) for word in words.titles if word.isascii())
    others = "|".join(re.escape(word) for word in words.titles if not word.isascii())
    return re.compile(
        rf"(?:[\s:：|,，、·/&–—-]{{0,{MOST_SIGNS}}}(?:(?<!\w)(?:{latin})(?!\w)|{others}))+\s*$", re.IGNORECASE
    )
