"""A line of text as a reader sees it: white space folded, invisible characters gone, and where words are apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from scraper.layout.block import Block

INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u0000-\u0008\u000e-\u001f\ufffe\uffff]"
)
_DASHES = ("-", "–", "—")


def tidy(text: str) -> str:
    """`text` as a reader sees it: white space folded, invisible characters gone."""
    if not text.isascii():
        text = INVISIBLE.sub("", text)
    return " ".join(text.split())


def is_wide(letter: str) -> bool:
    """Whether a letter takes the room of two, as Chinese ones do."""
    return not letter.isascii() and unicodedata.east_asian_width(letter) in "WF"


def join_lines(lines: Sequence[str]) -> str:
    """One text of the lines that a tool broke; between two wide letters a break stands for nothing."""
    text = ""
    for line in filter(None, map(str.strip, lines)):
        text += line if not text or _touch(text[-1], line[0]) else f" {line}"
    return text


def _touch(one: str, other: str) -> bool:
    signs = [letter for letter in (one, other) if is_wide(letter)]
    return len(signs) == 2 or any(not letter.isalnum() for letter in signs)


class Line:
    """Blocks of one line while an element is read, with the white space between them."""

    __slots__ = ("blocks", "spaced")

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.spaced = True

    def add(self, block: Block, text: str | None, end: str | None) -> None:
        """Adds an element's block; `text` and `end`: what the element begins and ends with, white space included."""
        if block.inline and not (
            self.spaced
            or (text and text[0].isspace())
            or (self.blocks and _are_words(self.blocks[-1], block))
        ):
            block.spaced = False
        self.blocks.append(block)
        self.spaced = end is not None and end[-1:].isspace()

    def lengthen(self, sign: str) -> None:
        """Adds a sign to the last block's words, close to them."""
        self.blocks[-1].text += sign
        self.spaced = False

    def add_text(self, text: str) -> None:
        words = tidy(text)
        if not words:
            self.spaced = True
            return
        block = Block("", words)
        if not self.spaced and not text[0].isspace():
            block.spaced = False
        self.blocks.append(block)
        self.spaced = text[-1].isspace()


def _are_words(one: Block, other: Block) -> bool:
    """Whether two elements side by side are words of their own ("Text" "Vision"): a style puts the space there.

    So they are where one of them holds several words, where both say the same (one for the eye, one for the ear), and
    where a word ends before a capital, a number or a dash.
    """
    before, after = one.text, other.text
    if not (one.tag and other.tag and before and after):
        return False
    if " " in before or " " in after or (before == after and len(before) > 1):
        return not (is_wide(before[-1]) and is_wide(after[0]))
    if len(before) < 3 or not before[-1].isalpha():
        return False
    return (
        after[0].isdigit()
        or after in _DASHES
        or (len(after) > 2 and before[-1].islower() and after[0].isupper())
    )
