"""The transparency report: a total, a grade, a note, and criteria with points and an assessment each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.block import Block
from scraper.prose import LONGEST_PART, is_decoration
from scraper.sections import runs

_POINTS = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*/\s*([0-9]+(?:\.[0-9]+)?)")
_POINTS_PART = re.compile(r"[0-9]+(?:\.[0-9]+)?\s*/?|/\s*(?:[0-9]+(?:\.[0-9]+)?)?|[0-9.]+\s*/\s*[0-9.]+")
_NAMED_POINTS = re.compile(r"(.*[^\W\d].*?)[\s:：]+([0-9]+(?:\.[0-9]+)?\s*/\s*[0-9]+(?:\.[0-9]+)?)")
_GRADE = re.compile(r"(?:Grade:?\s*)?([A-F][+\-−]?)")


@dataclass(slots=True)
class Point:
    """A criterion or a pillar as published."""

    name: Block
    score: str = ""
    most: str = ""
    pillar: str | None = None
    text: list[str] = field(default_factory=list)
    is_pillar: bool = False


@dataclass(slots=True)
class Report:
    """The report as published. `totals`, `grades`: every occurrence in order, for the caller to compare.

    `points_first`: points stand before the names of criteria. `waiting`: such points, until their name comes.
    """

    totals: list[tuple[str, str]] = field(default_factory=list)
    total_label: Block | None = None
    grades: list[str] = field(default_factory=list)
    note: list[str] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    points_first: bool = False
    waiting: tuple[str, str] = ("", "")

    def criteria(self) -> list[Point]:
        """The criteria, in page order."""
        return [point for point in self.points if not point.is_pillar]


def starts(words: Vocabulary, leaves: list[Block], place: int) -> bool:
    """Whether a report begins here without a heading: at its total."""
    return key(leaves[place].text) in words.totals


def read(words: Vocabulary, leaves: Sequence[Block]) -> Report:
    """The report in a section's open leaves; every leaf that is used gets its role."""
    report = Report()
    leaves = [part for leaf in runs(list(leaves)) for part in _parted(leaf)]
    report.points_first = _points_first(words, leaves)
    at = 0
    while at < len(leaves):
        at = _take(words, leaves, at, report)
    _settle(words, report)
    return report


def _points_first(words: Vocabulary, leaves: Sequence[Block]) -> bool:
    """Whether points stand before names: then none follow the last name."""
    last = max(
        (at for at, leaf in enumerate(leaves) if key(leaf.text) in words.criteria), default=len(leaves)
    )
    return all(_points_at(leaves, at)[0] is None for at in range(last + 1, len(leaves)))


def _parted(leaf: Block) -> Sequence[Block]:
    """A name with its points in one run of text ("Upstream 21.0 / 30") as two blocks."""
    if leaf.prose or not (match := _NAMED_POINTS.fullmatch(leaf.text)):
        return (leaf,)
    return leaf.divide([match[1], match[2]])


def _take(words: Vocabulary, leaves: Sequence[Block], at: int, report: Report) -> int:
    """Reads what begins at one leaf; gives back where to go on."""
    leaf = leaves[at]
    name = key(leaf.text) if len(leaf.text) <= LONGEST_PART else ""
    points, end = _points_at(leaves, at)
    if name in words.totals:
        report.total_label = report.total_label or leaf
        leaf.claim("reading")
    elif points is not None:
        before_name = report.points_first and end < len(leaves) and key(leaves[end].text) in words.criteria
        _give_points(report, points, leaves[at:end], before_name=before_name)
        return end
    elif not report.points and _GRADE.fullmatch(leaf.text):
        report.grades.append(_GRADE.fullmatch(leaf.text)[1])  # type: ignore[index]
        leaf.claim("reading")
    elif name in words.notes or (name in words.report_columns and name not in words.pillars):
        leaf.claim("heading")
    elif leaf.prose:
        (report.points[-1].text if report.points else report.note).append(leaf.text)
        leaf.claim("prose")
    elif not is_decoration(leaf.text) and _is_point(words, leaves, at):
        score, most = report.waiting
        is_pillar = name in words.pillars and name not in words.criteria
        report.points.append(Point(leaf, score, most, is_pillar=is_pillar))
        report.waiting = ("", "")
        leaf.claim("reading")
    return at + 1


def _points_at(leaves: Sequence[Block], at: int) -> tuple[tuple[str, str] | None, int]:
    """Points that begin at a leaf ("7.0 / 10", in one leaf or up to three) and where they end."""
    text = ""
    for end in range(at, min(at + 3, len(leaves))):
        if not _POINTS_PART.fullmatch(leaves[end].text):
            break
        text = f"{text} {leaves[end].text}".strip()
        if match := _POINTS.fullmatch(text):
            return (match[1], match[2]), end + 1
    return None, at + 1


def _give_points(
    report: Report, points: tuple[str, str], leaves: Sequence[Block], *, before_name: bool
) -> None:
    """Points belong to the name before them, or, where that has its own, to the criterion right after them."""
    for leaf in leaves:
        leaf.claim("reading")
    last = report.points[-1] if report.points else None
    if before_name and ((last.score or last.text) if last is not None else report.totals):
        report.waiting = points
    elif last is None:
        report.totals.append(points)
    elif not last.score:
        last.score, last.most = points


def _is_point(words: Vocabulary, leaves: Sequence[Block], at: int) -> bool:
    """Whether a short text names a criterion: by its words, or by the points or the assessment after it."""
    if key(leaves[at].text) in words.criteria or key(leaves[at].text) in words.pillars:
        return True
    if at + 1 >= len(leaves):
        return False
    points, _ = _points_at(leaves, at + 1)
    return points is not None or leaves[at + 1].prose


def _settle(words: Vocabulary, report: Report) -> None:
    """Tells pillars from criteria and gives each criterion its pillar.

    An unknown name is a pillar if it has points and no assessment and the next name follows at once.
    """
    described = any(point.text for point in report.criteria())
    pillar: str | None = None
    for place, point in enumerate(report.points):
        last = place + 1 == len(report.points)
        if (
            key(point.name.text) not in words.criteria
            and point.score
            and not point.text
            and described
            and not last
        ):
            point.is_pillar = True
        if point.is_pillar:
            pillar = point.name.text
        else:
            point.pillar = pillar
