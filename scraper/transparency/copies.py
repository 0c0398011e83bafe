"""Names that stand more than once in a report: in a list of its parts, or because the report is drawn twice.

A table for wide screens and cards for narrow ones, a carousel with its first slide once more at the end: each name is
one criterion. The first stands, the others give what it lacks; what they say otherwise is a conflict.
"""

from __future__ import annotations

from collections.abc import Sequence

from schemas.blanks import is_blank
from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.transparency.report import Point, Report


def drop_lists(report: Report) -> None:
    """A list of names before the report or behind it, in which no name has a text, adds nothing but its points."""
    size = _list_before(report.points)
    if size > 1:
        head, report.points = report.points[:size], report.points[size:]
        report.note[:0] = head[-1].text
        head[-1].text = []
        _merge(head, report)
    size = _list_behind(report.points)
    if size > 1:
        tail, report.points = report.points[-size:], report.points[:-size]
        _merge(tail, report)


def _list_before(points: Sequence[Point]) -> int:
    """How many names stand first, all without a text, before one that is new or stands among them.

    The last may have the report's note for a text.
    """
    last = {point.key: at for at, point in enumerate(points)}
    seen: set[str] = set()
    for at, point in enumerate(points):
        name = point.key
        if name in seen or last[name] == at:
            return at
        seen.add(name)
        if point.text:
            return at + 1 if _is_note(points, at, points[last[name]], seen) else 0
    return 0


def _is_note(points: Sequence[Point], at: int, again: Point, seen: set[str]) -> bool:
    """Whether a name has its text from elsewhere: a criterion has another one later, and the names begin again here.

    `seen`: the names so far. One that is the only criterion among them is no list's last.
    """
    point = points[at]
    has_own = (again.text or not point.is_pillar) and _is_part(again.assessment, point.assessment)
    if has_own or all(each.is_pillar != point.is_pillar for each in points[:at]):
        return False
    following = points[at + 1]
    criterion = next((each for each in points[at + 1 :] if not each.is_pillar), following)
    return following.key in seen or criterion.key in seen


def _list_behind(points: Sequence[Point]) -> int:
    """How many names stand last that have come before, all without a text."""
    first: dict[str, int] = {}
    for at, point in enumerate(points):
        first.setdefault(point.key, at)
    for size, point in enumerate(reversed(points)):
        if point.text or first[point.key] == len(points) - size - 1:
            return size
    return 0


def _merge(listed: Sequence[Point], report: Report) -> None:
    known = {point.key: point for point in reversed(report.points)}
    for point in listed:
        _fill(known[point.key], point, report)


def take_once(words: Vocabulary, report: Report) -> None:
    """Makes one of the points that say the same: those of a known name, of a strange one those of one pillar."""
    kept: dict[tuple[str, str | None, bool], Point] = {}
    by_name: dict[tuple[str, bool], Point] = {}
    points, report.points = report.points, []
    for point in points:
        name = point.key
        is_known = point.is_pillar or name in words.criteria
        place = (name, None if is_known else point.pillar, point.is_pillar)
        first = kept.get(place) or by_name.get((name, point.is_pillar))
        if first and (place in kept or (not is_known and _agree(first, point))):
            _fill(first, point, report)
        else:
            kept[place] = point
            by_name.setdefault((name, point.is_pillar), point)
            report.points.append(point)


def _agree(first: Point, point: Point) -> bool:
    """Whether nothing that a point says differs from another one of its name."""
    return _is_same(first, point) and _is_part(first.assessment, point.assessment)


def _fill(first: Point, point: Point, report: Report) -> None:
    """Gives the first of two points what it lacks; of two texts with one beginning the longer stands."""
    first.pillar = first.pillar or point.pillar
    if not first.score or is_blank(first.score):
        first.score, first.most = (point.score, point.most) if point.score else (first.score, first.most)
    elif not _is_same(first, point):
        report.conflicts.append((point.name, point.points))
    if not _is_part(first.assessment, point.assessment):
        report.conflicts.append((point.name, point.assessment))
    elif len(key(point.assessment)) > len(key(first.assessment)):
        first.text = point.text


def _is_same(first: Point, point: Point) -> bool:
    """Whether two points are the same figures, or one has none."""
    if is_blank(first.score) or is_blank(point.score):
        return True
    return _figures(first) == _figures(point)


def _figures(point: Point) -> list[float | str]:
    return [float(text) if text.replace(".", "").isdecimal() else text for text in (point.score, point.most)]


def _is_part(one: str, other: str) -> bool:
    """Whether one of two texts is the beginning of the other, or the same."""
    shorter, longer = sorted((key(one), key(other)), key=len)
    return longer.startswith(shorter)
