"""Benchmark tables with a header row: each cell is what its column's head says, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from schemas.blanks import is_blank
from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.benchmarks.heads import Header, in_place
from scraper.benchmarks.names import badges_of, names_in
from scraper.benchmarks.rows import FIGURES, Row, are_figures, figures_of, labelled
from scraper.layout.block import Block
from scraper.layout.contents import text_of
from scraper.prose import is_figure
from scraper.tables.grid import drop_repeated_heads, rows_below, words_of

# Behind the figure, in an element of its own: how far it is right, or by how much it has changed.
_NOTE = re.compile(r"[±↑↓▲▼△▽⬆⬇]\s*\d|\(\s*[±↑↓▲▼△▽⬆⬇+−-]\s*\d")
_COUNT = re.compile(r"\s*[(（]\d{1,3}[)）]$")
"""How many rows a category has, behind its name."""


@dataclass(slots=True)
class Bound:
    """The rows under a header row, and what else stands there.

    `extras`: a strange head with the cells below it; `strange`: leaves of rows that do not fit the heads.
    """

    rows: list[Row] = field(default_factory=list)
    extras: list[tuple[Block, list[Block]]] = field(default_factory=list)
    strange: list[Block] = field(default_factory=list)


def bind(words: Vocabulary, header: Header, inside: set[int], category: Block | None) -> Bound:
    """The rows under a header row. `inside`: the section's leaves; `category`: the one that stands over the table."""
    rows = list(_rows(words, header, inside))
    drop_repeated_heads(header.cells, rows)
    binding = _Binding(words, header, badges_of(words, _with_names(header, rows)), category)
    for cells in rows:
        binding.take(cells)
    if binding.bound.rows:
        _settle_extras(header, binding.below, binding.bound)
    return binding.bound


class _Binding:
    """Takes the rows of one table, one after the other. `badges`: categories beside the names, by the id of their cell.

    `category`: the text that stands over the rows to come. `below`: the cells of each column so far.
    """

    def __init__(
        self, words: Vocabulary, header: Header, badges: dict[int, str], category: Block | None
    ) -> None:
        self.bound = Bound()
        self.below: list[list[Block]] = [[] for _ in header.columns]
        self._words = words
        self._columns = header.columns
        self._binds = header.binds()
        self._badges = badges
        self._category = category
        self._spanning = ""
        """The last category in a column of its own, whose cell may span the rows below."""

    def take(self, cells: Sequence[Block]) -> None:
        """Takes a row: a category, cells under their heads, or texts that do not fit these."""
        texts = [leaf for cell in cells for leaf in cell.leaves() if not leaf.role and key(leaf.text)]
        full = len(cells) == len(self._columns)
        if _is_category(self._words, texts, full=full):
            self._category = texts[0]
            return
        aligned = _aligned(self._columns, cells) if self._binds and len(texts) > 1 else None
        if aligned is not None:
            self._take_aligned(aligned)
            return
        self.bound.strange += texts
        if self._binds and texts and all(is_figure(leaf.text) for leaf in texts):
            self.bound.rows.append(_nameless(self._columns, texts))

    def _take_aligned(self, cells: Sequence[Block | None]) -> None:
        row = row_of(self._words, self._columns, cells)
        if len(row.names) == 1:
            row.names += [self._badges[id(cell)] for cell in cells if id(cell) in self._badges]
        if row.category is not None:
            if cells[self._columns.index("category")] is None:
                row.category = self._spanning
            self._spanning = row.category
        elif self._category is not None and len(row.names) == 1:
            row.names.insert(0, _COUNT.sub("", self._category.text))
            self._category.role = "heading"
        self.bound.rows.append(row)
        for place, cell in enumerate(cells):
            self.below[place] += [cell] if cell is not None else []


def _with_names(header: Header, rows: Sequence[Sequence[Block]]) -> list[Block]:
    """The cells of names, where categories have no column of their own."""
    if "category" in header.columns or "benchmark" not in header.columns:
        return []
    place = header.columns.index("benchmark")
    return [row[place] for row in rows if len(row) == len(header.columns)]


