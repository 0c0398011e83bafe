"""Which sentences of a page are the text about the model, which the text about its family, and which are neither.

Headings divide a page into places. The model's text stands under its name, under "Overview" and under "About X"; the
family's under "About X" of another name. A text goes on in its own box, under smaller headings and in lists. Sentences
among data are the model's text only where the page has no other: then it is a page without headings.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.layout.block import Block
from scraper.outline.handles import is_control
from scraper.prose import ends_sentence, is_decoration
from scraper.sections import Section
from scraper.texts.paragraphs import CAPTIONS, explains, is_in, is_note, is_subtitle, title, without_label

LEAD, OWN, FAMILY, FACTS, OUTSIDE, NOBODY = "lead", "own", "family", "facts", "outside", "nobody"
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


@dataclass(slots=True)
class _Place:
    """What stands between two headings. `end`: order of the leaf after it, `extent`: the same with all its parts.

    `boxed`: it is the whole of a box. `around`: the place that goes on behind that box. `aside`: it stands beside
    the page's text. `first`: its first paragraph; `quotes`: quotations after its last one.
    """

    kind: str
    level: int
    end: int
    extent: int = 0
    boxed: bool = False
    around: _Place | None = None
    aside: bool = False
    first: Block | None = None
    quotes: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Texts:
    """Paragraphs by what they are about. `own`: of the model, `family`: of its family.

    `headed`: some of the model's stand under a heading of their own, not only under its name.
    """

    own: list[Block] = field(default_factory=list)
    own_quotes: list[Block] = field(default_factory=list)
    family: list[Block] = field(default_factory=list)
    family_quotes: list[Block] = field(default_factory=list)
    among_facts: list[Block] = field(default_factory=list)
    remarks: list[Block] = field(default_factory=list)
    headed: bool = False

    def settle(self, name: str | None) -> None:
        """Decides what the texts are: quotations only where there is nothing else, and so sentences among facts.

        Beside a text of the model the latter are remarks on the facts; unless they begin with the model's name, and
        what stands under the name does not mention it: a notice, a pointer to another page.
        """
        self.own = self.own or self.own_quotes
        self.family = self.family or self.family_quotes
        if name and not self.headed and self._is_among_facts(name):
            self.remarks += self.own
            self.own = []
        if self.own:
            self.remarks += self.among_facts
        else:
            self.own = self.among_facts

    def _is_among_facts(self, name: str) -> bool:
        """Whether the sentences among facts begin with the model's name, and those under its name do not mention it."""
        begins = bool(self.among_facts) and self.among_facts[0].text.startswith(name)
        return begins and not any(name in leaf.text for leaf in self.own)


def sort_texts(
    leaves: list[Block], found: list[Section], words: Vocabulary, name: str | None, family: set[int]
) -> Texts:
    """The page's open paragraphs. `family`: ids of the headings over the family's text."""
    texts = Texts()
    sections = {id(section.heading): section for section in found}
    place = _Place(OUTSIDE, 0, len(leaves))
    facts = next((leaf.order for leaf in leaves if leaf.role == "reading"), 0)
    named = False
    for at, leaf in enumerate(leaves):
        section = sections.get(id(leaf))
        while at >= (place.end if section is None else max(place.end, place.extent)):
            place = place.around or _Place(OUTSIDE, 0, len(leaves))
        if section is not None:
            place = _section_place(section, leaf, name, family, place)
        elif leaf.role == "heading" and name and key(leaf.text) == key(name):
            place = _Place(OWN if named else LEAD, leaf.level, len(leaves))
            named = True
        elif _is_heading(leaf) and not (place.kind == LEAD and _is_below_name(leaf, leaves)):
            notice = _notice_end(leaf, leaves) if leaf.order < facts else 0
            asks = _heads_questions(leaf, leaves, key(name or ""))
            place = _under_strange_heading(leaf, place, name, notice, asks=asks)
        elif not leaf.role:
            _take(leaf, leaves, place, words, texts)
    texts.settle(name)
    return texts


def _section_place(
    section: Section, heading: Block, name: str | None, family: set[int], before: _Place
) -> _Place:
    """A section's place; a box under a smaller heading only interrupts the place that it stands in."""
    end = (section.leaves[-1].order if section.leaves else heading.order) + 1
    if id(heading) in family:
        kind = FAMILY
    elif section.kind == "overview" or (section.kind == "about" and _is_about(section, name)):
        kind = OWN
    else:
        kind = FACTS if section.kind in AMONG_FACTS else NOBODY
    box = heading.parent
    boxed = box is not None and box.parent is not None and box.leaves()[0] is heading
    aside = is_in(heading, ASIDES)
    inside = boxed and 0 < before.level < heading.level and (aside or before.kind in (OWN, FAMILY))
    if inside:
        before.end = max(before.end, before.extent)
    return _Place(kind, heading.level, end, section.extent, boxed, before if inside else None, aside)


def _is_about(section: Section, name: str | None) -> bool:
    """Whether "About X" is about the model; "About" alone is, if what stands under it names the model."""
    if section.name:
        return key(section.name) == key(name or "")
    return name is not None and any(name in leaf.text for leaf in section.leaves)


