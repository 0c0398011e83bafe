"""The benchmark section: rows of names, a score and a rank, in whatever boxes they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.block import Block
from scraper.grid import around, grid
from scraper.prose import is_decoration, is_figure

MOST_GRIDS = 40  # header rows of one page; a table under a further one is read cell by cell


@dataclass(slots=True)
class Row:
    """One row as published: names in order, then the raw score and rank ("" where there is none)."""

    names: list[str] = field(default_factory=list)
    score: str = ""
    rank: str = ""
    blocks: list[Block] = field(default_factory=list, compare=False)


@dataclass(slots=True)
class Table:
    """The section as published: the place above the table, and the rows by what they say."""

    rank_label: Block | None = None
    rank_value: Block | None = None
    rows: dict[tuple[str, ...], Row] = field(default_factory=dict)


def starts(words: Vocabulary, leaves: list[Block], place: int) -> bool:
    """Whether a benchmark section begins here without a heading: a header row, or a rank above one."""
    return bool(header_at(words, leaves, place)) or _is_rank_line(words, leaves, place)


def header_at(words: Vocabulary, leaves: list[Block], place: int) -> list[str]:
    """The columns that a header row names: in leaves of their own, or glued together ("BenchmarkScoreRank")."""
    if len(glued := _glued(words, key(leaves[place].text[:60]))) > 1:
        return list(glued)
    columns = []
    for leaf in leaves[place : place + 6]:
        if (column := words.columns.get(key(leaf.text))) is None:
            break
        columns.append(column)
    return columns if len(set(columns)) > 1 and "score" in columns else []


@lru_cache(maxsize=4_096)
def _glued(words: Vocabulary, text: str) -> tuple[str, ...]:
    """The column words that make up a key, longest first; empty where they do not."""
    columns: list[str] = []
    while text:
        word = next((each for each in words.longest_columns if text.startswith(each)), None)
        if word is None:
            return ()
        columns.append(words.columns[word])
        text = text[len(word) :]
    return tuple(columns)


def _is_rank_line(words: Vocabulary, leaves: list[Block], place: int) -> bool:
    """Whether "Rank" stands here with "#120" after it: the model's place, not a column."""
    if words.columns.get(key(leaves[place].text)) != "rank" or place + 1 >= len(leaves):
        return False
    return leaves[place + 1].text.startswith("#") and is_figure(leaves[place + 1].text)


def read(words: Vocabulary, leaves: list[Block]) -> Table:
    """The rows of the section's open leaves; every leaf that is used gets its role."""
    table = Table()
    columns: list[str] = []
    rest: list[Block] = []
    leaves = list(_figures_whole(leaves))
    at = grids = 0
    begun = False  # whether a row's figures have been met: then no rank above the table can come any more
    while at < len(leaves):
        leaf = leaves[at]
        if header := header_at(words, leaves, at):
            columns = columns or header
            size = 1 if len(_glued(words, key(leaf.text))) > 1 else len(header)
            for each in leaves[at : at + size]:
                each.claim("cell")
            above = rest[-1] if rest and not is_figure(rest[-1].text) else None
            category = above if above is not None and key(above.text) in words.categories else None
            grids += 1
            if grids <= MOST_GRIDS:
                _take_grid(words, leaves[at : at + size], leaves[at:], category, table)
            at += size
            rest = rest if begun else []
        elif table.rank_label is None and not begun and _labelled(words, leaf.text)[1][:1] == "#":
            table.rank_label, table.rank_value = leaf, leaf
            leaf.claim("reading")
            at += 1
        elif table.rank_label is None and not begun and _is_rank_line(words, leaves, at):
            table.rank_label, table.rank_value = leaf, leaves[at + 1]
            leaf.claim("reading")
            leaves[at + 1].claim("reading")
            at += 2
        else:
            at += 1
            if leaf.prose or words.is_notice(leaf.text):
                leaf.role = "prose" if words.is_notice(leaf.text) else ""
            else:
                rest.append(leaf)
                begun = begun or is_figure(_labelled(words, leaf.text)[1])
    _take_rows(words, [leaf for leaf in rest if not leaf.leaves()[0].role], columns, table)
    return table


def _figures_whole(leaves: list[Block]) -> Iterator[Block]:
    """The leaves, with a figure that is one run of text ("<b>0</b>.476") as that run."""
    taken: Block | None = None
    for leaf in leaves:
        parent = leaf.parent
        if parent is not None and is_figure(parent.text) and " " not in parent.text:
            if parent is not taken:
                yield parent
            taken = parent
        else:
            yield leaf


