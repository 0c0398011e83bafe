"""What a view is: its question, its text, and a description of each column."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """A view with its documentation.

    `columns`: every column with its description; "table.column" instead of a sentence stands for that column's own.
    """

    name: str
    description: str
    columns: dict[str, str]
    select: str

    def create(self) -> str:
        """The statement as SQLite keeps it."""
        return f"CREATE VIEW {self.name} AS {self.select}"


def same(table: str, *names: str) -> dict[str, str]:
    """Columns of a view that are those of a table."""
    return {name: f"{table}.{name}" for name in names}
