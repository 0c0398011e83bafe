"""Benchmark tables with a header row: each cell is what its column's head says, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from schemas.blanks import is_blank
from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.benchmarks.names import badges_of, names_in
from scraper.benchmarks.rows import FIGURES, Row, are_figures, figures_of, labelled
from scraper.grammar import fits
from scraper.layout.block import Block
from scraper.layout.contents import text_of
from scraper.prose import is_figure
from scraper.tables.grid import chunks, drop_repeated_heads, rows_below, words_of
from scraper.tables.headed import MOST_PARTS, WIDEST, head_of

HIGHEST = 4
"""Boxes around the words of a head that may be the header row (button, th, tr)."""
# Behind the figure, in an element of its own: how far it is right, or by how much it has changed.
_NOTE = re.compile(r"[±↑↓▲▼△▽⬆⬇]\s*\d|\(\s*[±↑↓▲▼△▽⬆⬇+−-]\s*\d")
_COUNT = re.compile(r"\s*[(（]\d{1,3}[)）]$")
"""How many rows a category has, behind its name."""


@dataclass(slots=True)
class Header:
    """A header row: its cells, and for each the column that it names ("" for a strange one).

    `rows`: the rows of cells in one box with the header; None where rows have boxes of their own. `compares`: this
    model's name heads the scores, so that the strange columns are other models'.
    """

    cells: list[Block]
    columns: list[str]
    row: Block
    rows: list[list[Block]] | None = None
    compares: bool = False

    def binds(self) -> bool:
        """Whether the heads name the benchmark and a figure of it."""
        return "benchmark" in self.columns and any(each in self.columns for each in FIGURES)


@dataclass(slots=True)
class Bound:
    """The rows under a header row, and what else stands there.

    `extras`: a strange head with the cells below it; `strange`: leaves of rows that do not fit the heads.
    """

    rows: list[Row] = field(default_factory=list)
    extras: list[tuple[Block, list[Block]]] = field(default_factory=list)
    strange: list[Block] = field(default_factory=list)


def header_of(words: Vocabulary, leaf: Block, name: str | None) -> Header | None:
    """The header row in which a leaf with a column word stands; None where its neighbours head nothing.

    `name`: the model's; as a head it stands for the score where no other head does. A row of a <table> is one as well
    where its other heads are strange: its table is then no table of benchmarks.
    """
    for number, box in enumerate(leaf.ancestors()):
        if number == HIGHEST:
            break
        if len(box.children) < 2 or (box.text and box.tag != "tr" and not _is_run_of_heads(words, box)):
            continue
        cells = list(takewhile(_may_head, box.children[: WIDEST + 1]))
        if len(cells) == len(box.children) <= WIDEST:
            found = _header(words, box, cells, name)
            if found.binds() or (box.tag == "tr" and _is_strange(found)):
                return found
        elif len(cells) < len(box.children) and (flat := _flat_header(words, box, cells, name)):
            return flat
    return None


def _is_run_of_heads(words: Vocabulary, run: Block) -> bool:
    return sum(key(child.text) in words.columns for child in run.children) > 1


def _may_head(cell: Block) -> bool:
    return len(cell.leaves()) <= MOST_PARTS and not is_figure(words_of(cell))


def _is_strange(header: Header) -> bool:
    """Whether some heads name a column and others none that is known."""
    strange = [cell for column, cell in zip(header.columns, header.cells, strict=True) if not column]
    return 0 < len(strange) < len(header.cells) and any(map(words_of, strange))


def _header(words: Vocabulary, row: Block, cells: list[Block], name: str | None) -> Header:
    columns: list[str] = []
    whole = [words.column(words_of(cell)) for cell in cells]
    for cell, named in zip(cells, whole, strict=True):
        column = named or words.column(head_of(cell))
        columns.append("" if column in columns or (column in whole and not named) else column)
    own = key(name) if name else ""
    compares = "score" not in columns and bool(own)
    for place, cell in enumerate(cells if compares else ()):
        if key(words_of(cell)) == own and "score" not in columns:
            columns[place] = "score"
    if "benchmark" not in columns:  # a corner without words stands over the names of the rows
        corner = next((at for at, cell in enumerate(cells) if not words_of(cell)), None)
        if corner is not None and not any(column in FIGURES for column in columns[:corner]):
            columns[corner] = "benchmark"
    return Header(cells, columns, row, compares=compares and "score" in columns)


def _flat_header(words: Vocabulary, box: Block, cells: list[Block], name: str | None) -> Header | None:
    """The header of a table whose cells all stand in one box: so wide that every row has its figures in place.

    Facts and headings before it mean that the box is a page's, not a table's.
    """
    if any(cell.field or cell.section for cell in cells):
        return None
    known = [place for place, cell in enumerate(cells) if words.column(head_of(cell)) in FIGURES]
    for width in range(known[-1] + 1, len(cells)) if known else ():
        found = _header(words, box, cells[:width], name)
        rows = chunks(box.children, width)[1:]
        if rows and found.binds() and all(_in_place(found.columns, row) for row in rows):
            found.rows = rows
            return found
    return None


def _in_place(columns: list[str], cells: Sequence[Block]) -> bool:
    """Whether figures stand under the words for figures, places under theirs, and none under the word for names."""
    for column, cell in zip(columns, cells, strict=True):
        text = words_of(cell)
        if column == "benchmark" and is_figure(text):
            return False
        if column in FIGURES and text and not is_figure(text):
            return False
        if column == "rank" and text and not (is_blank(text) or fits("overall_rank", text)):
            return False
    return True


def bind(words: Vocabulary, header: Header, inside: set[int], category: Block | None) -> Bound:
    """The rows under a header row. `inside`: the section's leaves; `category`: the one that stands over the table."""
    bound = Bound()
    below: list[list[Block]] = [[] for _ in header.columns]
    carried = ""
    rows = list(_rows(words, header, inside))
    drop_repeated_heads(header.cells, rows)
    badges = badges_of(words, _with_names(header, rows))
    for cells in rows:
        texts = [leaf for cell in cells for leaf in cell.leaves() if not leaf.role and key(leaf.text)]
        full = len(cells) == len(header.columns)
        if _is_category(words, texts, full=full):
            category = texts[0]
            continue
        aligned = _aligned(header.columns, cells) if len(texts) > 1 and header.binds() else None
        if aligned is None:
            bound.strange += texts
            if header.binds() and texts and all(is_figure(leaf.text) for leaf in texts):
                bound.rows.append(_nameless(header.columns, texts))
            continue
        row = row_of(words, header.columns, aligned)
        if len(row.names) == 1:
            row.names += [badges[id(cell)] for cell in aligned if id(cell) in badges]
        if row.category is not None:
            spans = aligned[header.columns.index("category")] is None
            carried = row.category = carried if spans else row.category
        elif category is not None and len(row.names) == 1:
            row.names.insert(0, _COUNT.sub("", category.text))
            category.role = "heading"
        bound.rows.append(row)
        for place, cell in enumerate(aligned):
            below[place] += [cell] if cell is not None else []
    if bound.rows:
        _settle_extras(header, below, bound)
    return bound


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
    places = [at for at in range(len(columns)) if _in_place(columns[:at] + columns[at + 1 :], cells)]
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
