"""Rows of benchmarks without a header row: cards, lists and lines, read by the shape of what follows what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.benchmarks.names import named
from scraper.benchmarks.rows import BEGINS_FIGURE, FIGURES, Row, figures_of, labelled
from scraper.block import Block
from scraper.grid import around
from scraper.prose import is_decoration, is_figure

MEDALS = "🥇🥈🥉⭐ "
_BETWEEN_FIGURES = re.compile(r"\s*[,，·•|;；]\s+|\s+[-–—]\s+")
_AHEAD = re.compile(r"(?:[(（\[]([^()（）\[\]]{1,60})[)）\]])?\s*(?:[:：=]|[-–—](?=\s))?\s*(?=[#~]?[0-9])")
"""What stands before figures whose name is an element of its own: "(Coding): 0.5", ": 0.5"."""
_NAME_FIRST = re.compile(r"(?<=[^\s:：=])\s*(?:[:：=]|[-–—](?=\s))\s*(?=[#~]?[0-9])")
"""What stands between a name and its figure in one line: "MMLU: 0.5"."""


def divide_lines(words: Vocabulary, leaves: list[Block]) -> list[Block]:
    """The leaves, with lines of a name and its figure ("MMLU: 0.5") in two parts, where one of a list's is known.

    So are lines of figures with their words ("Score: 0.5 · Rank: #31").
    """
    leaves = [part for leaf in leaves for part in _labelled_figures(words, leaf)]
    lines = {id(leaf): parts for leaf in leaves if (parts := _name_and_figures(words, leaf))}
    known = {
        id(leaf.parent)
        for leaf in leaves
        if id(leaf) in lines and key(named(words, [lines[id(leaf)][0]])[1]) in words.benchmarks
    }
    found: list[Block] = []
    for leaf in leaves:
        parts = lines.get(id(leaf), [])
        found += leaf.divide(parts) if parts and id(leaf.parent) in known else (leaf,)
    return found


def _labelled_figures(words: Vocabulary, leaf: Block) -> Sequence[Block]:
    """The figures of a line of them, or the leaf; a place loses its brackets ("(#31)"), a figure what leads to it."""
    bare = leaf.text.strip("()（）")
    if bare.startswith("#") and is_figure(bare):
        leaf.text = bare
    parts = _BETWEEN_FIGURES.split(leaf.text) if not leaf.children else []
    if 0 < len(parts) - 1 <= len(FIGURES) and _are_figures(words, parts[-2:]):
        return leaf.divide(parts)
    ahead = _AHEAD.match(leaf.text) if parts else None
    if ahead is None or not (figures := figures_of(words, leaf.text[ahead.end() :])):
        return (leaf,)
    if ahead[1] or len(figures) > 1:
        return leaf.divide([ahead[1], *figures] if ahead[1] else figures)
    leaf.text = figures[0]
    return (leaf,)


def _are_figures(words: Vocabulary, parts: list[str]) -> bool:
    """Whether two parts of a line are a score and a place, by their words or by the place's sign."""
    said = [labelled(words, part) for part in parts]
    place = said[-1][1].startswith("#") and not said[0][0] and all(is_figure(text) for _, text in said)
    return place or {column for column, _ in said} == set(FIGURES)


def _name_and_figures(words: Vocabulary, leaf: Block) -> list[str]:
    """A name with one figure or two behind it; empty where a line is something else."""
    if leaf.children or leaf.text[:1] in BEGINS_FIGURE or not any(sign in leaf.text for sign in ":：=-–—"):
        return []
    for match in _NAME_FIRST.finditer(leaf.text, 0, 120):
        name, figures = leaf.text[: match.start()], figures_of(words, leaf.text[match.end() :])
        if figures and key(name) not in words.columns:
            return [name, *figures]
    return []


def rows_of(words: Vocabulary, leaves: list[Block], order: list[str]) -> Iterator[Row]:
    """The rows that a section's leaves make up. `order`: the columns, where a header row names them."""
    figures = [column for column in order if column in FIGURES] or list(FIGURES)
    for category, group in _groups(words, leaves, ""):
        group = _words_first(words, group)
        card = _card(words, group)
        for row in [card] if card is not None else _rows(words, group, figures):
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


def _kind(words: Vocabulary, text: str) -> str:
    column, rest = labelled(words, text)
    if not rest:
        return "word"
    return "figure" if not column and is_figure(rest) else ""


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
        elif is_figure(text) or (column and text[0] in BEGINS_FIGURE):
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


def _place(row: Row, column: str, text: str, order: list[str]) -> None:
    if not column:
        column = "rank" if text.lstrip(MEDALS).startswith("#") else order[0]
        if getattr(row, column):
            column = "rank" if column == "score" else "score"
    if not getattr(row, column):
        setattr(row, column, text)
