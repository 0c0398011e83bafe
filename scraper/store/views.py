"""Views for the questions that people ask first."""

from __future__ import annotations

from dataclasses import dataclass, field

from scraper.store.search import TEXT_SELECT


@dataclass(frozen=True, slots=True)
class View:
    """A view with its documentation. `columns`: description of each column that is no column of a table."""

    name: str
    description: str
    select: str
    columns: dict[str, str] = field(default_factory=dict)

    def create(self) -> str:
        """The statement as SQLite keeps it."""
        return f"CREATE VIEW {self.name} AS {self.select}"


VIEWS: tuple[View, ...] = (
    View("search_text", "What the full-text index covers, one row per model.", TEXT_SELECT),
)
