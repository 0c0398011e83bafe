"""Block: one visible piece of a page. Layout makes them, every later room notes on them what it found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

INLINE = frozenset(
    "a abbr acronym b bdi bdo big button cite code data dfn em font i ins kbd label mark output q ruby samp slot small "
    "span strong sub sup time tt u var".split()
)
HEADINGS = {f"h{level}": level for level in range(1, 7)} | {"summary": 6, "legend": 6, "caption": 6}

Role = Literal["", "reading", "heading", "prose", "cell", "furniture", "related", "finding"]
"""What became of a leaf: "" until a room has said; a label or value; words over others; a text about the model or a
remark; part of a table; words that say nothing of the model; another model's; reported as unread."""


class Block:
    """A run of text, or a box of blocks.

    `tag`: the element it comes from ("" for a bare text). `text`: the words, where the block is one run of text (a
    leaf, or an element with nothing but inline elements inside); "" for a box. `inline`: such a run that starts no line
    of its own.
    From layout: `level` 1-6 of a heading element; `link`, where a link around it leads (None: no link); `closed`, a
    sectioning element holds nothing else; `sealed`, what belongs together is inside (a table row, "Label: value");
    `spaced`, white space stands before it in its run; `noted`, it begins with the raised mark of a footnote.
    From outline: `field` that a leaf labels; `section` that it heads, with the name in it; `prose`, it is a sentence;
    `labels`, how many open labels stand inside; `order`, its place in reading order.
    `role`: what became of a leaf.
    """

    # Defaults stand on the class: a page has thousands of blocks, and most keep most of them.
    parent: Block | None = None
    level = 0
    link: str | None = None
    closed = False
    sealed = False
    spaced = True
    noted = False
    field: str | None = None
    section: tuple[str, str] | None = None
    prose = False
    labels = 0
    order = 0
    role: Role = ""
    _leaves: list[Block] | None = None

    def __init__(self, tag: str, text: str = "", children: tuple[Block, ...] = ()) -> None:
        self.tag = tag
        self.text = text
        self.children = children
        self.inline = bool(text) and (not tag or tag in INLINE)
        if tag in HEADINGS:
            self.level = HEADINGS[tag]
        elif tag == "tr":
            self.sealed = True
        for child in children:
            child.parent = self

    def leaves(self) -> list[Block]:
        """The blocks without children below this one (or itself), in reading order."""
        found = self._leaves
        if found is None:
            found = [self] if not self.children else []
            for child in self.children:
                found += child.leaves() if child.children else (child,)
            self._leaves = found
        return found

    def words(self) -> str:
        """Its words, whatever it consists of."""
        return self.text or " ".join(leaf.text for leaf in self.leaves())

    def is_open(self) -> bool:
        """Whether the block still has text that no room has claimed."""
        if not self.children:
            return not self.role
        for leaf in self.leaves():  # noqa: SIM110 (a generator would cost twice as much, many times a page)
            if not leaf.role:
                return True
        return False

    def ancestors(self) -> Iterator[Block]:
        """The blocks around this one, nearest first."""
        block = self.parent
        while block is not None:
            yield block
            block = block.parent

    def add_labels(self, number: int) -> None:
        """Counts labels that came to this block (or went, below 0), in it and in the blocks around it."""
        block: Block | None = self
        while block is not None:
            block.labels += number
            block = block.parent

    def claim(self, role: Role) -> None:
        """Says what became of every leaf of this block."""
        for leaf in self.leaves():
            leaf.role = role
            if leaf.labels:
                leaf.add_labels(-1)

    def set_aside(self, role: Role) -> None:
        """Takes the whole block out of the reading: its leaves get `role`, and nothing in it has a meaning any more."""
        if self.labels and self.parent is not None:
            self.parent.add_labels(-self.labels)
        stack = [self]
        while stack:
            each = stack.pop()
            each.labels, each.field = 0, None
            each.section, each.prose = None, False
            stack.extend(each.children)
            if not each.children:
                each.role = role

    def divide(self, texts: Sequence[str]) -> tuple[Block, ...]:
        """Makes blocks of `texts`, which belong together, in place of this block's own words."""
        self.text, self.sealed, self.prose = "", True, False
        self.adopt(tuple(Block("span", text) for text in texts))
        for child in self.children:
            child.order = self.order
        return self.children

    def adopt(self, children: tuple[Block, ...]) -> None:
        """Gives the block other children, or none."""
        self.children = children
        for child in children:
            child.parent = self
        block: Block | None = self
        while block is not None:
            block._leaves = None
            block = block.parent


def joined(run: Sequence[Block]) -> str:
    """The words of neighbours in one run of text, with spaces where the page has them."""
    return "".join([f" {each.text}" if each.spaced else each.text for each in run]).strip()


def runs(leaves: list[Block]) -> list[Block]:
    """The leaves, with those that are one run of text together ("<b>2x</b> RTX 4090") as that run."""
    found: list[Block] = []
    for leaf in leaves:
        whole = leaf
        while (box := whole.parent) is not None and box.text and not box.labels:
            whole = box
        if not found or found[-1] is not whole:
            found.append(whole)
    return found
