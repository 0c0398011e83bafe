"""The places into which headings divide a page: whose text stands in each, and how far it goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from schemas.language import key
from scraper.layout.block import Block
from scraper.outline.handles import is_control
from scraper.prose import ends_sentence, is_decoration
from scraper.sections import Section
from scraper.texts.paragraphs import CAPTIONS, is_in

AMONG_FACTS = frozenset(
    "specifications attention dimensions tokenizer experts requirements diagram calculator rankings".split()
)
"""Sections after which a page without headings goes on with its text."""
LISTS = frozenset(("li", "ul", "ol"))
ASIDES = frozenset(("aside",))
SHORTEST = 25
"""Characters of a text that is no sentence; or four words."""
MOST_PARTS = 200
"""Leaves of a box that is looked into for something else than text."""


class Kind(Enum):
    """Whose text stands in a place: under the model's name, under a heading of the model's or the family's own, among
    the facts, under no heading, under one of nobody's.
    """

    LEAD = auto()
    OWN = auto()
    FAMILY = auto()
    FACTS = auto()
    OUTSIDE = auto()
    NOBODY = auto()


HEADED = (Kind.OWN, Kind.FAMILY)
"""Places with a heading that says whose text follows."""


@dataclass(slots=True)
class Place:
    """What stands between two headings. `end`: order of the leaf after it, `extent`: the same with all its parts.

    `boxed`: it is the whole of a box. `around`: the place that goes on behind that box. `aside`: it stands beside
    the page's text. `first`: its first paragraph; `quotes`: quotations after its last one.
    """

    kind: Kind
    level: int
    end: int
    extent: int = 0
    boxed: bool = False
    around: Place | None = None
    aside: bool = False
    first: Block | None = None
    quotes: list[Block] = field(default_factory=list)

    def may_hold(self, leaf: Block) -> bool:
        """Whether a leaf is a sentence, or in a text of several words an item of a list or an unfinished sentence."""
        if leaf.prose:
            return True
        if is_control(leaf) or leaf.section or leaf.level or self.kind not in HEADED:
            return False
        if self.kind is Kind.OWN and (self.first is None or not is_in(leaf, LISTS)):
            return False
        return leaf.text.count(" ") > 2 or len(leaf.text) > SHORTEST

    def is_ended_by(self, line: Block) -> bool:
        """Whether a line of a few words, nobody's, ends a text that stands in no box of its own."""
        if self.boxed or self.first is None or line.parent is not self.first.parent:
            return False
        if is_control(line) or is_decoration(line.text):
            return False
        return line.text[-1:] not in ":："

    def goes_on_with(self, leaf: Block) -> bool:
        """Whether a paragraph is one with the first of its place: the boxes between them hold text only.

        A box with a heading of its own is another text, unless the whole stands in a box.
        """
        if self.first is None:
            return True
        around = {id(block) for block in self.first.ancestors()}
        for block in leaf.ancestors():
            if id(block) in around:
                return True
            if not _is_text(block, boxed=self.boxed):
                return False
        return True


def _is_text(box: Block, *, boxed: bool) -> bool:
    parts = box.leaves()
    if len(parts) > MOST_PARTS:
        return False
    if parts[0].level and parts[0].role != "furniture" and not boxed:
        return False
    return all(
        part.prose
        or part.level
        or part.role == "furniture"
        or is_decoration(part.text)
        or (part.role != "reading" and is_in(part, LISTS))
        for part in parts
    )


class Places:
    """The places that the headings of one page open. `family`: ids of the headings over the family's text."""

    def __init__(self, leaves: list[Block], name: str | None, family: set[int]) -> None:
        self.outside = Place(Kind.OUTSIDE, 0, len(leaves))
        self.own = key(name or "")
        """The model's name, as the vocabulary compares it."""
        self._leaves = leaves
        self._name = name
        self._family = family
        self._first_fact = next((leaf.order for leaf in leaves if leaf.role == "reading"), 0)
        self._is_named = False

    def under_section(self, section: Section, heading: Block, before: Place) -> Place:
        """A section's place; a box under a smaller heading only interrupts the place that it stands in."""
        kind = self._kind_of(section, heading)
        end = (section.leaves[-1].order if section.leaves else heading.order) + 1
        box = heading.parent
        boxed = box is not None and box.parent is not None and box.leaves()[0] is heading
        aside = is_in(heading, ASIDES)
        inside = boxed and 0 < before.level < heading.level and (aside or before.kind in HEADED)
        if inside:
            before.end = max(before.end, before.extent)
        return Place(kind, heading.level, end, section.extent, boxed, before if inside else None, aside)

    def _kind_of(self, section: Section, heading: Block) -> Kind:
        if id(heading) in self._family:
            return Kind.FAMILY
        if section.kind == "overview" or (section.kind == "about" and self._is_about(section)):
            return Kind.OWN
        return Kind.FACTS if section.kind in AMONG_FACTS else Kind.NOBODY

    def _is_about(self, section: Section) -> bool:
        """Whether "About X" is about the model; "About" alone is, if what stands under it names the model."""
        if section.name:
            return key(section.name) == self.own
        return self._name is not None and any(self._name in leaf.text for leaf in section.leaves)

    def under_name(self, heading: Block) -> Place:
        """Under the model's name: the first time what the page says of it at once, then a text of its own."""
        kind = Kind.OWN if self._is_named else Kind.LEAD
        self._is_named = True
        return Place(kind, heading.level, len(self._leaves))

    def under_strange(self, heading: Block, before: Place) -> Place:
        """A smaller heading belongs to its place; any other with the model's name in it heads the model's text.

        A notice between the page's name and its text only interrupts.
        """
        heading.role = "heading"
        if before.kind in (*HEADED, Kind.NOBODY) and 0 < before.level < heading.level:
            return before
        if self.own and self.own in key(heading.text) and not self._heads_questions(heading):
            return Place(Kind.OWN, heading.level, before.end)
        if before.kind is Kind.LEAD and before.first is None and (end := self._notice_end(heading)):
            return Place(Kind.NOBODY, heading.level, end, around=before)
        return Place(Kind.NOBODY, heading.level, before.end)

    def _heads_questions(self, heading: Block) -> bool:
        """Whether a smaller heading stands right under a heading and asks something, but not what the model is."""
        return any(
            heading.level < leaf.level and leaf.text[-1:] in "?？" and self.own not in key(leaf.text)
            for leaf in self._leaves[heading.order + 1 : heading.order + 2]
        )

    def _notice_end(self, heading: Block) -> int | None:
        """Order of the sentence behind a box of sentences under a heading, above all facts; None where none is."""
        box = heading.parent
        if heading.order >= self._first_fact or box is None or len(box.children) < 2:
            return None
        parts = box.leaves()
        if parts[0] is not heading or not all(part.prose for part in parts[1:]):
            return None
        end = parts[-1].order + 1
        return end if any(leaf.prose and not leaf.level for leaf in self._leaves[end : end + 1]) else None

    def is_below_name(self, heading: Block) -> bool:
        """Whether a heading stands right under the page's name and heads no box with text: its subtitle, its maker."""
        before, box = self._leaves[heading.order - 1], heading.parent
        if before.role != "heading" or before.section is not None or box is None:
            return False
        return not any(part.prose for part in box.leaves()[:MOST_PARTS])


def is_strange_heading(leaf: Block) -> bool:
    """Whether a leaf is a strange heading: a heading element, unless it holds a whole sentence that asks nothing."""
    if not leaf.level or leaf.role or leaf.tag in CAPTIONS:
        return False
    return not leaf.prose or leaf.text[-1:] in "?？" or not ends_sentence(leaf.text)
