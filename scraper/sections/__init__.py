"""Where the sections of a page begin and end, in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice, pairwise

from schemas.language import SectionKind, key
from schemas.vocabulary import Vocabulary
from scraper.layout.block import Block, Role
from scraper.outline.handles import is_control, is_line, set_handles_aside
from scraper.prose import LONGEST_PART, ends_sentence, is_decoration, is_figure
from scraper.sections.report_extent import report_end

MOST_HEADINGS = 300
"""A page with more known headings is not read past them."""
MOST_PARTS = 100
"""Parts of a line or a list of links that are looked at."""
_POINTS = re.compile(r"\W?[0-9.]+\s*/\s*[0-9.]+\W?$")
_FRAME: tuple[SectionKind, ...] = ("diagram", "calculator", "questions", "ads", "bylines")
_OTHERS: tuple[SectionKind, ...] = ("related", "parts")
NOT_THIS_MODEL: dict[str, Role] = {**dict.fromkeys(_FRAME, "furniture"), **dict.fromkeys(_OTHERS, "related")}
"""Sections without facts of this model, and the role of what stands there."""
TABLES: frozenset[SectionKind] = frozenset(("benchmarks", "requirements"))
BOXES: frozenset[SectionKind] = frozenset(("ads", "bylines"))
"""A bare line heads these in a box of its own only."""
TAKES = frozenset((*NOT_THIS_MODEL, "about", "family"))
"""Sections whose heading takes what stands under it from the model: their headings must be beyond doubt."""


@dataclass(slots=True)
class Section:
    """A heading (None: known by its contents) and the leaves under it; `extent`: where the last of its parts ends."""

    kind: str
    name: str
    heading: Block | None
    leaves: list[Block]
    extent: int = 0


def sections(leaves: list[Block], words: Vocabulary) -> list[Section]:
    """Every known section of a page, in reading order.

    A section ends at the next known heading, with its container, or at a heading element of its level; a part of it
    under a heading of its own ("Model Transparency", "X Transparency Report") ends with the whole.
    """
    _set_contents_aside(leaves)
    first = next((place for place, leaf in enumerate(leaves) if leaf.field), len(leaves))
    starts = [
        place
        for place, leaf in enumerate(leaves)
        if _is_heading(leaf) and not _is_menu_word(leaves, place, first)
    ][:MOST_HEADINGS]
    last_of = {key(leaves[place].text): place for place in starts}
    found: list[Section] = []
    whole_end: dict[str, int] = {}
    for place, following in pairwise([*starts, len(leaves)]):
        heading = leaves[place]
        kind, name = heading.section or ("", "")
        heading.role = "heading"
        set_handles_aside(heading)
        extent = _extent(leaves, place, following, words)
        if place < whole_end.get(kind, 0):
            extent = min(extent, whole_end[kind])
        whole_end[kind] = extent
        if NOT_THIS_MODEL.get(kind) == "related":
            extent = min(extent, _last_card_end(leaves, place, min(following, extent)))
        comes_again = kind in NOT_THIS_MODEL and place < first and last_of[key(heading.text)] != place
        if not comes_again or _opens_facts(heading):
            found.append(Section(kind, name, heading, leaves[place + 1 : min(following, extent)], extent))
    return found


def _extent(leaves: list[Block], place: int, following: int, words: Vocabulary) -> int:
    """Where a section ends as its own heading says: with the box that it opens, or at a heading of its level.

    `following`: the next known heading. A box with no more than a table's title and a sentence on it does not hold
    the table.
    """
    kind, _ = leaves[place].section or ("", "")
    end = _heading_end(leaves, place, words)
    extent = min(_container_end(leaves, place), end)
    if kind == "transparency":
        return report_end(words, leaves, place, extent, min(end, following))
    inside = leaves[place + 1 : extent] if kind in TABLES else ()
    if inside and all(leaf.prose and not words.is_notice(leaf.text) for leaf in inside):
        return end
    return extent


def _is_heading(leaf: Block) -> bool:
    """Whether a leaf with a heading's words is one: a heading element, or a line of its own.

    A link or button is none among others of its kind. Where a heading would take from the model what stands under it,
    a part of a line is none either, and a link or button only over a panel of its own.
    """
    if leaf.section is None or leaf.role:
        return False
    if leaf.level:
        return True
    if leaf.section[0] in BOXES:
        return _opened_box(leaf) is not None
    takes = leaf.section[0] in TAKES
    if is_control(leaf):
        return not _is_among_controls(leaf) and (not takes or _opens_panel(leaf))
    return not takes or not _is_part_of_line(leaf)


def _is_menu_word(leaves: list[Block], place: int, first: int) -> bool:
    """Whether a bare line over this model's own facts only has a heading's words: before all facts, or right above one.

    A heading element is one wherever it stands, and so is a line that opens a box of its own.
    """
    leaf = leaves[place]
    if leaf.level or leaf.section is None or NOT_THIS_MODEL.get(leaf.section[0]) is None:
        return False
    above_fact = place + 1 < len(leaves) and leaves[place + 1].field is not None
    return (place < first or above_fact) and _opened_box(leaf) is None


def _opens_facts(heading: Block) -> bool:
    """Whether facts stand in the box that a heading opens; else it may be an entry in a list of contents."""
    box = _opened_box(heading)
    return box is not None and box.labels > 0


def _is_among_controls(leaf: Block) -> bool:
    around = leaf.parent
    return around is not None and all(map(is_control, islice(around.leaves(), MOST_PARTS)))


def _opens_panel(leaf: Block) -> bool:
    """Whether a button stands over one box, and nothing else, in a box of their own; or a link that leads to itself."""
    around = leaf.parent
    if around is None or len(around.children) < 2 or around.children[0] is not leaf or around.text:
        return False
    return leaf.link[:1] in ("", "#") if leaf.link is not None else len(around.children) == 2


def _is_part_of_line(leaf: Block) -> bool:
    """Whether other words stand in the line with it; a count is none, nor a link or button."""
    line = leaf.parent
    if line is None or not line.text or line.labels:
        return False
    parts = [each for each in islice(line.leaves(), MOST_PARTS) if not is_decoration(each.text)]
    others = [each for each in parts[1:] if not each.role and not is_control(each)]
    return parts[:1] != [leaf] or not all(is_figure(each.text) for each in others)


def _set_contents_aside(leaves: list[Block]) -> None:
    """Lists of links or buttons with headings' words among them are contents of the page: neither labels nor values."""
    for leaf in leaves:
        if leaf.section is not None and not leaf.level and not leaf.role and is_control(leaf):
            if _is_among_controls(leaf) and leaf.parent is not None:
                leaf.parent.set_aside("furniture")
            elif not _is_heading(leaf):
                leaf.set_aside("furniture")


