"""The transparency report: a total, a grade, a note, and criteria with points and an assessment each.

Its lines are taken apart (`points`) and read in order. Points belong to the name they share the smallest box with;
where boxes say nothing, to the one before them, or after them where the whole report is drawn that way.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from schemas.vocabulary import Vocabulary
from scraper.layout.block import Block
from scraper.prose import ends_sentence
from scraper.tables.grid import around
from scraper.transparency.copies import drop_lists, take_once
from scraper.transparency.filling import Filling
from scraper.transparency.lines import Token, starts, tokens_of
from scraper.transparency.report import Point, Report
from scraper.transparency.strangers import name_strangers, settle

__all__ = ["Point", "Report", "read", "starts"]
_FIGURES = ("points", "blank")


def read(words: Vocabulary, leaves: Sequence[Block]) -> Report:
    """The report in a section's open leaves; every leaf that is used gets its role."""
    tokens = tokens_of(words, leaves)
    points_first = _points_first(tokens)
    _find_short_sentences(tokens, points_first=points_first)
    name_strangers(tokens, points_first=points_first)
    owned = _owned(tokens, points_first=points_first)
    _place_remarks(tokens, owned)
    report = Filling(tokens, owned).fill()
    has_copies = len({point.key for point in report.points}) < len(report.points)
    if has_copies:
        drop_lists(report)
    settle(words, report.points)
    if has_copies:
        take_once(words, report)
    return report


def _points_first(tokens: Sequence[Token]) -> bool:
    """Whether points stand before names: none follow the last name, and some stand between two criteria."""
    names = [at for at, token in enumerate(tokens) if token.kind == "name"]
    if not names:
        return False
    for token in tokens[names[-1] :]:
        if token.kind == "total":
            break
        if token.kind == "points":
            return False
    before: Token | None = None
    for token, after in pairwise(tokens):
        if token.kind == "name":
            before = token
        elif (
            token.kind == "points"
            and before is not None
            and after.is_criterion
            and (before.is_criterion or _nearer(before, token, after) > 0)
        ):
            return True
    return False


def _find_short_sentences(tokens: Sequence[Token], *, points_first: bool) -> None:
    """A few words with a stop behind a criterion or its points are its assessment: "Nothing is known.".

    Before a longer text they are a badge: "Verified.".
    """
    for at, token in enumerate(tokens):
        if token.kind != "words" or token.block.level or not ends_sentence(token.block.text):
            continue
        after = tokens[at + 1].kind if at + 1 < len(tokens) and not points_first else ""
        place = at - 2 if at > 1 and not points_first and tokens[at - 1].kind in _FIGURES else at - 1
        is_owned = place >= 0 and (
            tokens[place].is_criterion or (place == at - 2 and tokens[place].kind == "words")
        )
        if is_owned and after not in (*_FIGURES, "text"):
            token.kind, token.text = "remark", token.block.text


def _nearer(before: Token, points: Token, after: Token) -> int:
    """Above 0 where points share a smaller box with the name after them than with the one before; below 0 the other
    way.
    """
    return _depth(points, after) - _depth(before, points)


def _depth(one: Token, other: Token) -> int:
    box = around(one.block, other.block)
    return 0 if box is None else sum(1 for _ in box.ancestors())


def _owned(tokens: Sequence[Token], *, points_first: bool) -> dict[int, int]:
    """By the place of a name or total, the place of its points."""
    found: dict[int, int] = {}
    before: int | None = None
    for at, token in enumerate(tokens):
        if token.kind in _FIGURES:
            without_points = None if before in found else before
            owner = _owner(tokens, at, without_points, points_first=points_first)
            if owner is not None:
                found[owner] = at
        elif token.is_anchor:
            before = at
    return found


def _owner(tokens: Sequence[Token], at: int, before: int | None, *, points_first: bool) -> int | None:
    """The place of the name or total to which points belong: the last one without points, or the one right behind.

    `before`: the place of the former. A total without points before it has those behind it.
    """
    after = at + 1 if _may_own_before(tokens, at, points_first=points_first) else None
    if after is None:
        return before
    if before is None:
        return after if points_first or tokens[after].kind == "total" else None
    nearer = _nearer(tokens[before], tokens[at], tokens[after])
    is_totals = tokens[before].kind == "total" and before == at - 1
    return after if nearer > 0 or (nearer == 0 and points_first and not is_totals) else before


def _may_own_before(tokens: Sequence[Token], at: int, *, points_first: bool) -> bool:
    """Whether a name or total right behind points has none of its own behind it."""
    following = tokens[at + 1 : at + 3]
    if not following or not following[0].is_anchor:
        return False
    if not following[1:] or following[1].kind != "points":
        return True
    nearer = _nearer(tokens[at], *following)
    return nearer < 0 or (nearer == 0 and points_first)


def _place_remarks(tokens: Sequence[Token], owned: dict[int, int]) -> None:
    """Short words in the place of missing points or of a grade stand for them: the grammar will refuse them.

    That is right behind the total, or behind a criterion of a report with points. Elsewhere words behind a name's sign
    are its assessment, and others stay unread.
    """
    scored = any(tokens[at].is_criterion and tokens[place].kind == "points" for at, place in owned.items())
    before: int | None = None
    for at, token in enumerate(tokens):
        if before is not None and (
            token.kind == "remark" or (token.kind == "words" and not token.block.level)
        ):
            owner = tokens[before]
            if owner.kind == "grade_label":
                token.kind = "grade"
            elif before not in owned and (owner.kind == "total" or (scored and owner.is_criterion)):
                token.kind, token.points, owned[before] = "points", (token.text, ""), at
        if token.kind == "remark":
            token.kind = "text"
        before = before if token.kind == "column" else at
