"""Texts that a page broke into lines, for the look of it: one again where together they are known words or a sentence.

Lines of an element (between line breaks, or in boxes of their own) stay lines where nothing says that one goes on in
the next: they may be facts, items, addresses.
"""

from __future__ import annotations

from schemas.vocabulary import Vocabulary
from scraper.layout.block import Block
from scraper.layout.line import is_wide, join_lines
from scraper.outline.packed import begins_line
from scraper.outline.wording import split_at
from scraper.prose import count_words, ends_sentence, is_prose

LINES = frozenset(("br", "div"))
"""What holds a line: text between line breaks, or a box that says nothing of what is in it."""
MOST_IN_TERM = 4
"""Lines that are tried together as known words."""
LONGEST_TERM = 80
"""Characters."""
FEWEST_WORDS = 3
"""Words of a line that goes on in the next; one with fewer may be a label."""
FEWEST_PIECES = 5
"""Boxes with a word each that are one sentence."""
FEWEST_WIDE = 8
"""Letters of a Chinese line that goes on in the next; one with fewer may be a heading."""
_GOES_ON = ("，", "、", "；")


def join_broken_lines(box: Block, words: Vocabulary) -> None:
    """Puts lines among a box's children together; a box that holds nothing else gets the text itself."""
    if box.children[0].tag == "br" and (term := _term(box.children, words)):
        box.text = term
        box.adopt(())
        return
    lines: list[list[Block]] = []
    for child in box.children:
        if lines and _goes_on(lines[-1][-1], child, words):
            lines[-1].append(child)
        else:
            lines.append([child])
    if len(lines) < len(box.children):
        _replace(box, [part for parts in lines for part in _joined(parts)])


def _term(lines: tuple[Block, ...], words: Vocabulary) -> str:
    """The lines as one text, where that is a label, a heading or a name that the vocabulary has."""
    if len(lines) > MOST_IN_TERM or not all(line.tag == "br" and line.text for line in lines):
        return ""
    whole = join_lines([line.text for line in lines])
    if len(whole) > LONGEST_TERM:
        return ""
    is_known = words.field(whole) or words.section(whole) or words.names_part(whole)
    return whole if is_known else ""


def _goes_on(line: Block, following: Block, words: Vocabulary) -> bool:
    """Whether a line may go on in the next: a small letter begins it, or Chinese has no end. Links are items."""
    one, other = line.text, following.text
    if line.tag not in LINES or following.tag != line.tag or not one or not other:
        return False
    last, start = one[-1], other[0]
    is_chinese = line.tag == "br" and is_wide(last) and is_wide(start) and len(one) >= FEWEST_WIDE
    if not (start.islower() or last in _GOES_ON or is_chinese) or ends_sentence(one) or last in ":：":
        return False
    if _has_link(line) or _has_link(following) or (begins_line(one, words) and begins_line(other, words)):
        return False
    return not any(
        words.field(text) or words.section(text) or split_at(text, words) or words.is_furniture(text)
        for text in (one, other)
    )


def _has_link(line: Block) -> bool:
    return line.link is not None or any(child.link is not None for child in line.children)


def _joined(parts: list[Block]) -> list[Block]:
    """The parts as one, where they are a sentence."""
    if len(parts) == 1:
        return parts
    whole = join_lines([part.text for part in parts])
    is_begun = count_words(parts[0].text) >= FEWEST_WORDS or len(parts) >= FEWEST_PIECES
    return [Block(parts[0].tag, whole)] if is_begun and ends_sentence(whole) and is_prose(whole) else parts


def _replace(box: Block, children: list[Block]) -> None:
    if len(children) == 1:
        box.text = children[0].text
        box.adopt(())
    elif len(children) < len(box.children):
        box.adopt(tuple(children))
