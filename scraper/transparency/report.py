"""What a transparency report says, as published: its total, its grade, its note, and points by name."""

from __future__ import annotations

from dataclasses import dataclass, field

from scraper.layout.block import Block


@dataclass(slots=True)
class Point:
    """A criterion or a pillar as published. `key`: its name as the vocabulary compares it.

    `is_told`: a table's columns say which of them it is.
    """

    block: Block
    name: str
    key: str
    score: str = ""
    most: str = ""
    pillar: str | None = None
    text: list[str] = field(default_factory=list)
    is_pillar: bool = False
    is_told: bool = False

    @property
    def points(self) -> str:
        """Its points as one text: "7.0 / 10"."""
        return " / ".join(text for text in (self.score, self.most) if text)

    @property
    def assessment(self) -> str:
        """Its paragraphs as one text, each once."""
        return "\n\n".join(dict.fromkeys(self.text))


@dataclass(slots=True)
class Report:
    """The report as published. `totals`, `grades`: every occurrence in order, for the caller to compare.

    `conflicts`: name and words of a criterion that stands there again and says something else.
    """

    totals: list[tuple[str, str]] = field(default_factory=list)
    total_label: Block | None = None
    grade_label: Block | None = None
    grades: list[str] = field(default_factory=list)
    note: list[str] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    conflicts: list[tuple[str, str]] = field(default_factory=list)

    def criteria(self) -> list[Point]:
        """The criteria, in page order."""
        return [point for point in self.points if not point.is_pillar]
