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
from scraper.sections import Section
from scraper.texts.paragraphs import explains, is_in, is_note, is_subtitle, title, without_label
from scraper.texts.places import ASIDES, HEADED, Kind, Place, Places, is_strange_heading


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
    sorter = _Sorter(leaves, words)
    sections = {id(section.heading): section for section in found}
    places = Places(leaves, name, family)
    place = places.outside
    for at, leaf in enumerate(leaves):
        section = sections.get(id(leaf))
        while at >= place.end and (section is None or at >= place.extent):
            place = place.around or places.outside
        if section is not None:
            place = places.under_section(section, leaf, place)
        elif leaf.role == "heading" and name and key(leaf.text) == places.own:
            place = places.under_name(leaf)
        elif is_strange_heading(leaf) and not (place.kind is Kind.LEAD and places.is_below_name(leaf)):
            place = places.under_strange(leaf, place)
        elif not leaf.role:
            sorter.take(leaf, place)
    sorter.texts.settle(name)
    return sorter.texts


@dataclass(slots=True)
class _Sorter:
    """Sorts the open leaves of a page, each by the place in which it stands."""

    leaves: list[Block]
    words: Vocabulary
    texts: Texts = field(default_factory=Texts)

    def take(self, leaf: Block, place: Place) -> None:
        """Sorts one leaf, if it is a paragraph; what is none may end the text around it."""
        if not place.may_hold(leaf):
            if place.kind in HEADED and place.is_ended_by(leaf) and not self.words.is_remark(leaf.text):
                place.kind = Kind.NOBODY
        elif leaf.link is not None:
            leaf.role = "furniture"
        elif (head := title(leaf)) is not None and self.words.heads_remark(head.text):
            self.texts.remarks += [leaf] if head.role else [head, leaf]
        elif (
            head is not None
            and place.kind in (Kind.LEAD, Kind.OWN)
            and key(head.text) in self.words.abstracts
        ):
            self.texts.own_quotes.append(leaf)
        elif self._is_remark(leaf, place):
            self.texts.remarks.append(leaf)
        elif place.kind in (Kind.FACTS, Kind.OUTSIDE):
            self._take_among_facts(leaf)
        elif place.kind is not Kind.NOBODY and (place.aside or not is_in(leaf, ASIDES)):
            self._take_text(leaf, place)

    def _is_remark(self, leaf: Block, place: Place) -> bool:
        is_note_or_help = is_note(leaf, self.words) or explains(leaf, self.leaves)
        return is_note_or_help or (place.kind is Kind.FACTS and is_subtitle(leaf, self.leaves))

    def _take_among_facts(self, leaf: Block) -> None:
        """A sentence under no heading of a text; where a label says what it is, it is the model's all the same."""
        told = without_label(leaf.text, self.words)
        (self.texts.among_facts if told == leaf.text else self.texts.own).append(leaf)
        leaf.text = told

    def _take_text(self, leaf: Block, place: Place) -> None:
        """A paragraph of the model's or the family's text; one that goes on after a quotation holds it."""
        if not place.goes_on_with(leaf):
            return
        place.first = place.first or leaf
        told = without_label(leaf.text, self.words)
        self.texts.headed = self.texts.headed or place.kind is Kind.OWN or told != leaf.text
        leaf.text = told
        theirs = place.kind is Kind.FAMILY
        if is_in(leaf, ("blockquote",)):
            place.quotes.append(leaf)
            (self.texts.family_quotes if theirs else self.texts.own_quotes).append(leaf)
        else:
            (self.texts.family if theirs else self.texts.own).extend([*place.quotes, leaf])
            place.quotes = []
