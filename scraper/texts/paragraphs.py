"""What a sentence is beside the text: a remark, a footnote, the help of a label; or the text behind its label."""

from __future__ import annotations

import re
from collections.abc import Container

from schemas.vocabulary import Vocabulary
from scraper.layout.block import Block

CAPTIONS = frozenset(("figcaption", "figure", "caption"))
_FOOTNOTE = re.compile(r"[*†‡§※]{1,3}\s|[†‡§※]|\[\d{1,2}\]|[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]")
"""The mark that a footnote begins with."""
_LABEL = re.compile(r"([^\W\d][^:：]{0,31})[:：]\s*(?![a-z])(?=\S)")


def is_note(leaf: Block, words: Vocabulary) -> bool:
    """Whether a sentence says by how it begins, or where it stands, that it is a remark: a footnote, a caption."""
    run = leaf.parent
    is_noted = leaf.noted or (run is not None and run.text != "" and run.noted)
    if is_noted or words.is_remark(leaf.text) or _FOOTNOTE.match(leaf.text):
        return True
    return is_in(leaf, CAPTIONS)


def title(leaf: Block) -> Block | None:
    """What its box begins with, which may say that the sentence is a remark: "Note"; other words are not under it."""
    box = leaf.parent
    if box is None or box.text or len(box.children[0].leaves()) > 1:
        return None
    first, *below = box.leaves()[:2]
    return first if first is not leaf and all(each.prose or each is leaf for each in below) else None


def without_label(text: str, words: Vocabulary) -> str:
    """A paragraph without the words that say what it is: "Description: ..."."""
    match = _LABEL.match(text)
    section = words.section(match[1]) if match is not None else None
    return text[match.end() :] if match and section and section[0] == "overview" else text


def explains(leaf: Block, leaves: list[Block]) -> bool:
    """Whether a sentence stands between a label and its value, or in a form between a label and a text."""
    before, after = leaves[leaf.order - 1 : leaf.order], leaves[leaf.order + 1 : leaf.order + 2]
    if not before or not after:
        return False
    if before[0].tag == "label" and before[0].parent is leaf.parent:
        return after[0].prose and after[0].tag != leaf.tag
    if not before[0].field:
        return False
    return before[0].role == after[0].role == "reading" and not after[0].field


def is_subtitle(leaf: Block, leaves: list[Block]) -> bool:
    """Whether a sentence stands right under the heading element of a section of facts, and before them."""
    before = leaves[leaf.order - 1] if leaf.order else leaf
    return before.level > 1 and before.section is not None


def is_in(leaf: Block, tags: Container[str]) -> bool:
    """Whether a leaf is an element of these, or stands in one that holds no facts."""
    block: Block | None = leaf
    while block is not None:
        if block.tag in tags:
            return True
        block = block.parent
    return False
