"""What a page says in words: the model's name, its family, and the texts about both."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.language import key
from schemas.values import LONGEST_NAME, LONGEST_PROSE
from schemas.vocabulary import Vocabulary
from scraper.address import Address
from scraper.layout import Block
from scraper.prose import is_figure, is_prose
from scraper.sections import Section


@dataclass(slots=True)
class About:
    """The page's words; None where it has none."""

    name: str | None = None
    family: str | None = None
    description: str | None = None
    family_description: str | None = None


def name_of(leaves: list[Block], title: str, address: Address) -> str | None:
    """The model's name: the text before the first label that the page or its address bears out.

    Evidence, strongest first: the page's first-level heading; the words of the slug; the start of the title; the same
    text standing alone again further down. Without evidence there is no name.
    """
    first = next((place for place, leaf in enumerate(leaves) if leaf.field), len(leaves))
    before = [leaf for leaf in leaves[:first] if _may_be_name(leaf)]
    tops = [leaf for leaf in leaves if leaf.level == 1 and _may_be_name(leaf)]
    slug, head = key(address.slug), key(title)
    tests = (
        [leaf for leaf in tops if key(leaf.text) == slug or head.startswith(key(leaf.text))],
        tops[:1],
        [leaf for leaf in before if key(leaf.text) == slug],
        [leaf for leaf in reversed(before) if head and head.startswith(key(leaf.text))],
        [leaf for leaf in before[-1:] if _again(leaves[first:], leaf)],
        [leaf for leaf in leaves if _may_be_name(leaf) and key(leaf.text) == slug and leaf.level],
        [leaf for leaf in before if leaf.level][-1:],
    )
    found = next((group[0] for group in tests if group), None)
    if found is None:
        return None
    for leaf in leaves:
        if not leaf.role and key(leaf.text) == key(found.text):
            leaf.role = "heading"
    return found.text


def _may_be_name(leaf: Block) -> bool:
    text = leaf.text
    if leaf.role or leaf.section or leaf.field or leaf.prose or len(text) > LONGEST_NAME:
        return False
    return bool(key(text)) and not is_figure(text)


def _again(leaves: list[Block], name: Block) -> bool:
    return any(leaf.text == name.text for leaf in leaves)


def family_of(found: list[Section], name: str | None) -> str | None:
    """The family that a heading names: "About X" where X is not the model itself, or "Other X Models"."""
    for kind in ("about", "related"):
        for section in found:
            if section.kind == kind and section.name and key(section.name) != key(name or ""):
                return section.name
    return None


def texts(leaves: list[Block], found: list[Section], words: Vocabulary, about: About) -> None:
    """Sorts the page's open prose into the model's and the family's, and gives it its role.

    Prose under an unknown heading belongs to neither; it stays open and is reported.
    """
    family = {
        id(leaf)
        for section in found
        if section.kind == "about" and section.name and key(section.name) != key(about.name or "")
        for leaf in section.leaves
    }
    strange = _under_strange_heading(leaves, about.name)
    own, theirs = [], []
    for leaf in leaves:
        if leaf.role:
            continue
        if id(leaf) in family and (leaf.prose or len(leaf.text.split()) > 3 or len(leaf.text) > 25):
            theirs.append(leaf)
        elif leaf.prose and id(leaf) not in strange:
            own.append(leaf)
    about.description = _joined(own)
    about.family_description = _joined(theirs)


def _under_strange_heading(leaves: list[Block], name: str | None) -> set[int]:
    """Leaves whose nearest heading element is none that we know and does not name the model."""
    strange, inside = set(), False
    for leaf in leaves:
        if leaf.role == "heading" or leaf.section:
            inside = False
        elif leaf.level and not leaf.role and not leaf.prose:
            inside = not (name and key(name) in key(leaf.text))
        elif inside:
            strange.add(id(leaf))
    return strange


def _joined(leaves: list[Block]) -> str | None:
    for leaf in leaves:
        leaf.role = "prose"
    paragraphs = dict.fromkeys(leaf.text for leaf in leaves)
    return "\n\n".join(paragraphs)[:LONGEST_PROSE] or None
