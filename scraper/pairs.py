"""Pairs of a label and the blocks that may be its value, and how their words are put together."""

from __future__ import annotations

from bisect import bisect, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from schemas.blanks import is_readable
from scraper.block import Block, joined


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


def contents(block: Block) -> Iterator[Block]:
    """The runs of text in a block that can be a label or a value: no prose, no decoration, nothing claimed.

    An inline run without a label inside ("<b>6</b>B") is one of them as a whole.
    """
    stack = [block]
    while stack:
        each = stack.pop()
        if each.children and (
            each.labels or not each.text or any(leaf.section or leaf.prose for leaf in each.leaves())
        ):
            stack.extend(reversed(each.children))
        elif not each.prose and each.is_open():
            yield each


def has_contents(block: Block) -> bool:
    """Whether a block holds a run of text that can be a label or a value."""
    if not block.children:
        return not (block.prose or block.role)
    return next(contents(block), None) is not None


def has_inside(block: Block) -> bool:
    """Whether a block holds more than one run of text: a label and its value, say."""
    if not block.children:
        return False
    found = contents(block)
    return next(found, None) is not None and next(found, None) is not None


def label_of(block: Block) -> Block:
    """The label leaf of a block with one label; the first leaf of a block without."""
    leaves = list(block.leaves())
    return next((leaf for leaf in leaves if leaf.field and leaf.labels), leaves[0])


def shape_of(row: Block) -> tuple[str, ...]:
    """The elements of a row and of its parts."""
    return (row.tag, *(part.tag for part in row.children))


def text_of(block: Block) -> str:
    """The words of a value: of one run of text as they stand, of several blocks with a space between them."""
    if block.text:
        words = _run_words(block) if block.children else block.text
    else:
        words = " ".join(leaf.text for leaf in contents(block) if is_readable(leaf.text))
    return words.lstrip(":： ") or words


def _run_words(run: Block) -> str:
    """The words of a run without the site's own, without explaining sentences, and without signs at its ends."""
    parts = [
        leaf
        for leaf in run.leaves()
        if not leaf.prose and (leaf.role != "furniture" or not any(map(str.isalnum, leaf.text)))
    ]
    if len({leaf.text for leaf in parts}) == 1 and len(parts[0].text) > 1:
        return parts[0].text  # once for the eye, once for the ear
    while parts and not is_readable(parts[0].text) and parts[0].text not in "(（<>$€£¥":
        del parts[0]
    while parts and not is_readable(parts[-1].text) and parts[-1].text not in ")）%+":
        del parts[-1]
    return joined(parts) or run.text
