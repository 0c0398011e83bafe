"""Rows of cells: several labels each before its value, or a row of labels over a row of values."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.blanks import is_readable
from scraper.layout.block import Block
from scraper.layout.contents import has_inside, label_of
from scraper.pairing.pairs import Pair, Pairs


def cells_of(row: Block) -> list[Block]:
    """The cells of a row with several labels, each before its value; empty where it is none.

    In a table row any of them may be unknown, in other boxes not the first.
    """
    cells = [cell for cell in row.children if cell.role not in ("related", "cell")]
    if len(cells) < 4 or len(cells) % 2 or not row.labels or (row.tag != "tr" and not cells[0].labels):
        return []
    if any(cell.labels > 1 or (cell.labels and has_inside(cell)) for cell in cells) or any(
        cell.labels for cell in cells[1::2]
    ):
        return []
    if row.tag == "tr":
        return cells
    return cells if not any(cell.children or cell.role for cell in cells) and _alternate(cells) else []


def _alternate(cells: Sequence[Block]) -> bool:
    """Whether every second cell is written as the first one: the same element, and a colon or none.

    Else they are the pieces of one value: "Context Length:" "128" "K" "tokens".
    """
    elements = len({cell.tag for cell in cells[::2]}), len({cell.tag for cell in cells[1::2]})
    return elements == (1, 1) and len({cell.text[-1:] in ":：" for cell in cells[::2]}) == 1


def empty_cells(row: Block) -> list[Block]:
    """The cells of a row in which nothing stands but the site's own words ("Copy"): published as a blank."""
    return [
        cell
        for cell in row.children
        if all(
            (leaf.role == "furniture" and is_readable(leaf.text)) or not leaf.text for leaf in cell.leaves()
        )
    ]


def is_header_over(header: Block, values: Block, *, among: bool = False) -> bool:
    """Whether a block of labels stands over a block of as many values.

    Most columns have known labels, or some but not the first, which would be a label with its value behind it. Where
    all labels are known, a word for a unit below one of them ("7B parameters") may be one too. `among`: other rows
    around it are such headers, so one known label will do.
    """
    size = len(header.children)
    if size < 2 or size != len(values.children) or any(map(has_inside, header.children)):
        return False
    if header.labels == size and values.labels * 2 < size:
        return not any(label_of(cell) is cell.leaves()[0] and cell.labels for cell in values.children)
    alone = header.tag == "tr" and header.parent is not None and len(header.parent.children) == 2
    few = alone and size > 2 and header.labels and not header.children[0].labels
    few = few or (among and header.labels > 0)
    if values.labels or not (few or header.labels >= max(2, size * 0.6)):
        return False
    return not any(map(has_inside, values.children))


def pair_columns(
    labels: Sequence[Block],
    below: Sequence[Block],
    found: Pairs,
    *,
    above: Sequence[Block] = (),
    row: int = 0,
) -> None:
    """Pairs a row of labels with as many values below them, one by one; or with those above, if the grammar says so."""
    for place, label in enumerate(labels):
        if label.text or label.children:
            known = label_of(label) if label.labels else label
            found.pairs.append(
                Pair(
                    known,
                    known.field,
                    below[place : place + 1],
                    above[place : place + 1],
                    row if above else 0,
                )
            )


def values_above(header: Block, row: Block | None) -> Sequence[Block]:
    """The cells of the row above a row of labels and empty cells, where they may be its values."""
    if header.labels < 2 or row is None or row.labels or len(row.children) != len(header.children):
        return ()
    if any(map(has_inside, (*header.children, *row.children))):
        return ()
    return row.children if all(cell.labels or not cell.text for cell in header.children) else ()