def _take_grid(
    words: Vocabulary, header: list[Block], around_table: list[Block], category: Block | None, table: Table
) -> None:
    """The rows of a table whose header names its columns."""
    found = grid(header) if len(header) > 1 else None
    if found is None:
        return
    columns = [words.columns.get(key(leaf.text)) if leaf is not None else None for leaf in found.columns]
    inside = {id(leaf) for cells in found.rows for cell in cells for leaf in cell.leaves()}
    outside = {
        leaf.order: leaf
        for leaf in around_table
        if id(leaf) not in inside and not leaf.role and not is_figure(leaf.text)
    }
    for cells in found.rows:
        category = outside.get(cells[0].leaves()[0].order - 1, category)
        leaves = [leaf for cell in cells for leaf in cell.leaves() if not leaf.role]
        row = Row(blocks=leaves)
        for column, cell in zip(columns, cells, strict=True):
            texts = [leaf.text for leaf in cell.leaves() if not leaf.role and not is_decoration(leaf.text)]
            if column in ("benchmark", "category"):
                row.names[0 if column == "category" else len(row.names) :] = texts
            elif column and not getattr(row, column):
                setattr(row, column, cell.text or " ".join(leaf.text for leaf in cell.leaves()))
        if category is not None and len(row.names) == 1:
            row.names.insert(0, category.text)
            category.role = "heading"
        if (
            leaves
            and (row.score or row.rank)
            and all(is_figure(text) for text in (row.score, row.rank) if text)
        ):
            _keep(row, table)


def _keep(row: Row, table: Table) -> None:
    for block in row.blocks:
        block.claim("cell")
    table.rows.setdefault((*row.names, row.score, row.rank), row)


def _take_rows(words: Vocabulary, leaves: list[Block], columns: list[str], table: Table) -> None:
    for category, group in _groups(words, leaves, ""):
        for row in _rows(words, group, columns):
            if category and len(row.names) == 1:
                row.names.insert(0, category)
            _keep(row, table)


def _groups(words: Vocabulary, leaves: list[Block], category: str) -> Iterator[tuple[str, list[Block]]]:
    """Leaves by row: by the boxes around them, if every box with figures has names of its own; else one run.

    A category that stands alone before boxes with figures counts for all of them.
    """
    box = around(leaves[0], leaves[-1]) if leaves else None
    boxes: dict[int, list[Block]] = {}
    for leaf in leaves:
        boxes.setdefault(id(_below(leaf, box)), []).append(leaf)
    rows = [row for row in boxes.values() if _figures(words, row)]
    if len(boxes) < 2 or not rows or not all(_has_name(words, row) for row in rows):
        yield category, leaves
        return
    for row in boxes.values():
        figures = _figures(words, row)
        if figures > 2:
            yield from _groups(words, row, category)
        elif figures:
            yield category, row
        elif len(row) == 1 and (row[0].level or key(row[0].text) in words.categories):
            category = row[0].text
            row[0].role = "heading"


def _has_name(words: Vocabulary, leaves: list[Block]) -> bool:
    texts = (_labelled(words, leaf.text)[1] for leaf in leaves)
    return any(text and not is_figure(text) and not is_decoration(text) for text in texts)


def _figures(words: Vocabulary, leaves: list[Block]) -> int:
    return sum(is_figure(_labelled(words, leaf.text)[1]) for leaf in leaves)


def _below(leaf: Block, box: Block | None) -> Block:
    """The child of `box` in which a leaf stands."""
    block = leaf
    while block.parent is not None and block.parent is not box:
        block = block.parent
    return block


def _rows(words: Vocabulary, leaves: list[Block], columns: list[str]) -> Iterator[Row]:
    """Rows from a run of leaves: names come first, then two figures; a word of a column before a figure names it."""
    order = [column for column in columns if column in ("score", "rank")] or ["score", "rank"]
    row, waiting = Row(), ""
    for leaf in leaves:
        column, text = _labelled(words, leaf.text)
        column = column or waiting
        if not text:
            waiting = column
            row.blocks.append(leaf)
        elif is_figure(text):
            if row.score and row.rank:
                yield row
                row = Row()
            _place(row, column, text, order)
            row.blocks.append(leaf)
            waiting = ""
        elif not is_decoration(text):
            if (row.score or row.rank) and (row.names or (row.score and row.rank)):
                yield row
                row = Row()
            row.names.append(text)
            row.blocks.append(leaf)
    if row.score or row.rank:
        yield row


def _labelled(words: Vocabulary, text: str) -> tuple[str, str]:
    """A column and the text after it: "Score: 0.5" -> (score, 0.5), "Rank" -> (rank, ""), "MMLU" -> ("", MMLU)."""
    if (column := words.columns.get(key(text))) is not None:
        return (column, "") if column in ("score", "rank") else ("", "")
    head, _, rest = (
        text.replace("：", ":").partition(":") if ":" in text or "：" in text else text.partition(" ")
    )
    column = words.columns.get(key(head), "")
    if column in ("score", "rank") and is_figure(rest.strip()):
        return column, rest.strip()
    return ("", rest.strip()) if column and ":" in text else ("", text)


def _place(row: Row, column: str, text: str, order: list[str]) -> None:
    if not column:
        column = "rank" if text.lstrip("🥇🥈🥉⭐ ").startswith("#") else order[0]
        if getattr(row, column):
            column = "rank" if column == "score" else "score"
    if not getattr(row, column):
        setattr(row, column, text)


def raw_of(row: Row) -> str:
    """The row's figures as published, for its reading."""
    return " | ".join(text for text in (row.score, row.rank) if text)
