"""Forms that tools give a whole text page: its facts as lists and tables, its links numbered, its lines broken.

Each takes the lines of a page whose facts stand as "label<tab>value".
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from itertools import count, groupby

Lines = list[str]


def _facts(lines: Lines, write: Callable[[str, str], str]) -> str:
    """The page with each fact as `write` has it."""
    return "\n".join(write(*line.split("\t")) if "\t" in line else line for line in lines)


def _tables(lines: Lines, draw: Callable[[list[list[str]], list[int]], Iterator[str]]) -> str:
    """The page with neighbouring facts as a table."""
    found: Lines = []
    for fact, run in groupby(lines, key=lambda line: "\t" in line):
        part = list(run)
        if fact:
            rows = [line.split("\t") for line in part]
            sizes = [max(map(_width, column)) for column in zip(*rows, strict=True)]
            cells = [
                [cell + " " * (size - _width(cell)) for cell, size in zip(row, sizes, strict=True)]
                for row in rows
            ]
            part = ["", *draw(cells, sizes), ""]
        found += part
    return "\n".join(found)


def _width(text: str) -> int:
    return sum(2 if sign > "\u2e80" else 1 for sign in text)


def _box(rows: list[list[str]], sizes: list[int]) -> Iterator[str]:
    yield "┌" + "┬".join("─" * (size + 2) for size in sizes) + "┐"
    yield from (f"│ {' │ '.join(row)} │" for row in rows)
    yield "└" + "┴".join("─" * (size + 2) for size in sizes) + "┘"


def _grid(rows: list[list[str]], sizes: list[int]) -> Iterator[str]:
    rule = "+" + "+".join("-" * (size + 2) for size in sizes) + "+"
    yield rule
    for row in rows:
        yield f"| {' | '.join(row)} |"
        yield rule


def _markdown(rows: list[list[str]], sizes: list[int]) -> Iterator[str]:
    yield "| | |"
    yield "|---|---|"
    yield from (f"| [{row[0].strip()}](/glossary/a_(b)) | **{row[1].strip()}** |" for row in rows)


def _ruled(rows: list[list[str]], sizes: list[int]) -> Iterator[str]:
    rule = "  " + "  ".join("-" * size for size in sizes)
    yield rule
    yield from ("  " + "  ".join(row) for row in rows)
    yield rule


def _numbered(lines: Lines) -> str:
    numbers = count(1)
    return _facts(lines, lambda label, raw: f"{next(numbers)}. {label}: {raw}")


def _links(lines: Lines) -> str:
    """As browsers for terminals write links: a number before the words, the addresses at the end."""
    numbers = count(1)
    page = _facts(lines, lambda label, raw: f"   [{next(numbers)}]{label}\n   {raw}")
    addresses = [f"   {number}. https://a.example/{number}" for number in range(1, next(numbers))]
    return "\n".join([page, "", "References", "", *addresses, ""])


def _broken(lines: Lines) -> str:
    """Broken at 72 columns, with blank lines between what is not broken."""
    text = _facts(lines, lambda label, raw: f"{label}: {raw}")
    return "\n\n".join(
        textwrap.fill(line, 72, break_long_words=False, break_on_hyphens=False) for line in text.split("\n")
    )


FORMS: dict[str, Callable[[Lines], str]] = {
    "bold labels": lambda lines: _facts(lines, lambda label, raw: f"- **{label}:** {raw}"),
    "code values": lambda lines: _facts(lines, lambda label, raw: f"* **{label}**: `{raw}`"),
    "leaders": lambda lines: _facts(lines, lambda label, raw: f"{label} {'.' * (48 - len(label))} {raw}"),
    "arrows": lambda lines: _facts(lines, lambda label, raw: f"{label} → {raw}"),
    "definitions": lambda lines: _facts(lines, lambda label, raw: f"{label}\n:   {raw}\n"),
    "numbers": _numbered,
    "Markdown tables": lambda lines: _tables(lines, _markdown),
    "box tables": lambda lines: _tables(lines, _box),
    "grid tables": lambda lines: _tables(lines, _grid),
    "ruled tables": lambda lines: _tables(lines, _ruled),
    "numbers of links": _links,
    "broken lines": _broken,
}
ENGLISH_ONLY = frozenset(("broken lines",))
"""A width is counted in letters here."""