def _is_heading(leaf: Block) -> bool:
    """Whether a leaf is a strange heading: a heading element, unless it holds a whole sentence that asks nothing."""
    if not leaf.level or leaf.role or leaf.tag in CAPTIONS:
        return False
    return not leaf.prose or leaf.text[-1:] in "?？" or not ends_sentence(leaf.text)


def _is_below_name(heading: Block, leaves: list[Block]) -> bool:
    """Whether a heading stands right under the page's name and heads no box with text: its subtitle, its maker."""
    before, box = leaves[heading.order - 1], heading.parent
    if before.role != "heading" or before.section is not None or box is None:
        return False
    return not any(part.prose for part in box.leaves()[:MOST_PARTS])


def _under_strange_heading(
    leaf: Block, place: _Place, name: str | None, notice: int, *, asks: bool
) -> _Place:
    """A smaller heading belongs to its place; any other with the model's name in it heads the model's text.

    `notice`: where a box of sentences ends; between the page's name and its text it only interrupts.
    `asks`: it heads questions.
    """
    leaf.role = "heading"
    if place.kind in (OWN, FAMILY, NOBODY) and 0 < place.level < leaf.level:
        return place
    own = key(name or "")
    if own and own in key(leaf.text) and not asks:
        return _Place(OWN, leaf.level, place.end)
    if place.kind == LEAD and place.first is None and notice:
        return _Place(NOBODY, leaf.level, notice, boxed=True, around=place)
    return _Place(NOBODY, leaf.level, place.end)


def _heads_questions(heading: Block, leaves: list[Block], own: str) -> bool:
    """Whether a smaller heading stands right under a heading and asks something, but not what the model is."""
    return any(
        heading.level < leaf.level and leaf.text[-1:] in "?？" and own not in key(leaf.text)
        for leaf in leaves[heading.order + 1 : heading.order + 2]
    )


def _notice_end(heading: Block, leaves: list[Block]) -> int:
    """Order of the sentence right behind a box of a heading and sentences; 0 where there is no such box."""
    box = heading.parent
    parts = box.leaves() if box is not None and len(box.children) > 1 else []
    if not parts or parts[0] is not heading or not all(part.prose for part in parts[1:]):
        return 0
    end = parts[-1].order + 1
    return end if any(leaf.prose and not leaf.level for leaf in leaves[end : end + 1]) else 0


def _take(leaf: Block, leaves: list[Block], place: _Place, words: Vocabulary, texts: Texts) -> None:
    """Sorts one open leaf, if it is a paragraph."""
    if not _is_paragraph(leaf, place):
        if place.kind in (OWN, FAMILY) and _interrupts(leaf, place) and not words.is_remark(leaf.text):
            place.kind = NOBODY
        return
    told = without_label(leaf.text, words)
    if leaf.link is not None:
        leaf.role = "furniture"
    elif (head := title(leaf)) is not None and words.heads_remark(head.text):
        texts.remarks += [leaf] if head.role else [head, leaf]
    elif head is not None and key(head.text) in words.abstracts and place.kind in (LEAD, OWN):
        texts.own_quotes.append(leaf)
    elif (
        is_note(leaf, words) or explains(leaf, leaves) or (place.kind == FACTS and is_subtitle(leaf, leaves))
    ):
        texts.remarks.append(leaf)
    elif place.kind == FACTS or (place.kind == OUTSIDE and leaf.prose):
        (texts.among_facts if told == leaf.text else texts.own).append(leaf)
        leaf.text = told
    elif place.kind != NOBODY and (place.aside or not is_in(leaf, ASIDES)) and _goes_on(leaf, place):
        place.first = place.first or leaf
        texts.headed = texts.headed or place.kind == OWN or told != leaf.text
        leaf.text = told
        theirs = place.kind == FAMILY
        if is_in(leaf, ("blockquote",)):
            place.quotes.append(leaf)
            (texts.family_quotes if theirs else texts.own_quotes).append(leaf)
        else:  # a text that goes on after a quotation holds it
            (texts.family if theirs else texts.own).extend([*place.quotes, leaf])
            place.quotes = []


def _is_paragraph(leaf: Block, place: _Place) -> bool:
    """Whether a leaf is a sentence, or in a text of several words an item of a list or an unfinished sentence."""
    if leaf.prose:
        return True
    if is_control(leaf) or leaf.section or leaf.level or place.kind not in (OWN, FAMILY):
        return False
    if place.kind == OWN and (place.first is None or not is_in(leaf, LISTS)):
        return False
    return leaf.text.count(" ") > 2 or len(leaf.text) > SHORTEST


def _interrupts(leaf: Block, place: _Place) -> bool:
    """Whether a line of a few words, nobody's, ends a text that stands in no box of its own."""
    if place.boxed or place.first is None or leaf.parent is not place.first.parent:
        return False
    if is_control(leaf) or is_decoration(leaf.text):
        return False
    return leaf.text[-1:] not in ":："


def _goes_on(leaf: Block, place: _Place) -> bool:
    """Whether a paragraph is one with the first of its place: the boxes between them hold text only.

    A box with a heading of its own is another text, unless the whole stands in a box.
    """
    if place.first is None:
        return True
    around = {id(block) for block in place.first.ancestors()}
    for block in leaf.ancestors():
        if id(block) in around:
            return True
        if not _is_text(block, boxed=place.boxed):
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
