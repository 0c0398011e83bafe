"""A report filled with its tokens in reading order: what each of them says, and where a text among them belongs."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from schemas.language import key
from scraper.transparency.lines import Token
from scraper.transparency.report import Point, Report


class Place(Enum):
    """Where in a report a token stands: above a note with a heading of its own, in the note, at a criterion, or
    under a strange heading element.
    """

    OPENING = auto()
    NOTE = auto()
    CRITERION = auto()
    NOWHERE = auto()


_OF_REPORT = (Place.OPENING, Place.NOTE)
"""Places that are of the report as a whole."""


class Filling:
    """Fills a report, token by token. `owned`: by the place of a name or total among the tokens, that of its points."""

    def __init__(self, tokens: Sequence[Token], owned: dict[int, int]) -> None:
        self.report = Report()
        self._tokens = tokens
        self._owned = owned
        # Without a heading of its own the note stands under the report's.
        is_headed = "note" in {token.kind for token in tokens}
        self._place = Place.OPENING if is_headed else Place.NOTE

    def fill(self) -> Report:
        """Puts every token in its place; what has none stays open."""
        used = set(self._owned.values())
        for at, token in enumerate(self._tokens):
            match token.kind:
                case "name":
                    self._name(at, token)
                case "total":
                    self._total(at, token)
                case "points" | "blank":
                    self._points(token, is_owned=at in used)
                case "grade":
                    self._grade(at, token)
                case "grade_label" | "note" | "column":
                    self._heading(token)
                case "text":
                    self._text(token)
                case "words" if token.block.level:
                    self._place = Place.NOWHERE
        return self.report

    def _name(self, at: int, token: Token) -> None:
        point = Point(token.block, token.text, key(token.text), *self._points_of(at))
        point.is_pillar, point.is_told = token.is_pillar, token.is_told
        self.report.points.append(point)
        self._place = Place.CRITERION
        token.claim("reading")

    def _total(self, at: int, token: Token) -> None:
        """A total ends what stands above it; what follows is of the report again."""
        score = self._points_of(at)
        self.report.total_label = self.report.total_label or token.block
        self.report.totals += [score] if score[0] else []
        if self._place is not Place.OPENING:
            self._place = Place.NOTE
        token.claim("reading")

    def _points_of(self, at: int) -> tuple[str, str]:
        return self._tokens[self._owned[at]].points if at in self._owned else ("", "")

    def _points(self, token: Token, *, is_owned: bool) -> None:
        """Points stand in the report with their owner; nobody's are the total where nothing was said before them."""
        is_total = token.kind == "points" and not (is_owned or self.report.points or self.report.totals)
        if is_total:
            self.report.totals.append(token.points)
        if is_total or is_owned:
            token.claim("reading")

    def _grade(self, at: int, token: Token) -> None:
        """A grade is the report's before a total, or where no name has come since one."""
        if self._place in _OF_REPORT or self._is_before_total(at):
            self.report.grades.append(token.text)
            token.claim("reading")

    def _is_before_total(self, at: int) -> bool:
        """Whether the total follows right behind, or its points do."""
        following = [token.kind for token in self._tokens[at + 1 : at + 3]]
        if following[:1] == ["points"]:
            return following[1:] == ["total"] and self._owned.get(at + 2) == at + 1
        return following[:1] == ["total"]

    def _heading(self, token: Token) -> None:
        if token.kind == "note":
            self._place = Place.NOTE
        elif token.kind == "grade_label":
            self.report.grade_label = self.report.grade_label or token.block
        token.claim("cell" if token.kind == "column" else "heading")

    def _text(self, token: Token) -> None:
        """A text goes to the note or to the criterion that it stands under."""
        if self._place is Place.NOTE:
            self.report.note.append(token.text)
        elif self._place is Place.CRITERION:
            self.report.points[-1].text.append(token.text)
        else:
            return
        token.claim("prose")
