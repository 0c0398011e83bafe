"""Tables that lost their cells, as plain texts have them: all on one line, a line for each row, or one for each cell.

Their heads name the columns, and a column says what stands in a cell. What reads like that from one end of a row to
the other is made a row of cells again; the rest stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from scraper.layout.block import Block
from scraper.prose import is_prose

FEWEST = 3
"""Columns by which a table is known."""
LONGEST_LINE = 10_000
"""Characters of a line with a whole table."""
LONGEST_HEAD = 4
"""Words."""
MOST_COLUMNS, MOST_CELLS = 8, 1_000
MOST_READINGS = 8
"""Ways to read a line of heads: "GPU Count" is one column or two."""
LINES, WORDS = "\n", " "
"""What parts the cells: the ends of lines, or nothing but spaces."""
_ROWS = ("td", "th", "tr")

Columns = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """What the tables of a section look like.

    `starts`: the first words of heads, as pages write them; `initials`: their letters. `head`: the column that words
    head, "" for none. `row`: what a row of such columns looks like, with a group for each and a sign between cells;
    None where columns say too little.
    """

    starts: tuple[str, ...]
    initials: frozenset[str]
    head: Callable[[str], str]
    row: Callable[[Columns, str], re.Pattern[str] | None]


def with_rows(leaves: Sequence[Block], form: Form) -> list[Block]:
    """The leaves of a section, those of flattened tables as the cells of rows, without tables that nobody can read."""
    found: list[Block] = []
    end = 0
    for at, leaf in enumerate(leaves):
        if at < end:
            continue
        if leaf.tag in _ROWS or leaf.text[:1] not in form.initials or not leaf.text.startswith(form.starts):
            found += (leaf,)
            continue
        taken, rows = _table_at(leaves, at, form)
        found += [cell for row in rows for cell in row.leaves() if not cell.role] if rows else (leaf,)
        end = at + taken
    return found


def is_line(text: str, form: Form) -> bool:
    """Whether a text is a whole table on one line."""
    if not text.startswith(form.starts) or len(text) > LONGEST_LINE:
        return False
    tokens = text.split()
    return any(
        end < len(tokens) and _all_rows(columns, tokens[end:], form)
        for columns, end in islice(_readings(tokens, form, 0, ()), MOST_READINGS)
    )


def _table_at(leaves: Sequence[Block], at: int, form: Form) -> tuple[int, list[Block]]:
    """The rows of a table that begins at a leaf, and how many leaves it has; one, and none, where none begins."""
    leaf = leaves[at]
    if not _is_line(leaf):
        return 1, []
    if form.head(leaf.text):
        return _of_cells(leaves, at, form)
    tokens = leaf.text.split() if len(leaf.text) <= LONGEST_LINE else []
    readings = list(islice(_readings(tokens, form, 0, ()), MOST_READINGS))
    for columns, end in readings:
        if end < len(tokens) and (rows := _all_rows(columns, tokens[end:], form)):
            return 1, _of_line(leaf, [_heads(tokens, columns, form), *rows])
    if readings and all(end < len(tokens) for _, end in readings):
        leaf.prose = False
        return 1, [Block("tr")]
    return _of_lines(leaves, at, [columns for columns, end in readings if end == len(tokens)], form)


def _is_line(leaf: Block) -> bool:
    """Whether a leaf is a line of its own, and no part of a row or of a run of text."""
    box = leaf.parent
    return (
        not leaf.role
        and leaf.tag not in _ROWS
        and box is not None
        and not (box.text or box.sealed or box.tag in _ROWS)
    )


def _readings(tokens: list[str], form: Form, at: int, before: Columns) -> Iterator[tuple[Columns, int]]:
    """The ways to read the words of a line as heads one behind the other: the columns, and where they end."""
    is_whole = True
    for end in range(min(len(tokens), at + LONGEST_HEAD), at, -1):
        column = form.head(" ".join(tokens[at:end])) if len(before) < MOST_COLUMNS else ""
        if column and column not in before:
            is_whole = False
            yield from _readings(tokens, form, end, (*before, column))
    if is_whole and len(before) >= FEWEST:
        yield before, at


def _heads(tokens: list[str], columns: Columns, form: Form) -> list[str]:
    """The words of each column's head."""
    cells: list[str] = []
    at = 0
    for column in columns:
        ends = range(min(len(tokens), at + LONGEST_HEAD), at, -1)
        end = next(end for end in ends if form.head(" ".join(tokens[at:end])) == column)
        cells.append(" ".join(tokens[at:end]))
        at = end
    return cells


