"""Cards of other models: boxes with facts that are not this model's, wherever they stand.

A box is another model's if it bears that model's name and leads to its page, if its heading is such a name, or if it
stands apart from this model's facts (under a strange heading, before the name) and contradicts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from schemas.blanks import is_blank, is_readable
from schemas.language import key
from scraper.address import profile_slug
from scraper.grammar import fits, is_same, is_strict, parse
from scraper.layout.block import Block
from scraper.pairing.pairs import Pairs
from scraper.prose import is_decoration
from scraper.reading.candidates import choose

MOST_CARDS = 300
"""A page with more links to other models is not looked through past them."""
MOST_PARTS = 100
"""Leaves of a card."""
MOST_ALIKE = 20
"""Boxes side by side that one of them is compared with."""
MOST_WORDS = 6
"""Words of a model's name on a card."""
MOST_SIGNS = 3
"""Icons between a label and its value."""
_PART = re.compile(r"[a-z]+|\d+(?:\.\d+)*|[^\W\d_]+")


def exclude_cards(leaves: list[Block], name: str | None) -> None:
    """Sets aside the boxes of other models. `name`: this model's."""
    _exclude_menus(leaves)
    _exclude_linked(leaves)
    _exclude_repeated(leaves, name)
    _exclude_headed(leaves, name)


def _exclude_menus(leaves: list[Block]) -> None:
    """A list of links with numbers below a label leads to the models of which that is said."""
    for label, link in pairwise(leaves):
        item = link.parent
        box = item.parent if label.field and link.link is not None and item is not None else None
        if box is not None and not box.labels and _is_menu(box):
            box.set_aside("furniture")


def _is_menu(box: Block) -> bool:
    """Whether a box lists links with the number of what they lead to: "Dense" "12", "Mixture of Experts" "4"."""
    return len(box.children) > 1 and all(
        len(item.children) == 2
        and item.children[0].link is not None
        and item.children[1].text.strip("()").isdigit()
        for item in box.children
    )


def _exclude_linked(leaves: list[Block]) -> None:
    """Boxes that hold a link to another model, and begin with its name or stand in a row of such boxes."""
    links = [leaf for leaf in leaves if leaf.role == "related" and leaf.link][:MOST_CARDS]
    cards = [(link, card) for link in links if (card := _around(link)) is not None]
    rows: dict[int, set[int]] = {}
    for _, card in cards:
        rows.setdefault(id(card.parent), set()).add(id(card))
    for link, card in cards:
        first = card.leaves()[0]
        named = key(first.text) == key(profile_slug(link.link or ""))
        if named or _is_in_heading(link, first) or len(rows[id(card.parent)]) > 1:
            card.set_aside("related")


def _is_in_heading(link: Block, first: Block) -> bool:
    """Whether a link is the heading that begins with `first`, or a part of it: "Base model: Nova 2"."""
    heading = link if link.level else link.parent
    return heading is not None and heading.level > 0 and heading.leaves()[0] is first


def _exclude_repeated(leaves: list[Block], name: str | None) -> None:
    """Boxes side by side with the same labels, each under a heading of its own: providers, versions, other models."""
    rows: dict[int, list[Block]] = {}
    for leaf in leaves:
        if leaf.level and _is_strange(leaf):
            card = _opened_by(leaf)
            if card is not None and card.parent is not None and len(card.leaves()) <= MOST_PARTS:
                rows.setdefault(id(card.parent), []).append(card)
    for cards in rows.values():
        told = [{leaf.field: leaf for leaf in card.leaves() if leaf.field} for card in cards]
        others = [card for card, facts in zip(cards, told, strict=True) if _differ(facts, told, leaves)]
        for card in others:
            if key(card.leaves()[0].text) != key(name or ""):
                card.set_aside("related")