def _last_card_end(leaves: list[Block], place: int, end: int) -> int:
    """Where other models end and this one begins again: after the box with the last link to one, or before facts
    that follow a whole box of others and have no name.
    """
    heading = leaves[place]
    last = next((leaves[at] for at in range(end - 1, place, -1) if leaves[at].role == "related"), None)
    if last is not None:
        card = last
        while card.parent is not None and card.parent.leaves()[0].order > heading.order:
            card = card.parent
        return card.leaves()[-1].order + 1
    top = heading
    while top.parent is not None and top.parent.leaves()[0] is heading:
        top = top.parent
    following = top.parent.children[top.parent.children.index(top) + 1 :] if top.parent is not None else ()
    for one, other in pairwise(following):
        facts = other.leaves()[0]
        if facts.order >= end:
            break
        if facts.field and one.children and not one.text and not one.leaves()[0].field:
            return facts.order
    return end


def _container_end(leaves: list[Block], place: int) -> int:
    """Where the block ends that the heading opens, if it opens one; else the end of the page."""
    heading = leaves[place]
    if heading.closed:
        return place + 1
    box = _opened_box(heading)
    return len(leaves) if box is None else place + len(box.leaves())


def _opened_box(heading: Block) -> Block | None:
    """The largest block but the page that begins with a heading; None where nothing else stands in it."""
    outermost: Block | None = None
    for block in heading.ancestors():
        if block.parent is None or block.leaves()[0] is not heading:
            break
        outermost = block
    return None if outermost is None or is_line(outermost) else outermost


