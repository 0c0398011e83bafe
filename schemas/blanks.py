"""Texts in the place of values that are none, or signs: blanks, what an unfilled page shows, ticks and crosses."""

from __future__ import annotations

import re
from functools import cache

from schemas.language import languages, merged

QUALIFIERS = "~≈∼≃±≤≥"
"""Signs that make another value of the number beside them: "~ 7B" is not 7B."""
_TEMPLATE = re.compile(r"\{\{|\}\}|\{%|%\}|<%|%>|\$\{|object Object|^\{[\w.]+\}$")


@cache
def signs() -> dict[str, bool]:
    """What signs and words for yes and no say, by their folded form."""
    yes = ((each.locale, word, True) for each in languages() for word in each.grammar.yes)
    no = ((each.locale, word, False) for each in languages() for word in each.grammar.no)
    crosses = (("", word, False) for word in crosses_for_no())
    return merged((*yes, *no, *crosses), "grammar.yes, grammar.no", str.casefold)


@cache
def crosses_for_no() -> frozenset[str]:
    """Signs that stand for no in a cell of their own; elsewhere they close something or multiply: "×"."""
    return frozenset(word for each in languages() for word in each.grammar.crosses)


@cache
def _blanks() -> frozenset[str]:
    return frozenset(word.casefold() for each in languages() for word in each.grammar.blanks)


def is_blank(text: str) -> bool:
    """Whether a published text stands for "nothing published": "", "-", "N/A" and the like."""
    return not text or text.casefold() in _blanks()


@cache
def _unfilled() -> frozenset[str]:
    return frozenset(word.casefold() for each in languages() for word in each.grammar.unfilled)


def is_unfilled(text: str) -> bool:
    """Whether a text is what a page shows where its own program failed: "{{ name }}", "undefined", "Loading..."."""
    return _TEMPLATE.search(text) is not None or text.rstrip(".… ").casefold() in _unfilled()


def is_readable(text: str) -> bool:
    """Whether a text says anything: letters or digits, a blank, a sign for yes or no ("✓"), or for "about" ("~")."""
    if any(map(str.isalnum, text)) or is_blank(text) or text in QUALIFIERS:
        return True
    return text.casefold() in signs() and text not in crosses_for_no()


@cache
def blank() -> str:
    """An expression for a published blank: "-", "N/A"."""
    words = sorted(_blanks(), key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, words))