def _differ(facts: dict[str, Block], told: list[dict[str, Block]], leaves: list[Block]) -> bool:
    """Whether another box has the same labels, and says something else under one of them."""
    alike = [other for other in told[:MOST_ALIKE] if other is not facts and other.keys() == facts.keys()]
    return any(_contradicts(label, other, leaves) for other in alike for label in facts.values())


def _around(link: Block) -> Block | None:
    """The smallest box with labels around a link to another model, if it begins with a name: a card, not a list."""
    for block in link.ancestors():
        if block.labels:
            return block if _is_card(block) else None
    return None


def _is_card(box: Block) -> bool:
    """Whether a box begins with a name and holds nothing else than facts."""
    parts = box.leaves()
    first = parts[0]
    if box.parent is None or len(parts) > MOST_PARTS or first.role not in ("", "related"):
        return False
    if first.field or first.section or first.prose:
        return False
    return not any(leaf.role == "heading" or leaf.section for leaf in parts)


def exclude_before_name(found: Pairs, leaves: list[Block]) -> None:
    """Facts before the page's first-level heading that contradict those after it: a menu, filters, another model."""
    top = next((leaf for leaf in leaves if leaf.level == 1 and leaf.role == "heading"), leaves[0])
    before = [pair for pair in found.pairs if pair.label.order < top.order]
    if not before:
        return
    facts = {pair.field: choose(pair).raw for pair in reversed(found.pairs) if pair.label.order > top.order}
    for pair in before:
        known = pair.field in facts and pair.label.role != "related"
        if pair.field and known and _differs(pair.field, choose(pair).raw, facts[pair.field]):
            _outermost(pair.label, top).set_aside("related")
    found.pairs = [pair for pair in found.pairs if pair.label.role != "related"]


def _differs(field: str, before: str, after: str) -> bool:
    """Whether what stands before the name says something else than what stands after it, or a blank there."""
    if is_blank(before) or not fits(field, before):
        return False
    if is_blank(after) or not fits(field, after):
        return is_blank(after)
    one, other = parse(field, before), parse(field, after)
    return key(one) != key(other) if isinstance(one, str) else not is_same(one, other)


def _outermost(leaf: Block, top: Block) -> Block:
    """The largest box around a leaf without the page's name in it."""
    block = leaf
    while block.parent is not None and block.parent.leaves()[-1].order < top.order:
        block = block.parent
    return block


def _exclude_headed(leaves: list[Block], name: str | None) -> None:
    """What stands under a strange heading: of the model that it names, or of nobody's where it contradicts the page."""
    facts: dict[str, Block] = {}
    own_levels = _levels_of_own(leaves, name)
    strange = False
    for leaf in leaves:
        if leaf.level and _is_strange(leaf):
            strange = True
            under = list(_under(leaf, leaves))
            if _heads_facts(leaf, under, leaves) and (
                _is_others_name(leaf, name, own_levels)
                or any(_contradicts(each, facts, leaves) for each in under)
            ):
                for each in (leaf, *under):
                    each.set_aside("related")
        elif leaf.role == "heading" or leaf.section:
            strange = False
        elif strange and (card := _titled(leaf, leaves, name)):
            for each in card:
                each.set_aside("related")
        elif leaf.field and not leaf.role:
            facts.setdefault(leaf.field, leaf)


def _heads_facts(heading: Block, under: list[Block], leaves: list[Block]) -> bool:
    """Whether labels and other words stand under a heading, and it is no value itself."""
    return len({bool(each.field) for each in under}) > 1 and not _is_value(heading, under, leaves)


def _is_others_name(heading: Block, name: str | None, own_levels: set[int]) -> bool:
    """Whether a heading is another model's name: by its shape, or because this model's stands beside it like it."""
    is_beside_own = heading.level in own_levels and key(heading.text) != key(name or "")
    return is_beside_own or _names_another(heading.text, name)


