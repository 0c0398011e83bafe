"""A transparency report in one line: "Total Score 43 / 100 D Upstream 13 / 30 Training Compute 4 / 10 It is not told."

A line is cut where a known name stands before points, or where something may begin: behind points, a grade, the end
of a sentence.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.prose import ends_sentence
from scraper.tables.flattened import any_of
from scraper.transparency.points import points

SHORTEST_LINE, LONGEST_LINE = 30, 20_000
LONGEST_POINTS, LONGEST_BEFORE = 24, 48
"""Characters: of points, of points with a grade behind them."""
_OPENING = " :：([（【–—-"


def rows(text: str, words: Vocabulary) -> list[str]:
    """The lines that a line holds, each with a name and what is said of it; a single one where it holds no more."""
    if len(text) > LONGEST_LINE:
        return [text]
    cuts = {0, len(text)}
    names: set[str] = set()
    for match in _names(words).finditer(text):
        start, end = match.span()
        ahead = points().match(text[end : end + LONGEST_POINTS].lstrip(_OPENING))
        if ahead or (
            _may_begin(text, start, words) and _goes_on(text, end) and key(match[0]) not in words.pillars
        ):
            if key(match[0]) in names:
                continue
            names.add(key(match[0]))
            cuts |= {start} if ahead else {start, end}
    if len(names) < 2:
        return [text]
    return [part for start, end in pairwise(sorted(cuts)) if (part := text[start:end].strip())]


@lru_cache(maxsize=4)
def _names(words: Vocabulary) -> re.Pattern[str]:
    names = sorted(words.report_names, key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, names))})(?![^\s:：(（])")


@lru_cache(maxsize=4)
def _grade(words: Vocabulary) -> re.Pattern[str]:
    """A grade at the end of a text, with its word before it or not: " C+", " Grade: C+"."""
    return re.compile(
        rf"(?:\s+{any_of(words.grade_words)}[:：]?)?\s*(?<=\s)[(（]?[A-F][+\-−]?[)）]?$", re.IGNORECASE
    )


def _may_begin(text: str, at: int, words: Vocabulary) -> bool:
    """Whether a name may begin here: nothing, points, a grade behind them, or the end of a sentence stands before."""
    before = text[max(0, at - LONGEST_BEFORE) : at].rstrip()
    if not before or ends_sentence(before):
        return True
    before = _grade(words).sub("", before)
    return any(match.end() >= len(before.rstrip(")]）】")) for match in points().finditer(before))


def _goes_on(text: str, at: int) -> bool:
    """Whether what follows a name can stand under it: another sentence, and not the rest of the one it begins."""
    following = text[at : at + LONGEST_POINTS].lstrip(_OPENING)
    return not following[:1].islower()
