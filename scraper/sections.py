"""Where the sections of a page begin and end, in reading order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.block import Block
from scraper.prose import SENTENCE_END

MOST_HEADINGS = 300
"""A page with more known headings is not read past them."""
NOT_THIS_MODEL = {
    "related": "related",
    "diagram": "furniture",
    "calculator": "furniture",
    "questions": "furniture",
}
"""Sections without facts of this model, and the role of what stands there."""


@dataclass(slots=True)
class Section:
    """A heading (None: the section was known by its contents) and the leaves under it."""

    kind: str
    name: str
    heading: Block | None
    leaves: list[Block]


def sections(leaves: list[Block], words: Vocabulary) -> list[Section]:
    """Every known section of a page, in reading order.

    A section ends at the next known heading, with its container, or at a heading element of its level; a part of it
    under a heading of its own ("Model Transparency", "X Transparency Report") ends with the whole.
    """
    starts = [place for place, leaf in enumerate(leaves) if _is_heading(leaf)][:MOST_HEADINGS]
    last_of = {key(leaves[place].text): place for place in starts}
    first = next((place for place, leaf in enumerate(leaves) if leaf.field), len(leaves))
    found: list[Section] = []
    extents: dict[str, int] = {}
    for number, place in enumerate(starts):
        heading = leaves[place]
        kind, name = heading.section or ("", "")
        heading.role = "heading"
        following = starts[number + 1] if number + 1 < len(starts) else len(leaves)
        extent = min(_container_end(leaves, place), _heading_end(leaves, place, words))
        if place < extents.get(kind, 0):
            extent = min(extent, extents[kind])
        extents[kind] = extent
        listed = place < first and last_of[key(heading.text)] != place  # an entry in a list of contents
        if kind not in NOT_THIS_MODEL or not listed:
            found.append(Section(kind, name, heading, leaves[place + 1 : min(following, extent)]))
    return found


def _is_heading(leaf: Block) -> bool:
    """Whether a leaf with a heading's words is one; among links only it is an entry of a list of contents."""
    if leaf.section is None or leaf.role:
        return False
    if leaf.link is None or leaf.level:
        return True
    around = next(leaf.ancestors(), None)
    return around is None or not all(each.link is not None for each in around.leaves())


def _container_end(leaves: list[Block], place: int) -> int:
    """Where the block ends that the heading opens, if it opens one; else the end of the page."""
    heading = leaves[place]
    if heading.closed:
        return place + 1
    outermost: Block | None = None
    for block in heading.ancestors():
        first = block.leaves()[0]
        if first is not heading:
            break
        outermost = block
    if outermost is None or outermost.parent is None:
        return len(leaves)
    return place + sum(1 for _ in outermost.leaves())


def _heading_end(leaves: list[Block], place: int, words: Vocabulary) -> int:
    """Where the next heading element of the same or a higher level stands that does not head a part of the section."""
    level = leaves[place].level
    if level:
        for at in range(place + 1, len(leaves)):
            if (
                0 < leaves[at].level <= level
                and not leaves[at].role
                and not _heads_part(leaves[at].text, words)
            ):
                return at
    return len(leaves)


def _heads_part(text: str, words: Vocabulary) -> bool:
    """Whether a heading's words name a part inside a section: a criterion, a tier, "1,024 tokens", a question."""
    return key(text) in words.part_names or text[:1].isdigit() or text[-1:] in "?？"


def exclude_others(found: list[Section]) -> None:
    """Sets aside the sections that hold other models' facts, pictures and calculators; the latter two end at prose."""
    for section in found:
        if section.kind in NOT_THIS_MODEL:
            for leaf in section.leaves:
                if (
                    leaf.prose
                    and section.kind in ("diagram", "calculator")
                    and SENTENCE_END.search(leaf.text)
                ):
                    break
                leaf.set_aside(NOT_THIS_MODEL[section.kind])


def _until(leaves: list[Block], ends: frozenset[str]) -> list[Block]:
    """The leaves up to the first that labels a field of the record, or has words that end the section."""
    for place, leaf in enumerate(leaves):
        if (leaf.field and not leaf.role) or (ends and key(leaf.text[:60]) in ends):
            return leaves[:place]
    return leaves


def gather(
    found: list[Section],
    leaves: list[Block],
    kind: str,
    starts: Callable[[list[Block], int], bool],
    ends: frozenset[str] = frozenset(),
) -> list[Block]:
    """The open leaves of a kind of section: under its headings, or from where its contents begin by themselves.

    `ends`: words with which another section begins, whether it has a heading or not.
    """
    under = [leaf for section in found if section.kind == kind for leaf in _until(section.leaves, ends)]
    if not any(not leaf.role for leaf in under):
        place = next((at for at, leaf in enumerate(leaves) if not leaf.role and starts(leaves, at)), None)
        if place is None:
            return []
        under = _until_heading(_until(leaves[place:], ends))
    return [leaf for leaf in under if not leaf.role]


def _until_heading(leaves: list[Block]) -> list[Block]:
    for place, leaf in enumerate(leaves):
        if leaf.section or leaf.role == "heading":
            return leaves[:place]
    return leaves


def runs(leaves: list[Block]) -> list[Block]:
    """The leaves, with those that are one run of text together ("<b>2x</b> RTX 4090") as that run."""
    found: list[Block] = []
    for leaf in leaves:
        parent = leaf.parent
        whole = parent if parent is not None and parent.text and not parent.labels else leaf
        if not found or found[-1] is not whole:
            found.append(whole)
    return found
