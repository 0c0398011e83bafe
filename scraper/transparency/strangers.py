"""Names of a report that the vocabulary does not know: criteria by what stands beside them, pillars by their form.

One template draws all pillars, and another one all criteria. So a stranger that stands in boxes as known pillars do,
and in none as known criteria do, is a pillar; where boxes say nothing, the most of its points says it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from schemas.vocabulary import Vocabulary
from scraper.layout.block import INLINE, Block
from scraper.transparency.lines import Token
from scraper.transparency.report import Point

Form = tuple[str, ...]


def form_of(block: Block) -> Form:
    """The elements in which a name stands, from its line outwards."""
    line = block
    while line.parent is not None and (not line.tag or line.tag in INLINE):
        line = line.parent
    return (line.tag, *(box.tag for box in line.ancestors()))


def name_strangers(tokens: Sequence[Token], *, points_first: bool) -> None:
    """Finds the names that the vocabulary does not know: by the points beside them, or by the assessment after them.

    Without points a stranger is a name only where the known criteria have none either, and not before the first.
    """
    known = [at for at, token in enumerate(tokens) if token.kind == "name"]
    scored = known and any(token.kind == "points" for token in tokens[known[0] :])
    words = [at for at, token in enumerate(tokens) if token.kind == "words"]
    for at in words:
        after = tokens[at + 1].kind if at + 1 < len(tokens) else ""
        beside = tokens[at - 1].kind if points_first and at else after
        if beside in ("points", "blank") or (
            after == "text" and (not known or (not scored and at > known[0]))
        ):
            tokens[at].kind = "name"
    _name_headings(tokens, words)


def _name_headings(tokens: Sequence[Token], words: Sequence[int]) -> None:
    """Strangers without points over criteria are pillars: those in the form of a known one, or several of one form."""
    heads = [at for at in words if tokens[at].kind == "words" and _heads_criterion(tokens, at)]
    if not heads:
        return
    forms = {form_of(token.block) for token in tokens if token.is_pillar}
    if not forms:
        count = Counter(form_of(tokens[at].block) for at in heads if tokens[at].block.level)
        criteria = {form_of(token.block) for token in tokens if token.is_criterion}
        forms = {form for form, number in count.items() if number > 1} - criteria
    for at in heads:
        if form_of(tokens[at].block) in forms:
            tokens[at].kind, tokens[at].is_pillar = "name", True


def _heads_criterion(tokens: Sequence[Token], at: int) -> bool:
    """Whether a criterion follows, right behind or below sentences."""
    after = at + 1
    while after < len(tokens) and tokens[after].kind == "text":
        after += 1
    return after < len(tokens) and tokens[after].is_criterion


def settle(words: Vocabulary, points: Sequence[Point]) -> None:
    """Tells pillars from criteria, and gives each criterion its pillar. A strange pillar has points, and criteria."""
    if any(_is_strange(words, point) for point in points):
        _find_pillars(words, points)
    if _is_bar([point for point in points if point.is_pillar], points):
        return
    pillar: str | None = None
    for point in points:
        if point.is_pillar:
            pillar = point.name
        else:
            point.pillar = pillar


def _is_bar(pillars: Sequence[Point], points: Sequence[Point]) -> bool:
    """Whether all pillars stand in a row and none is a heading, as in a list or a bar of tabs: they head nothing."""
    if len(pillars) < 2 or any(point.text for point in pillars):
        return False
    begin = points.index(pillars[0])
    in_a_row = points[begin : begin + len(pillars)] == pillars
    return in_a_row and not any(_is_heading(point.block) for point in pillars)


def _is_heading(block: Block) -> bool:
    return bool(block.level or (block.parent and block.parent.level))


def _is_strange(words: Vocabulary, point: Point) -> bool:
    told = point.is_pillar or point.is_told
    return not told and point.key not in words.criteria and bool(point.score)


def _find_pillars(words: Vocabulary, points: Sequence[Point]) -> None:
    known = [point for point in points if point.key in words.criteria]
    criteria = {form_of(point.block) for point in known}
    pillars = {form_of(point.block) for point in points if point.is_pillar}
    if not known and all(form_of(point.block) in pillars for point in points):
        pillars = set()  # boxes say nothing
    mosts = {point.most for point in known}
    described = any(point.text for point in points if not point.is_pillar)
    for point, after in pairwise(points):
        if not _is_strange(words, point) or after.is_pillar:
            continue
        form = form_of(point.block)
        if form in pillars and form not in criteria:
            point.is_pillar = True
        elif described and not point.text:
            point.is_pillar = form not in criteria or point.most not in mosts
