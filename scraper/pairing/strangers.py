"""Labels that the vocabulary does not know: found by the company they keep, never by their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from schemas.blanks import is_readable
from scraper.layout.block import Block
from scraper.layout.contents import contents, has_contents, shape_of, text_of
from scraper.pairing.known_rows import KnownRows, is_grid
from scraper.pairing.pairs import Pair, Pairs

_COLON = re.compile(r"([^:：]{2,60}?)\s*[:：]\s*(.{1,60})")
_BETWEEN = re.compile(r"\s+[|·•]\s+|\s*[;；]\s+")
_SIGNS = re.compile(r"^[\W_]+")
TERMS = frozenset((("dt", "dd"), ("th", "td")))
"""Elements that are a label and its value by themselves."""
LONGEST_LABEL = 48
"""Characters of an unknown label."""


def headed(box: Block) -> set[Block]:
    """The blocks of a box that stand right behind a strange heading."""
    return {each for before, each in pairwise(box.children) if before.level and not before.section}


def pair_strange_group(group: Block, found: Pairs, known: KnownRows, *, is_headed: bool) -> None:
    """A group beside known ones, under a heading in it or before it, of rows of two parts each: unknown labels."""
    if not group.children or any(leaf.role == "cell" for leaf in group.leaves()):
        return
    if group.closed and group.text and shape_of(group)[1:] in known.upright:
        pair_strangers(group, found)
        return
    is_alike = known.has_group_like(group)
    is_grid_beside = is_alike and bool(known.columns) and is_grid(group)
    has_rows_only = is_headed or is_grid_beside or known.are_like(group.children)
    heading = None if has_rows_only else group.children[0]
    rows = list(group.children if heading is None else group.children[1:])
    if not rows or (heading is not None and _is_box(heading)):
        return
    rows = _unboxed(rows)
    inner = [box for row in rows for box in row.children if _is_box(box)]
    are_facts = any(pair_strange_rows(each, found, known, is_alike=is_alike) for each in (rows, inner))
    if are_facts and heading is not None:
        heading.claim("heading")


def _is_box(block: Block) -> bool:
    return bool(block.children) and not block.text


def _unboxed(rows: list[Block]) -> list[Block]:
    """The rows in a single box, or in a single run of couples; else the rows themselves."""
    box = rows[0]
    if len(rows) == 1 and box.children and (not box.text or all(map(_is_couple, box.children))):
        return list(box.children)
    return rows


def pair_strange_rows(rows: list[Block], found: Pairs, known: KnownRows, *, is_alike: bool = False) -> bool:
    """Pairs the parts of rows under a heading that nobody knows; False where they are no facts.

    `is_alike`: the rows stand in boxes like those of known labels beside them, so they need no figure to be facts.
    """
    rows = [row for row in rows if not (row.text or row.children) or has_contents(row)]  # a blank is a value
    are_known = bool(rows) and known.are_like(rows)
    reverse = are_known and known.is_reverse(rows[0])
    couples = _couples(rows, in_columns=bool(known.columns))
    if reverse:
        couples = [couple[::-1] for couple in couples]
    if not couples or not (is_alike or _are_facts(couples, are_known=are_known)):
        return False
    for row in rows:
        for leaf in row.leaves():
            if leaf.prose:
                leaf.role = "furniture"
    linked = are_known and all(row.link is not None for row in rows)
    for label, value in couples:
        _add_stranger(label, value, found, linked=linked)
    return True


def _are_facts(couples: list[list[Block]], *, are_known: bool) -> bool:
    """Whether strange couples are labels and values: by a figure, by their elements, or by those of known rows.

    Of a single couple without a figure the elements must say by themselves what they are.
    """
    if any(_has_digit(value) for _, value in couples):
        return True
    if all((label.tag, value.tag) in TERMS for label, value in couples):
        return True
    return len(couples) > 1 and (are_known or all(label.tag != value.tag for label, value in couples))


def pair_strange_columns(rows: list[Block], found: Pairs) -> bool:
    """Pairs rows of unknown labels with the rows of values below them; False where the columns do not match."""
    parts = [list(contents(row)) for row in rows]
    over = list(zip(parts[::2], parts[1::2], strict=False))
    if len(parts) % 2 or any(len(labels) != len(values) for labels, values in over):
        return False
    for labels, values in over:
        for label, value in zip(labels, values, strict=True):
            _add_stranger(label, value, found)
    return True


def _couples(rows: list[Block], *, in_columns: bool) -> list[list[Block]]:
    """Label and value of every row, of two rows column by column, of neighbours in or below rows; else none."""
    rows = [piece for row in rows for piece in _pieces(row)]
    parts = [list(contents(row)) or [row] for row in rows]
    if in_columns and _are_columns(parts):
        return [list(couple) for couple in zip(*parts, strict=True)]
    if all(_is_couple(row) for row in rows):
        return [_couple(row) for row in rows]
    if all(part and len(part) % 2 == 0 for part in parts):
        return [list(couple) for part in parts for couple in zip(part[::2], part[1::2], strict=True)]
    if all(len(part) == 1 for part in parts) and len(parts) % 2 == 0:
        return [[*one, *other] for one, other in zip(parts[::2], parts[1::2], strict=True)]
    return []


def _are_columns(rows: list[list[Block]]) -> bool:
    """Whether two rows are labels over as many values."""
    return len(rows) == 2 and len(rows[0]) == len(rows[1]) > 0 and not _are_upright(rows)


def _are_upright(rows: list[list[Block]]) -> bool:
    """Whether two rows are a label and its value each, though they could be labels over values."""
    if len(rows[0]) == 2:
        return all(_has_digit(value) and not _has_digit(label) for label, value in rows)
    return all(len(row) == 1 and _colon_in(row) for row in rows)


def _pieces(row: Block) -> Sequence[Block]:
    """The couples of a line that holds several ("Input Price: $3.00 | Output Price: $15.00"); else the row itself."""
    runs = list(contents(row))
    if len(runs) == 1:
        texts = _BETWEEN.split(text_of(runs[0]))
        if len(texts) > 1 and all(_COLON.fullmatch(text) for text in texts):
            return runs[0].divide(texts)
    return (row,)


def is_list(part: list[Block]) -> bool:
    """Whether the box around neighbours is a list of facts of its own, not the page or a part of it."""
    box = part[0].parent
    if box is None or box.tag in ("body", "main"):
        return False
    if box.tag not in ("section", "article"):
        return True
    return (
        sum(child.is_open() and not child.level for child in box.children) == len(part) and len(part) % 2 == 0
    )


def is_regular(part: list[Block], places: list[int]) -> bool:
    """Whether the known labels at `places` are built otherwise than their values, and so is what may be one."""
    labels, values = part[::2], part[1::2]
    if len(part) % 2 or any(place % 2 for place in places):
        return False
    shapes = {shape_of(part[place]) for place in places}
    if {shape_of(label) for label in labels} != shapes or len(shapes) > 1:
        return False
    return bool(part[places[0]].children) or not shapes & {shape_of(value) for value in values}


def pair_unknown(values: list[Block], found: Pairs, *, between: bool) -> None:
    """Pairs what stands between known labels; an odd first block is the heading of an unknown group."""
    if len(values) % 2:
        if len(values) > 1:
            values[0].role = "heading"
        values = values[1:]
    for label, value in zip(values[::2], values[1::2], strict=True):
        if between or _has_digit(value):
            _add_stranger(label, value, found)


def _has_digit(value: Block) -> bool:
    return any(sign.isdigit() for sign in text_of(value))


def pair_strangers(block: Block, found: Pairs, *, reverse: bool = False, linked: bool = False) -> None:
    """A block of two parts without a known label, among blocks with one: its label is unknown.

    `linked`: the blocks with known labels are links as wholes.
    """
    parts = _couple(block)
    if parts:
        label, value = reversed(parts) if reverse else parts
        _add_stranger(label, value, found, linked=linked and block.link is not None)


def _couple(block: Block) -> list[Block]:
    """The two parts of a block of two: blocks, inline elements, or the sides of a colon. Empty where it is none."""
    parts = _two_parts(block)
    if match := _colon_in(parts):
        parts = list(parts[0].divide([match[1], match[2]]))
    return parts if len(parts) == 2 else []


def _is_couple(block: Block) -> bool:
    parts = _two_parts(block)
    return len(parts) == 2 or _colon_in(parts) is not None


def _colon_in(parts: list[Block]) -> re.Match[str] | None:
    return _COLON.fullmatch(text_of(parts[0])) if len(parts) == 1 else None


def _two_parts(block: Block) -> list[Block]:
    """The parts of a row; an empty cell at its end is one."""
    parts = list(contents(block))
    if len(parts) == 1 and len(block.children) == 2 and _is_blank(block.children[1]):
        return [*parts, block.children[1]]
    if len(parts) == 1 and parts[0].children:
        inner = [part for part in parts[0].children if is_readable(part.text) and part.is_open()]
        parts = inner if len(inner) == 2 else parts
    return parts


def _is_blank(cell: Block) -> bool:
    return not (cell.text or cell.children)


def _add_stranger(label: Block, value: Block, found: Pairs, *, linked: bool = False) -> None:
    """Pairs an unknown label, if it is one. `linked`: both stand in one link, as known labels beside them do."""
    if linked or (_is_name(label) and not _is_action(label, value)):
        found.pairs.append(Pair(label, None, [value]))


def _is_name(label: Block) -> bool:
    """Whether a text begins with a letter and has a few words, as labels do."""
    words = _SIGNS.sub("", text_of(label))
    return words[:1].isalpha() and len(words) <= LONGEST_LABEL and sum(map(str.isalpha, words)) > 1


def _is_action(label: Block, value: Block) -> bool:
    """Whether a couple is an entry of a menu or switches something."""
    leads = [any(leaf.link is not None for leaf in each.leaves()) for each in (label, value)]
    return all(leads) or value.tag == "button" or any(box.link is not None for box in label.ancestors())
