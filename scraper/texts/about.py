"""What a page says in words: the model's name, its family, and the texts about both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from schemas.language import key
from schemas.values import LONGEST_NAME, LONGEST_PROSE
from schemas.vocabulary import Vocabulary
from scraper.address import Address
from scraper.grammar import fits, is_strict
from scraper.layout.block import Block
from scraper.outline.titles import trim_title
from scraper.prose import has_wide, is_decoration, is_figure
from scraper.sections import Section
from scraper.texts import sort_texts

_OF_NAME = re.compile(r"(?<=-)\w{1,20}|[+®™\"”]{1,4}(?!\w)")
MOST_TITLES = 20
"""First-level headings of a page that are looked into for its name."""


@dataclass(slots=True)
class About:
    """The page's words; None where it has none."""

    name: str | None = None
    family: str | None = None
    description: str | None = None
    family_description: str | None = None


def name_of(leaves: list[Block], title: str, address: Address, known: Vocabulary) -> str | None:
    """The model's name: the text before the first label that the page or its address bears out.

    Evidence, strongest first: a first-level heading with the words of the slug or the start of the title; the words of
    the slug, before the facts or anywhere; the start of the title; any first-level heading; the same text standing
    again further down. Without evidence there is no name.
    """
    slug, head = key(address.slug), key(title)
    for leaf in [leaf for leaf in leaves if leaf.level == 1][:MOST_TITLES]:
        trim_title(leaf, slug, known)
    texts = [(words, leaf) for leaf in leaves if (words := _words_of_name(leaf))]
    first = next((leaf.order for leaf in leaves if leaf.field), len(leaves))
    found = next((group[0] for group in _evidence(texts, leaves, first, slug, head) if group), None)
    if found is None:
        return None
    own = key(found.text)
    for words, leaf in texts:
        if words == own and not (leaf.order > first and _ends_row(leaf)):
            leaf.role = "heading"
    return spelled(found.text, [title, *(leaf.text for leaf in leaves)])


def _evidence(
    texts: list[tuple[str, Block]], leaves: list[Block], first: int, slug: str, head: str
) -> Iterator[list[Block]]:
    """The leaves for which each sort of evidence speaks, strongest first. `first`: where the first label stands."""
    before = [(words, leaf) for words, leaf in texts if leaf.order < first]
    tops = [(words, leaf) for words, leaf in texts if leaf.level == 1]
    yield [leaf for words, leaf in tops if words == slug or head.startswith(words)]
    yield [leaf for words, leaf in before if words == slug]
    yield [leaf for words, leaf in texts if words == slug and leaf.link is None]
    yield [leaf for words, leaf in reversed(before) if head.startswith(words)]
    yield [leaf for _, leaf in tops[:1]]
    again = {words for words, leaf in texts if leaf.order > first and not _is_told(leaf, leaves)}
    yield [leaf for words, leaf in before[-1:] if words in again]


def _is_told(leaf: Block, leaves: list[Block]) -> bool:
    """Whether a leaf behind a label is a figure or another value of its field, so that it names nothing."""
    field = leaves[leaf.order - 1].field if leaf.order else None
    return field is not None and is_strict(field) and fits(field, leaf.text)


def _ends_row(leaf: Block) -> bool:
    """Whether a leaf stands behind one other text in a row: "API name", "acme-1"; no icon, and no heading."""
    row = leaf.parent
    if row is None or row.level or len(row.children) != 2 or row.children[1] is not leaf:
        return False
    first = row.children[0]
    return not first.level and not is_decoration(first.text)


def spelled(name: str, texts: list[str]) -> str:
    """A name that stands in capitals (a style may do that) as another text of the page spells it."""
    if not name.isupper():
        return name
    pattern = re.compile(re.escape(name), re.IGNORECASE)
    found = (match[0] for text in texts for match in pattern.finditer(text))
    return next((each for each in found if not each.isupper() and not each.islower()), name)


def _words_of_name(leaf: Block) -> str:
    """The words of a leaf that may be a name, as the vocabulary compares them; "" where it is none."""
    if leaf.role or leaf.prose or leaf.field or leaf.section or len(leaf.text) > LONGEST_NAME:
        return ""
    return "" if is_figure(leaf.text) or not fits("name", leaf.text) else key(leaf.text)


def family_sections(found: list[Section], leaves: list[Block], name: str | None) -> list[Section]:
    """The sections that name the family: "About X", "About the X Family" and "Other X Models".

    Where X is the model's own name, "About X" is about the model, unless "Other X Models" says that X is a family too,
    or the model's text stands under its bare name.
    """
    own = key(name or "")
    related = {key(section.name) for section in found if section.kind == "related" and section.name}
    is_both = own in related or _has_own_text(leaves, own)
    return [each for each in found if _is_of_family(each, own, related, is_both=is_both)]


def _is_of_family(section: Section, own: str, related: set[str], *, is_both: bool) -> bool:
    """Whether a section is about the family.

    Any words may stand behind "About the", and behind "About" in Chinese, where no capital marks a name: they are one
    only where the model's name begins with them, or "Other X Models" has them too.
    """
    if section.kind == "family" or not section.name:
        return section.kind == "family"
    name = key(section.name)
    if name == own:
        return is_both and section.kind == "about"
    if section.kind == "about" and (section.name[:1].islower() or has_wide(section.name)):
        return own.startswith(name) or name in related
    return section.kind in ("about", "related")


def family_name(found: list[Section]) -> str | None:
    """The family's name in the headings that have it, with the signs that one of them has behind it."""
    names = [_with_signs(each) for each in found if each.name]
    same = (name for name in names if key(name) == key(names[0]))
    return max(same, key=len, default=None)


def _with_signs(section: Section) -> str:
    """The name in a heading, with what stands behind it without a space: "Command R+", "o-series", 'v6 "Finch"'."""
    text = section.heading.text if section.heading is not None else ""
    end = text.find(section.name) + len(section.name)
    behind = _OF_NAME.match(text, end) if section.name in text else None
    return section.name + behind[0] if behind else section.name


def _has_own_text(leaves: list[Block], own: str) -> bool:
    """Whether a sentence follows the model's name where it heads a part of the page, not the whole."""
    titles = [
        leaf for leaf in leaves if leaf.role == "heading" and not leaf.section and key(leaf.text) == own
    ]
    return any(after.prose for title in titles[1:] for after in leaves[title.order + 1 : title.order + 2])


def read_texts(leaves: list[Block], found: list[Section], words: Vocabulary, about: About) -> None:
    """Sorts the page's open prose into the model's and the family's, and gives it its role.

    Prose that belongs to neither stays open and is reported.
    """
    family = family_sections(found, leaves, about.name)
    named = family_name(family)
    about.family = named and spelled(named, [leaf.text for leaf in leaves])
    texts = sort_texts(leaves, found, words, about.name, {id(each.heading) for each in family})
    about.description = _joined(texts.own)
    about.family_description = _joined(texts.family)
    for leaf in texts.remarks:
        leaf.role = "furniture"


def _joined(leaves: list[Block]) -> str | None:
    for leaf in leaves:
        leaf.role = "prose"
    texts = [leaf.text for leaf in leaves]
    whole = (text for text, after in zip_longest(texts, texts[1:], fillvalue="") if not _is_cut(text, after))
    return "\n\n".join(dict.fromkeys(whole))[:LONGEST_PROSE] or None


def _is_cut(text: str, after: str) -> bool:
    """Whether a paragraph is only the beginning of the next one, with dots: what a page shows before "Read more"."""
    begin = text.rstrip(" .…")
    return text.endswith(("…", "...")) and begin != "" and after.startswith(begin)
