"""How rows with known labels are built on one page: rows of unknown labels are told by their likeness to them."""

from __future__ import annotations

from bisect import bisect, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from scraper.layout.block import Block
from scraper.layout.contents import contents, shape_of

Shape = tuple[str, ...]
"""The elements of a row and of its parts."""


@dataclass(slots=True)
class KnownRows:
    """What is known of a page's rows while it is paired.

    `shapes`: for the elements of rows with known labels, where such rows begin and whether their values stand above
    their labels; `upright`: the elements of the parts of those whose values do not.
    `columns`: tables and boxes, and how many labels in a row over their values they have.
    `groups`: for a box of groups, the elements of those with known labels, and whether all are labels over values.
    """

    shapes: dict[Shape, list[tuple[int, bool]]] = field(default_factory=dict)
    upright: set[Shape] = field(default_factory=set)
    columns: set[tuple[Block, int]] = field(default_factory=set)
    groups: dict[Block, tuple[set[Shape], bool]] = field(default_factory=dict)

    def add_rows(self, rows: Sequence[Block], *, reverse: bool) -> None:
        """Notes rows with known labels. `reverse`: their values stand above their labels."""
        for shape in set(map(shape_of, rows)):
            if not reverse:
                self.upright.add(shape[1:])
            insort(self.shapes.setdefault(shape, []), (rows[0].leaves()[0].order, reverse))

    def are_like(self, rows: Sequence[Block]) -> bool:
        """Whether every row is built of the same elements as a row with a known label."""
        return all(row.children and shape_of(row) in self.shapes for row in rows)

    def is_reverse(self, row: Block) -> bool:
        """Whether values stand above labels in the nearest known rows of the same elements, rather those before it."""
        known = self.shapes[shape_of(row)]
        return known[max(bisect(known, (row.leaves()[0].order, True)) - 1, 0)][1]

    def add_header(self, header: Block) -> None:
        """Notes a row of labels over their values."""
        self.columns.update(_places(header))

    def has_header_like(self, header: Block) -> bool:
        """Whether other rows of as many labels stand over their values in the same table, or in the boxes beside."""
        return not self.columns.isdisjoint(_places(header))

    def has_group_like(self, group: Block) -> bool:
        """Whether a group beside this one has known labels and the same elements, or both are labels over values."""
        box = group.parent
        if box is None:
            return False
        if box not in self.groups:
            known = [child for child in box.children if child.labels]
            grids = bool(self.columns) and all(map(is_grid, known))
            self.groups[box] = {shape_of(child) for child in known}, grids
        shapes, grids = self.groups[box]
        return shape_of(group) in shapes or (grids and is_grid(group))


def _places(header: Block) -> set[tuple[Block, int]]:
    return {(box, len(header.children)) for box in islice(header.ancestors(), 2)}


def is_grid(group: Block) -> bool:
    """Whether a group is a row of labels over a row of values, by its boxes."""
    sizes = [sum(1 for _ in contents(row)) for row in group.children]
    return len(sizes) == 2 and sizes[0] == sizes[1] > 0
