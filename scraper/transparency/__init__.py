"""The transparency report: a total, a grade, a note, and criteria with points and an assessment each.

Its lines are taken apart (`points`) and read in order. Points belong to the name they share the smallest box with;
where boxes say nothing, to the one before them, or after them where the whole report is drawn that way.
"""

from __future__ import annotations

from collections.abc import Sequence

from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.layout.block import Block, Role
from scraper.prose import ends_sentence
from scraper.tables.grid import around
from scraper.transparency.copies import drop_lists, take_once
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
    report = Report()
    _take(tokens, owned, report)
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
    for at, token in enumerate(tokens):
        if token.kind == "name":
            before = token
        elif token.kind == "points" and before is not None and at + 1 < len(tokens):
            after = tokens[at + 1]
            if after.is_criterion and (before.is_criterion or _nearer(before, token, after) > 0):
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
    """1 where points share a smaller box with the name after them than with the one before, -1 the other way, or 0."""
    return _depth(points, after) - _depth(before, points)


def _depth(one: Token, other: Token) -> int:
    box = around(one.block, other.block)
    return 0 if box is None else sum(1 for _ in box.ancestors())


def _owned(tokens: Sequence[Token], *, points_first: bool) -> dict[int, int]:
    """By the place of a name or total, the place of its points."""
    found: dict[int, int] = {}
    before = -1
    for at, token in enumerate(tokens):
        if token.is_anchor:
            before = at
        elif token.kind in ("points", "blank"):
            owner = _owner(tokens, at, before if before not in found else -1, points_first=points_first)
            if owner >= 0:
                found[owner] = at
    return found


def _owner(tokens: Sequence[Token], at: int, before: int, *, points_first: bool) -> int:
    """The place of the name or total to which points belong, -1 where there is none.

    `before`: the place of the last one, -1 where it has points. The one right after them may be theirs if it has none
    of its own behind it. A total without points before it has those behind it.
    """
    after = at + 1 if at + 1 < len(tokens) and tokens[at + 1].is_anchor else -1
    if 0 <= after < len(tokens) - 1 and tokens[after + 1].kind == "points":
        nearer = _nearer(tokens[at], tokens[after], tokens[after + 1])
        after = -1 if nearer > 0 or (nearer == 0 and not points_first) else after
    if after < 0:
        return before
    if before < 0:
        return after if points_first or tokens[after].kind == "total" else -1
    nearer = _nearer(tokens[before], tokens[at], tokens[after])
    is_totals = tokens[before].kind == "total" and before == at - 1
    return after if nearer > 0 or (nearer == 0 and points_first and not is_totals) else before


def _place_remarks(tokens: Sequence[Token], owned: dict[int, int]) -> None:
    """Short words in the place of missing points or of a grade stand for them: the grammar will refuse them.

    That is right behind the total, or behind a criterion of a report with points. Elsewhere words behind a name's sign
    are its assessment, and others stay unread.
    """
    scored = any(tokens[at].is_criterion and tokens[place].kind == "points" for at, place in owned.items())
    before = -1
    for at, token in enumerate(tokens):
        if before >= 0 and (token.kind == "remark" or (token.kind == "words" and not token.block.level)):
            owner = tokens[before]
            missing = before not in owned and (owner.kind == "total" or (owner.is_criterion and scored))
            if owner.kind == "grade_label":
                token.kind = "grade"
            elif missing:
                token.kind, token.points, owned[before] = "points", (token.text, ""), at
        if token.kind == "remark":
            token.kind = "text"
        before = before if token.kind == "column" else at


def _take(tokens: Sequence[Token], owned: dict[int, int], report: Report) -> None:
    """Puts every token in its place. A grade is the report's before a total, or where no name has come since one.

    Text under a strange heading element has no place; under other strange words it goes on.
    """
    used = set(owned.values())
    # Without a heading of its own the note stands under the report's.
    is_headed = any(token.kind == "note" for token in tokens)
    opening: list[str] = [] if is_headed else report.note
    target: list[str] | None = opening
    for at, token in enumerate(tokens):
        score = tokens[owned[at]].points if at in owned else ("", "")
        role: Role = "reading"
        if token.kind == "name":
            point = Point(token.block, token.text, key(token.text), *score)
            point.is_pillar, point.is_told = token.is_pillar, token.is_told
            report.points.append(point)
            target = point.text
        elif token.kind == "total":
            report.total_label = report.total_label or token.block
            report.totals += [score] if score[0] else []
            target = report.note if target is not opening else opening
        elif token.kind == "points" and at not in used and not (report.points or report.totals):
            report.totals.append(token.points)
        elif token.kind == "grade" and (
            target is opening or target is report.note or _is_before_total(tokens, owned, at)
        ):
            report.grades.append(token.text)
        elif token.kind in ("note", "column", "grade_label"):
            role = "cell" if token.kind == "column" else "heading"
            target = report.note if token.kind == "note" else target
            if token.kind == "grade_label":
                report.grade_label = report.grade_label or token.block
        elif token.kind == "text" and target is not None and not (is_headed and target is opening):
            role = "prose"
            target.append(token.text)
        elif at not in used:
            target = None if token.kind == "words" and token.block.level else target
            continue
        token.claim(role)


def _is_before_total(tokens: Sequence[Token], owned: dict[int, int], at: int) -> bool:
    """Whether the total follows right behind, or its points do."""
    after = at + 2 if tokens[at + 1 : at + 2] and tokens[at + 1].kind == "points" else at + 1
    is_total = after < len(tokens) and tokens[after].kind == "total"
    return is_total and (after == at + 1 or owned.get(after) == at + 1)