def _heading_end(leaves: list[Block], place: int, words: Vocabulary) -> int:
    """Where the next heading element of the same or a higher level stands that does not head a part of the section.

    One of the first level that has a role is the page's name.
    """
    level = leaves[place].level
    kind, _ = leaves[place].section or ("", "")
    if level and not (kind in NOT_THIS_MODEL and _is_flat(leaves, place)):
        for at in range(place + 1, len(leaves)):
            if (
                0 < leaves[at].level <= level
                and (not leaves[at].role or leaves[at].level == 1)
                and not _heads_part(leaves[at].text, words)
            ):
                return at
    return len(leaves)


def _is_flat(leaves: list[Block], place: int) -> bool:
    """Whether the parts of a section have headings of its own level: one stands right under its heading."""
    following = leaves[place + 1 : place + 2]
    return any(leaf.level == leaves[place].level and not leaf.section for leaf in following)


def _heads_part(text: str, words: Vocabulary) -> bool:
    """Whether a heading's words name a part of a section: "Upstream (21 / 30)", a tier, "1,024 tokens", a question."""
    points = _POINTS.search(text) if len(text) <= LONGEST_PART else None
    return (
        key(text[: points.start()] if points else text) in words.part_names
        or text[:1].isdigit()
        or text[-1:] in "?？"
    )


def exclude_others(found: list[Section]) -> None:
    """Sets aside the sections that hold other models' facts, pictures and calculators.

    The latter two end where the page speaks again: at its name, or at a sentence.
    """
    for section in found:
        if section.kind in NOT_THIS_MODEL:
            for leaf in section.leaves:
                if section.kind in ("diagram", "calculator") and (
                    leaf.role == "heading" or (leaf.prose and ends_sentence(leaf.text))
                ):
                    break
                leaf.set_aside(NOT_THIS_MODEL[section.kind])


def _until(
    leaves: list[Block], ends: frozenset[str], starts: Callable[[list[Block], int], bool]
) -> list[Block]:
    """The leaves up to the first that labels a field of the record, or has words that end the section.

    A label that heads a column of the section's own table ends nothing.
    """
    for place, leaf in enumerate(leaves):
        if leaf.field and not leaf.role and not starts(leaves, place):
            return leaves[:place]
        if ends and key(leaf.text[:60]) in ends:
            return leaves[:place]
    return leaves


def gather(
    found: list[Section],
    leaves: list[Block],
    kind: SectionKind,
    starts: Callable[[list[Block], int], bool],
    ends: frozenset[str] = frozenset(),
) -> list[Block]:
    """The open leaves of a kind of section: under its headings, or from where its contents begin by themselves.

    `ends`: words with which another section begins, whether it has a heading or not.
    """
    under = [
        leaf for section in found if section.kind == kind for leaf in _until(section.leaves, ends, starts)
    ]
    if not any(not leaf.role for leaf in under):
        place = next((at for at, leaf in enumerate(leaves) if not leaf.role and starts(leaves, at)), None)
        if place is None:
            return []
        under = _until_heading(_until(leaves[place:], ends, starts))
    return [leaf for leaf in under if not leaf.role]


def _until_heading(leaves: list[Block]) -> list[Block]:
    for place, leaf in enumerate(leaves):
        if leaf.section or leaf.role == "heading":
            return leaves[:place]
    return leaves