def _titled(title: Block, leaves: list[Block], name: str | None) -> list[Block]:
    """A card that begins with another model's name: the name, and labels, each with something behind it.

    The name stands first in a box, or right under a heading in one.
    """
    if title.level or title.role or title.field or title.prose or not _names_another(title.text, name):
        return []
    before = leaves[title.order - 1]
    box = _opened_by(title) or (_opened_by(before) if before.level else None)
    if box is None or len(box.leaves()) > MOST_PARTS:
        return []
    card = [leaf for leaf in box.leaves() if leaf.order >= title.order]
    below = [leaf for leaf in card[1:] if is_readable(leaf.text) and not leaf.prose]
    if any(leaf.section or leaf.level for leaf in below) or not below:
        return []
    return card if below[0].field and not below[-1].field else []


def _is_strange(heading: Block) -> bool:
    """Whether nobody knows what a heading element's words are."""
    return not (heading.role or heading.section or heading.field or heading.prose)


def _levels_of_own(leaves: list[Block], name: str | None) -> set[int]:
    """The levels of headings below the first that are this model's name over facts: others beside it are others'."""
    named = [leaf for leaf in leaves if leaf.level > 1 and leaf.text == name]
    return {leaf.level for leaf in named if any(each.field for each in _under(leaf, leaves))}


def _is_value(heading: Block, under: list[Block], leaves: list[Block]) -> bool:
    """Whether a heading's words are a value: behind a label and its help, or right above the one they are of."""
    before = heading.order - 1
    while heading.order - before < MOST_SIGNS and leaves[before].prose:
        before -= 1
    if leaves[before].field and heading.order:
        return True
    readable = [each for each in under if is_readable(each.text) and not each.prose]
    field = readable[0].field if readable else None
    return field is not None and fits(field, heading.text) and (is_strict(field) or len(readable) == 1)


def _under(heading: Block, leaves: list[Block]) -> Iterator[Block]:
    """The leaves under a heading element: to the end of the box that it opens, or to the next heading of its level."""
    box = _opened_by(heading)
    end = len(leaves) if box is None else box.leaves()[-1].order + 1
    for place in range(heading.order + 1, end):
        leaf = leaves[place]
        if leaf.role == "heading" or leaf.section or 0 < leaf.level <= heading.level:
            return
        yield leaf


def _opened_by(heading: Block) -> Block | None:
    """The smallest block with labels in which a heading stands first."""
    for block in heading.ancestors():
        if block.leaves()[0] is not heading:
            return None
        if block.labels:
            return block
    return None


def _names_another(text: str, name: str | None) -> bool:
    """Whether a heading is shaped like a model's name ("Nova 3 8B") and is neither this model's nor a part of it."""
    tokens = text.split()
    if name is None or len(tokens) > MOST_WORDS or not text[:1].isupper():
        return False
    if not any(map(str.isdigit, text)):
        return False
    parts, own = set(_PART.findall(text.casefold())), set(_PART.findall(name.casefold()))
    return not (parts <= own or own <= parts)


def _contradicts(label: Block, facts: dict[str, Block], leaves: list[Block]) -> bool:
    """Whether a label says something else than the page said before, under the label in `facts`."""
    before = facts.get(label.field or "")
    if label.role or before is None:
        return False
    said, known = _said(label, leaves), _said(before, leaves)
    return bool(said and known) and not any(is_same(one, other) for one in said for other in known)


def _said(label: Block, leaves: list[Block]) -> list[Any]:
    """What may be the value of a label: the words after it and those before it, as far as its field takes them."""
    field = label.field or ""
    texts = [_beside(label, leaves, step) for step in (1, -1)]
    return [parse(field, text) for text in texts if text and fits(field, text)]


def _beside(label: Block, leaves: list[Block], step: int) -> str:
    """The words next to a label, as a whole where they are one run of text."""
    for place in range(label.order + step, label.order + step * (MOST_SIGNS + 1), step):
        if not 0 <= place < len(leaves) or leaves[place].field:
            return ""
        leaf = leaves[place]
        if not is_decoration(leaf.text):
            run = leaf.parent
            return run.text if run is not None and run.text and not run.labels else leaf.text
    return ""
