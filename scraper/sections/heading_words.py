"""Words of a heading in the place of a label or a value, and words of a label in that of a value: they are that.

"Variants" over boxes of other models is a heading; in a row built as that of "Modality", or in a line between two known
facts, it is a label that nobody knows. Taken for a heading it would swallow the facts behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.layout.block import Block
from scraper.layout.contents import contents, shape_of
from scraper.pairing.strangers import TERMS
from scraper.sections import TAKES

VALUES = frozenset(value for _, value in TERMS)
MOST_PARTS = 12
"""Leaves of a row with one label."""
FEWEST_HEADS = 3
"""Labels of a row over columns."""
MOST_STEPS = 3
"""Lines of a label and a value each, back to one with a known label."""
MOST_AROUND = 300
"""Leaves before and behind words of a heading that are looked at."""
_Shape = tuple[object, ...]


def settle_heading_words(leaves: Sequence[Block], words: Vocabulary) -> None:
    """Takes the meaning of a heading from words that stand as a label or as a value."""
    _settle_values(leaves, words)
    boxes: dict[int, _Box] = {}
    for leaf in [leaf for leaf in reversed(leaves) if leaf.section and not leaf.role]:
        if leaf.section and leaf.section[0] == "parts" and not leaf.level:
            leaf.section = None  # "Draft Model" alone may be a label
        elif (around := next((box for box in leaf.ancestors() if box.labels), None)) is not None:
            box = boxes.get(id(around)) or boxes.setdefault(id(around), _Box(around))
            if box.has_label(leaf) or (box.has_line(leaf) and _tells_anew(leaf, leaves)):
                leaf.section = None
                box.free.add(id(leaf))


def _settle_values(leaves: Sequence[Block], words: Vocabulary) -> None:
    """Words among the values of the label right before them are its value, in whatever element.

    So are those above the only label in a box. A label's words are a value where no value of their own follows.
    """
    for before, leaf, after in zip([None, *leaves], leaves, [*leaves[1:], None], strict=False):
        if not (leaf.section or leaf.field):
            continue
        label = after if after is not None and after.field and _are_couple(leaf, after) else before
        field = label.field if label is not None else None
        if not field or not words.is_value(field, leaf.text):
            continue
        if leaf.section:
            leaf.section, leaf.level = None, 0
        elif _has_no_value(leaf, after):
            leaf.add_labels(-leaf.labels)
            leaf.field = None


def _are_couple(one: Block, other: Block) -> bool:
    """Whether two leaves are all that stands in their box."""
    return one.parent is not None and one.parent is other.parent and one.parent.children == (one, other)


def _has_no_value(label: Block, after: Block | None) -> bool:
    """Whether a label stands last in its row, in the element of values, or right before another label."""
    row = label.parent
    if after is None or label.tag in VALUES or (after.field and not _heads_columns(label, after)):
        return True
    return row is not None and len(row.children) == 2 and row.children[-1] is label


def _heads_columns(label: Block, after: Block) -> bool:
    """Whether two labels stand in a row of labels only, over their values."""
    row = label.parent
    return row is not None and row is after.parent and row.labels >= max(len(row.children), FEWEST_HEADS)


class _Box:
    """A box with known labels right inside it, or in rows inside it.

    `rows`: how rows with one known label are built, and where in them it stands. `couples`: the elements of labels
    and of the values behind them. `free`: labels that were taken for headings.
    """

    def __init__(self, box: Block) -> None:
        self.parts = box.children
        self.places = {id(part): place for place, part in enumerate(box.children)}
        self.rows = {shape for part in box.children if part.labels == 1 and (shape := _row_shape(part))}
        self.couples = {
            _couple_shape(label, value)
            for label, value in pairwise(box.children)
            if label.field and _may_be_value(value)
        }
        self.is_header = (
            box.sealed and box.labels * 2 > len(box.children) > 2 and not any(map(_is_box, box.children))
        )
        self.free: set[int] = set()

    def has_label(self, leaf: Block) -> bool:
        """Whether words stand as the known labels in the box do: in its rows, in their element, or over columns."""
        place = self.places.get(id(leaf))
        if place is not None:
            return self.is_header or self._is_term(place)
        row = next(each for each in leaf.ancestors() if id(each) in self.places)
        return bool(self.rows) and _row_shape(row, leaf) in self.rows

    def _is_term(self, place: int) -> bool:
        """Whether it is in the element of labels, and one value in that of values stands behind it."""
        label, following = self.parts[place], self.parts[place + 1 : place + 3]
        if not following or label.tag == following[0].tag or not _may_be_value(following[0]):
            return False
        value, last = following[0], following[-1]
        ends = last is value or last.tag != value.tag or (label.tag, value.tag) in TERMS
        return ends and _couple_shape(label, value) in self.couples

    def has_line(self, leaf: Block) -> bool:
        """Whether words that would take facts away stand between known ones, in lines of labels and values by turns."""
        place = self.places.get(id(leaf), 0)
        section = leaf.section
        if place < 2 or section is None or section[0] not in TAKES or not self.couples:
            return False
        after = self.parts[place + 1 : place + 3]
        if len(after) < 2 or not _may_be_value(after[0]) or not (after[1].field or id(after[1]) in self.free):
            return False
        return leaf.level == after[1].level and self._is_behind_fact(place)

    def _is_behind_fact(self, place: int) -> bool:
        """Whether the second line before a place is a known label, or the second one before that."""
        for at in range(place - 2, max(place - 2 * MOST_STEPS - 1, -1), -2):
            label, value = self.parts[at : at + 2]
            if not _may_be_value(value) or label.prose or label.level:
                return False
            if label.field:
                return True
        return False


def _is_box(block: Block) -> bool:
    return bool(block.children or block.level)


def _may_be_value(block: Block) -> bool:
    """Whether a block is one run of text that can be a value."""
    return bool(block.text) and not (block.labels or block.section or block.prose or block.level)


def _couple_shape(label: Block, value: Block) -> _Shape:
    return label.tag, label.level, value.tag


def _row_shape(row: Block, leaf: Block | None = None) -> _Shape | None:
    """How a row of a label and one value is built; `leaf`: its label, where nobody knows it.

    The label stands first or last, and no other words of a heading stand there.
    """
    if not row.children or len(row.leaves()) > MOST_PARTS:
        return None
    parts = list(contents(row))
    at = next((at for at in (0, -1) if parts and (parts[at] is leaf if leaf else parts[at].field)), None)
    if at is None or len(parts) < 2 or any(part.section and part is not leaf for part in parts):
        return None
    return shape_of(row), at, parts[at].tag, parts[at].level


def _tells_anew(leaf: Block, leaves: Sequence[Block]) -> bool:
    """Whether no fact behind words of a heading is told twice: else they may head cards of other models."""
    told: dict[str | None, str] = {}
    begin = max(leaf.order - MOST_AROUND, 0)
    for label, value in pairwise(leaves[begin : leaf.order + MOST_AROUND]):
        behind = label.order > leaf.order
        if behind and label.section and label.section[0] in TAKES:
            break
        if label.field and told.setdefault(label.field, key(value.text)) != key(value.text) and behind:
            return False
    return True