def _rows(words: Vocabulary, header: Header, inside: set[int]) -> Iterator[Sequence[Block]]:
    """The cells of each row of the section below a header, up to the next header; a text between rows is one cell."""
    if header.rows is not None:
        yield from header.rows
        return
    for level in rows_below(header.row):
        rows = [row for row in level if any(id(leaf) in inside for leaf in row.leaves())]
        if any(len(row.children) == len(header.columns) for row in rows):
            for row in rows:
                if sum(bool(words.column(words_of(cell))) for cell in row.children) > 1:
                    return
                yield row.children or (row,)
            return


def _is_category(words: Vocabulary, texts: list[Block], *, full: bool) -> bool:
    """Whether a text alone in its row, or with how many they are ("Coding" "(3)"), is the category of the rows below.

    Beside empty cells it must be a known one.
    """
    if not texts or texts[0].prose or is_figure(texts[0].text):
        return False
    if not full and len(texts) == 2 and _COUNT.fullmatch(texts[1].text):
        texts.pop().role = "furniture"
    return len(texts) == 1 and (not full or key(texts[0].text) in words.categories)


def _aligned(columns: list[str], cells: Sequence[Block]) -> list[Block | None] | None:
    """A row's cells by column, None for the one that it lacks; None where it cannot be told which that is.

    It is a category that spans rows, or the only column without which every cell stands where it may.
    """
    if len(cells) == len(columns):
        return list(cells)
    if len(cells) + 1 != len(columns):
        return None
    places = [at for at in range(len(columns)) if in_place(columns[:at] + columns[at + 1 :], cells)]
    spans = [at for at in places if columns[at] == "category"] or places
    return [*cells[: spans[0]], None, *cells[spans[0] :]] if len(spans) == 1 else None


def row_of(words: Vocabulary, columns: list[str], cells: Sequence[Block | None]) -> Row:
    """A row whose cells are what its columns say; cells of strange columns stay open."""
    row = Row(category="" if "category" in columns else None)
    for column, cell in zip(columns, cells, strict=True):
        if cell is None or not column:
            continue
        row.blocks += [leaf for leaf in cell.leaves() if not leaf.role]
        if column == "benchmark":
            row.names = names_in(words, cell)
        elif column == "category":
            text = text_of(cell)
            row.category = "" if is_blank(text) else text
        else:
            setattr(row, column, _figure(words, cell, column))
            if column == "score" and "rank" not in columns:
                row.score, row.rank = _both(words, cell, row.score)
    return row


def _both(words: Vocabulary, cell: Block, text: str) -> tuple[str, str]:
    """Score and rank of a cell that holds both, in one text or in two elements ("0.71" "Rank #16")."""
    parts = [leaf.text for leaf in cell.leaves() if leaf.text]
    if len(parts) == len(FIGURES) and are_figures(words, parts):
        score, rank = (labelled(words, part)[1] for part in parts)
        return score, rank
    both = figures_of(words, text)
    return (both[0], both[1]) if len(both) > 1 else (text, "")


def _nameless(columns: list[str], figures: list[Block]) -> Row:
    """A row of nothing but figures: what they are of is not published."""
    order = [column for column in columns if column in FIGURES]
    row = Row(blocks=figures)
    for column, leaf in zip(order, figures, strict=False):
        setattr(row, column, leaf.text)
    return row


def _figure(words: Vocabulary, cell: Block, column: str) -> str:
    """The words of a cell, without its column's word and without a note on the figure in an element of its own."""
    leaves = [leaf for leaf in cell.leaves() if leaf.text]
    behind = " ".join(leaf.text for leaf in leaves[1:])
    if behind and is_figure(leaves[0].text) and (_NOTE.match(behind) or _is_move(words, behind)):
        return leaves[0].text
    text = text_of(cell)
    named, rest = labelled(words, text)
    return rest if named == column and rest else text


def _is_move(words: Vocabulary, text: str) -> bool:
    return key(text).strip("0123456789") in words.moves


def _settle_extras(header: Header, below: list[list[Block]], bound: Bound) -> None:
    """Strange columns: other models' are set aside, running numbers are their rows', others are kept for a finding."""
    for column, head, cells in zip(header.columns, header.cells, below, strict=True):
        if column:
            continue
        texts = [words_of(cell) for cell in cells]
        if header.compares:
            for cell in cells:
                cell.set_aside("related")
        elif texts == [str(number) for number in range(1, len(texts) + 1)]:
            for cell in cells:
                cell.claim("cell")
        elif any(map(key, texts)):
            bound.extras.append((head, cells))
