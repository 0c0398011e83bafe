"""Tabs become headings of their panels: a row of a few words over as many boxes, of which a style shows one."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.vocabulary import Vocabulary
from scraper.layout.block import HEADINGS, Block
from scraper.outline.wording import wordings

MOST_TABS = 12
LONGEST_TAB = 60
"""Characters."""
FEWEST = 2
_TABS = frozenset(("a", "button", "label", "li"))
_NO_PANELS = frozenset(("dd", "dt", "li", "td", "th", "tr"))
_LEVEL = HEADINGS["summary"]


def open_tabs(box: Block, words: Vocabulary) -> None:
    """Puts every tab of a row among `box`'s children before what its panel holds."""
    for place, row in enumerate(box.children[:-1]):
        tabs = row.children
        if not (tabs and tabs[0].tag in _TABS and FEWEST <= len(tabs) <= MOST_TABS and _is_row(tabs, words)):
            continue
        before = box.children[place - 1] if place else None
        if before is not None and words.field(before.text) is not None:
            continue  # a list of values below their label
        panels = _panels(box.children[place + 1 : place + len(tabs) + 2], len(tabs))
        if panels:
            rest = [tab for tab, panel in zip(tabs, panels, strict=True) if not _head(panel, tab)]
            row.text = ""
            row.adopt(tuple(rest))
            box.adopt(tuple(each for each in box.children if each is not row or rest))
            return


def _is_row(tabs: Sequence[Block], words: Vocabulary) -> bool:
    """Whether elements are of one kind with a few words each, of which one names a part of a section."""
    if not all(tab.tag == tabs[0].tag and _may_be_tab(tab, words) for tab in tabs):
        return False
    return any(words.names_part(tab.text) or tab.text[:1].isdigit() for tab in tabs)


def _may_be_tab(tab: Block, words: Vocabulary) -> bool:
    """Whether an element holds a few words: no label, fact or head of a column, nor a section's name, as menus do."""
    if tab.children or not 0 < len(tab.text) <= LONGEST_TAB or tab.role or words.heads_column(tab.text):
        return False
    wording = wordings(words)(tab.text)
    return not (wording.field or wording.pair or wording.segments or wording.section)


def _panels(following: Sequence[Block], number: int) -> Sequence[Block]:
    """So many boxes alike right behind a row, and no further one; or in a box of their own."""
    if following and len(following[0].children) == number and _are_panels(following[0].children):
        return following[0].children
    panels, after = following[:number], following[number : number + 1]
    if len(panels) < number or not _are_panels(panels) or any(each.tag == panels[0].tag for each in after):
        return ()
    return panels


def _are_panels(boxes: Sequence[Block]) -> bool:
    tag = boxes[0].tag
    return tag not in _NO_PANELS and all(box.tag == tag and box.children and not box.text for box in boxes)


def _head(panel: Block, tab: Block) -> bool:
    """Puts a tab over its panel; False, and nobody needs it, where the panel begins with the same words."""
    if panel.leaves()[0].text == tab.text:
        tab.role = "furniture"
        return False
    tab.level, tab.inline, tab.link, tab.tag = _LEVEL, False, None, "summary"
    panel.adopt((tab, *panel.children))
    return True