def _all_rows(columns: Columns, tokens: list[str], form: Form) -> list[list[str]]:
    """The cells of the rows that words consist of; none where they are not rows from one end to the other."""
    text = " ".join(tokens)
    pattern = form.row(columns, WORDS)
    rows: list[list[str]] = []
    at = 0
    while at < len(text):
        match = pattern.match(text, at) if pattern is not None else None
        if match is None:
            return []
        rows.append([cell for column in columns if (cell := match[column])])
        at = match.end() + 1
    return rows


def _of_line(leaf: Block, rows: list[list[str]]) -> list[Block]:
    """A line made a table."""
    leaf.text, leaf.prose, leaf.tag = "", False, "table"
    leaf.adopt(tuple(_row([_cell(text, leaf.order) for text in row]) for row in rows))
    return list(leaf.children)


def _of_lines(
    leaves: Sequence[Block], at: int, readings: list[Columns], form: Form
) -> tuple[int, list[Block]]:
    """A line of heads and the lines of rows below it, where there are some."""
    below = list(takewhile(_is_line, leaves[at + 1 : at + 1 + MOST_CELLS])) if readings else []
    columns: Columns = ()
    rows: list[list[str]] = []
    for each in readings:
        parts = (_all_rows(each, leaf.text[:LONGEST_LINE].split(), form) for leaf in below)
        found = [part[0] for part in takewhile(lambda part: len(part) == 1, parts)]
        columns, rows = (each, found) if len(found) > len(rows) else (columns, rows)
    if not rows:
        return 1, []
    texts = [_heads(leaves[at].text.split(), columns, form), *rows]
    return len(texts), [_made_row(leaf, cells) for leaf, cells in zip(leaves[at:], texts, strict=False)]


def _made_row(line: Block, texts: list[str]) -> Block:
    line.text, line.prose, line.tag, line.sealed = "", False, "tr", True
    line.adopt(tuple(_cell(text, line.order) for text in texts))
    return line


def _cell(text: str, order: int) -> Block:
    block = Block("td", text)
    block.prose, block.order = is_prose(text), order
    return block


def _row(cells: Sequence[Block]) -> Block:
    block = Block("tr", "", tuple(cells))
    block.labels = sum(cell.labels for cell in cells)
    return block


def _of_cells(leaves: Sequence[Block], at: int, form: Form) -> tuple[int, list[Block]]:
    """Heads line by line, with cells line by line below them. Heads that are words of the site as well stand above."""
    box = leaves[at].parent
    run = list(takewhile(lambda leaf: leaf.parent is box and not leaf.role, leaves[at : at + MOST_CELLS]))
    if box is None or len(run) < FEWEST:
        return 1, []
    place = box.children.index(run[0])
    above = box.children[max(0, place - MOST_COLUMNS) : place]
    heads = list(takewhile(lambda leaf: form.head(leaf.text) and leaf.role, reversed(above)))[::-1]
    known = list(takewhile(lambda leaf: form.head(leaf.text), run[:MOST_COLUMNS]))
    columns = tuple(form.head(leaf.text) for leaf in (*heads, *known))
    if not FEWEST <= len(set(columns)) == len(columns):
        return 1, []
    rows = list(_rows_of_cells(columns, run[len(known) :], form))
    size = len(known) + sum(len(row.leaves()) for row in rows)
    if not rows or box.children[place + size - 1] is not run[size - 1]:
        return 1, []
    rows = [_row([*heads, *known]), *rows]
    table = Block("table", "", tuple(rows))
    table.labels = sum(row.labels for row in rows)
    box.adopt((*box.children[: place - len(heads)], table, *box.children[place + size :]))
    return size, rows


def _rows_of_cells(columns: Columns, cells: list[Block], form: Form) -> Iterator[Block]:
    """The rows that lines hold, as far as they go; a cell may have several lines."""
    text = LINES.join(cell.text for cell in cells)
    pattern = form.row(columns, LINES)
    at = place = 0
    while pattern is not None and at < len(text) and (match := pattern.match(text, at)):
        row: list[Block] = []
        for said in filter(None, map(match.group, columns)):
            size = said.count(LINES) + 1
            lines = cells[place : place + size]
            row.append(lines[0] if size == 1 else Block("td", "", tuple(lines)))
            place += size
        yield _row(row)
        at = match.end() + 1


def form_of(
    starts: frozenset[str], head: Callable[[str], str], row: Callable[[Columns, str], re.Pattern[str] | None]
) -> Form:
    """A form. `starts`: the first words of its heads, as keys."""
    words = {form for word in starts for form in (word, word.capitalize(), word.upper())}
    return Form(tuple(words), frozenset(word[0] for word in words), head, row)


def any_of(words: Sequence[str]) -> str:
    """An expression for one of some words."""
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"
