"""Pairs of a label and the blocks that may be its value: what pairing finds."""

from __future__ import annotations

from bisect import bisect, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from scraper.layout.block import Block
from scraper.layout.contents import shape_of


@dataclass(slots=True)
class Pair:
    """A label with the blocks that may be its value, likeliest first. `field` is None for an unknown label.

    `rival`: the candidates if its row is read in the other direction. `row`: number of that row, 0 where there is none.
    """

    label: Block
    field: str | None
    candidates: Sequence[Block]
    rival: Sequence[Block] = ()
    row: int = 0


@dataclass(slots=True)
class Pairs:
    """What pairing found. `alone`: labels that stand without any value. `last`: the page's last leaf.

    `rows`: how many rows were numbered. `columns`: tables and boxes (their ids), and how many labels in a row over
    their values they have.
    `strange`: groups without known labels beside groups with them, and whether a strange heading stands before each.
    `kin`: for a box (its id) of such groups the elements of those with known labels, and whether all are labels over
    values. `shapes`: for the elements of rows with known labels, where such rows begin and whether their values stand
    above their labels; `upright`: the elements of the parts of those whose values do not.
    """

    last: Block
    columns: set[tuple[int, int]] = field(default_factory=set)
    rows: int = 0
    strange: list[tuple[Block, bool]] = field(default_factory=list)
    shapes: dict[tuple[str, ...], list[tuple[int, bool]]] = field(default_factory=dict)
    upright: set[tuple[str, ...]] = field(default_factory=set)
    kin: dict[int, tuple[set[tuple[str, ...]], bool]] = field(default_factory=dict)
    pairs: list[Pair] = field(default_factory=list)
    alone: list[Block] = field(default_factory=list)

    def add_rows(self, rows: Sequence[Block], *, reverse: bool) -> None:
        """Notes rows with known labels. `reverse`: their values stand above their labels."""
        for shape in set(map(shape_of, rows)):
            if not reverse:
                self.upright.add(shape[1:])
            insort(self.shapes.setdefault(shape, []), (rows[0].leaves()[0].order, reverse))

    def is_reverse(self, row: Block) -> bool:
        """Whether values stand above labels in the nearest known rows of the same elements, rather those before it."""
        known = self.shapes[shape_of(row)]
        return known[max(bisect(known, (row.leaves()[0].order, True)) - 1, 0)][1]
