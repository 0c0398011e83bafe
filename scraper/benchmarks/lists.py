"""Rows of benchmarks without a header row: cards and lists, read by the shape of what follows what."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.benchmarks.rows import BEGINS_FIGURE, FIGURES, Row, labelled, stands_for_figure
from scraper.layout.block import Block
from scraper.prose import is_decoration, is_figure
from scraper.tables.grid import around

MEDALS = "🥇🥈🥉⭐ "


def rows_of(words: Vocabulary, leaves: list[Block], order: list[str]) -> Iterator[Row]:
    """The rows that a section's leaves make up. `order`: the columns, where a header row names them."""
    figures = [column for column in order if column in FIGURES] or list(FIGURES)
    for category, group in _groups(words, leaves, ""):
        in_order = _without_strangers(words, _words_first(words, group))
        card = _card(words, in_order)
        for row in [card] if card is not None else _rows(words, in_order, figures):
            if category and len(row.names) == 1:
                row.names.insert(0, category)
            yield row


def _words_first(words: Vocabulary, leaves: list[Block]) -> list[Block]:
    """The leaves, with each column's word before its figure where all words stand behind theirs ("31" above "Rank")."""
    found = list(leaves)
    kinds = [_kind(words, leaf.text) for leaf in leaves]
    behind = [at for at, kind in enumerate(kinds) if kind == "word"]
    if not behind or [at - 1 for at in behind] != [at for at, kind in enumerate(kinds) if kind == "figure"]:
        return found
    for at in behind:
        found[at - 1 : at + 1] = leaves[at], leaves[at - 1]
    return found


def _without_strangers(words: Vocabulary, leaves: list[Block]) -> list[Block]:
    """The leaves of a card whose score has its word, without figures behind words of their own ("Shots" "5")."""
    columns = {labelled(words, leaf.text)[0] for leaf in leaves}
    kinds = [_kind(words, leaf.text) for leaf in leaves]
    names = [at for at, kind in enumerate(kinds) if kind == "name"]
    if "score" not in columns:
        return leaves
    pairs = [at for at in names[1:] if kinds[at + 1 : at + 2] == ["figure"]]
    return [leaf for at, leaf in enumerate(leaves) if at not in pairs and at - 1 not in pairs]


def _kind(words: Vocabulary, text: str) -> str:
    """ "word" of a column, "figure" without a word or sign of its own, "name", or "" for anything else."""
    column, rest = labelled(words, text)
    if not rest:
        return "word"
    if column or is_decoration(rest):
        return ""
    if is_figure(rest):
        return "" if rest.lstrip(MEDALS).startswith("#") else "figure"
    return "name"


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
    texts = (labelled(words, leaf.text)[1] for leaf in leaves)
    return any(text and not is_figure(text) and not is_decoration(text) for text in texts)


def _figures(words: Vocabulary, leaves: list[Block]) -> int:
    return sum(is_figure(labelled(words, leaf.text)[1]) for leaf in leaves)


def _below(leaf: Block, box: Block | None) -> Block:
    """The child of `box` in which a leaf stands."""
    block = leaf
    while block.parent is not None and block.parent is not box:
        block = block.parent
    return block


def _rows(words: Vocabulary, leaves: list[Block], order: list[str]) -> Iterator[Row]:
    """Rows from a run of leaves: names come first, then two figures; a word of a column before a figure names it."""
    row, waiting = Row(), ""
    for leaf in leaves:
        column, text = labelled(words, leaf.text)
        column = column or waiting
        if not text:
            waiting = column
            row.blocks.append(leaf)
        elif (
            is_figure(text)
            or (column and (text[0] in BEGINS_FIGURE or row.names))
            or stands_for_figure(words, row, text)
        ):
            if row.score and row.rank:
                yield row
                row = Row()
            if _place(row, column, text, order):
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


def _card(words: Vocabulary, leaves: list[Block]) -> Row | None:
    """The one row of a box with a rank, a score and one or two names, in whatever order they stand there."""
    row, waiting = Row(blocks=list(leaves)), ""
    for leaf in leaves:
        column, text = labelled(words, leaf.text)
        column = column or waiting
        waiting = column if not text else ""
        if text and is_figure(text):
            figure = "rank" if column == "rank" or text.lstrip(MEDALS).startswith("#") else "score"
            if getattr(row, figure):
                return None
            setattr(row, figure, text)
        elif text and not is_decoration(text):
            row.names.append(text)
    return row if row.score and row.rank and 0 < len(row.names) < 3 else None


def _place(row: Row, column: str, text: str, order: list[str]) -> bool:
    """Puts a figure, or what stands for one, under its word; False where the row has another there."""
    if not column:
        column = "rank" if text.lstrip(MEDALS).startswith("#") else order[0]
        if getattr(row, column):
            column = "rank" if column == "score" else "score"
    if getattr(row, column):
        return False
    setattr(row, column, text)
    return True
