"""What each block of a page is: label, heading, prose, furniture, another model's. Words and nesting decide."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from schemas.language import key
from schemas.values import is_blank
from schemas.vocabulary import Vocabulary
from scraper.layout import Block, Page
from scraper.packed import split_labels
from scraper.prose import is_decoration, is_prose

_SEPARATORS = re.compile(r"\s*[:：=]\s*|\s+[-–—]\s+|\s*#(?=\s*\d)")


@dataclass(slots=True)
class Outline:
    """The settled tree, its leaves in reading order and its headings."""

    root: Block
    title: str
    leaves: list[Block] = field(default_factory=list)


def outline(page: Page, words: Vocabulary, is_other: re.Pattern[str] | None = None) -> Outline:
    """Settles every block of `page`. `is_other`: matches the addresses of other models' profiles."""
    _settle(page.root, words)
    split_labels(page.root, words)
    _exclude(page.root, is_other)
    result = Outline(page.root, page.title)
    result.leaves = list(page.root.leaves())
    for order, leaf in enumerate(result.leaves):
        leaf.order = order
    return result


def _settle(block: Block, words: Vocabulary) -> int:
    """Says what the block's words are and counts the labels inside it."""
    if block.furniture:
        return 0
    if not block.children or (block.text and _is_term(block, words)):
        block.children = ()
        _name(block, words)
    else:
        block.labels = sum(_settle(child, words) for child in block.children)
        if block.text and not block.labels:
            _split(block, words)
    return block.labels


def _is_term(block: Block, words: Vocabulary) -> bool:
    """Whether an inline run reads as one thing: a label or heading over several elements, or a sentence."""
    text = block.text
    return words.field(text) is not None or words.section(text) is not None or is_prose(text)


def _name(block: Block, words: Vocabulary) -> None:
    """Notes what the words of one run of text are; a run with a label and its value inside becomes two blocks."""
    text = block.text
    if (found := words.field(text)) is not None:
        block.field, block.labels = found, 1
    elif (section := words.section(text)) is not None:
        block.section = section
    elif words.is_furniture(text) or (is_decoration(text) and not is_blank(text)):
        block.role = "furniture"
    elif is_prose(text):
        block.prose = True
    else:
        _split(block, words)


def _split(block: Block, words: Vocabulary) -> None:
    """ "Label: value" in one run of text becomes a label block and a value block."""
    for match in _SEPARATORS.finditer(block.text[:160]):
        label, raw = block.text[: match.start()], block.text[match.end() :]
        if raw and words.field(label) is not None:
            raw = ("#" if match[0].strip() == "#" else "") + raw
            divide(block, [label, raw])
            block.labels = 1
            block.children[0].field, block.children[0].labels = words.field(label), 1
            return


def divide(block: Block, texts: list[str]) -> None:
    """Makes `texts` the block's children in place of its own words."""
    block.children = tuple(Block("span", text) for text in texts)
    block.text = ""
    for child in block.children:
        child.parent = block


def _exclude(block: Block, is_other: re.Pattern[str] | None) -> None:
    """Marks links that hold whole cards of other models, and everything in the page's frame, as not this model's."""
    if block.furniture:
        set_aside(block, "furniture")
    elif block.link is not None and _is_foreign(block, is_other):
        set_aside(block, "related")
    elif block.children:
        for child in block.children:
            _exclude(child, is_other)
        block.labels = sum(child.labels for child in block.children)


def _is_foreign(block: Block, is_other: re.Pattern[str] | None) -> bool:
    """A link is another model's card if it leads to one, or holds more than one label and its value."""
    leads_away = bool(is_other and block.link and is_other.search(block.link))
    texts = sum(1 for leaf in block.leaves() if leaf.role != "furniture")
    return leads_away or block.labels > 1 or (block.labels == 1 and texts > 2)


def set_aside(block: Block, role: str) -> None:
    """Takes a whole block out of the reading: its leaves get `role` and no labels count in it any more."""
    stack = [block]
    while stack:
        each = stack.pop()
        each.labels, each.field = 0, None
        each.section, each.prose = None, False
        stack.extend(each.children)
        if not each.children:
            each.role = role


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same words in the vocabulary's sense."""
    return key(one) == key(other)
