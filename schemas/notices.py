"""Sentences in which a page speaks of itself, not of a model: "Nova redirects here.", "Changes saved."."""

from __future__ import annotations

import re

from schemas.language import Language

LONGEST_NOTICE = 600
"""Characters; a longer text is no notice."""
LONGEST_START = 200
"""Characters within which the first words of one stand that begins with a name."""
_KEY = 2
"""Letters of its first words, by which one is found."""
_NAME = "[^。！？!?;；]{1,80}?"
_STOPS = ".!。！"


class Notices:
    """Every such sentence of every language; a "*" stands for a name, at the end for whatever follows."""

    def __init__(self, sources: tuple[Language, ...]) -> None:
        self._by_start: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        self._by_part: list[tuple[str, re.Pattern[str]]] = []
        for words in (
            word for each in sources for word in (*each.benchmarks.notices, *each.furniture.notices)
        ):
            pattern = re.compile(_pattern(words), re.IGNORECASE | re.DOTALL)
            start, _, rest = words.casefold().partition("*")
            if start:
                self._by_start.setdefault(start[:_KEY], []).append((start.rstrip(" .。"), pattern))
            else:
                self._by_part.append((rest.partition("*")[0].strip()[:-1], pattern))

    def has(self, text: str) -> bool:
        """Whether the whole text is one of them."""
        if len(text) > LONGEST_NOTICE:
            return False
        folded = text[:LONGEST_START].casefold()
        patterns = [pattern for part, pattern in self._by_part if part in folded]
        for start, pattern in self._by_start.get(folded[:_KEY], ()):
            if folded.startswith(start):
                patterns.append(pattern)
        return any(pattern.fullmatch(text) for pattern in patterns)


def _pattern(words: str) -> str:
    """A sentence as an expression; any stop may stand for its own. A name ends at the first words behind it."""
    first, *parts = (re.escape(part.strip()) for part in words[:-1].split("*"))
    between = first + "".join(rf"(?>\s*{_NAME}\s*{part})" if part else rf"\s*{_NAME}\s*" for part in parts)
    return between + (".*" if words.endswith("*") else f"[{_STOPS}]")
