"""Sentences in which a page speaks of itself, not of a model: "Nova redirects here.", "Changes saved."."""

from __future__ import annotations

import re

from schemas.language import Language

LONGEST_NOTICE = 600
"""Characters; a longer text is no notice."""
_NAME = "[^。！？!?;；]{1,80}?"
_STOPS = ".!。！"


class Notices:
    """Every such sentence of every language; a "*" stands for a name, at the end for whatever follows."""

    def __init__(self, sources: tuple[Language, ...]) -> None:
        words = [word for each in sources for word in (*each.benchmarks.notices, *each.furniture.notices)]
        self._pattern = re.compile("|".join(map(_pattern, words)), re.IGNORECASE | re.DOTALL)

    def has(self, text: str) -> bool:
        """Whether the whole text is one of them."""
        return len(text) <= LONGEST_NOTICE and self._pattern.fullmatch(text.strip()) is not None


def _pattern(words: str) -> str:
    """A sentence as an expression; any stop may stand for its own."""
    bare = words[:-1]
    between = rf"\s*{_NAME}\s*".join(re.escape(part.strip()) for part in bare.split("*"))
    return between + (".*" if words.endswith("*") else f"[{_STOPS}]")
