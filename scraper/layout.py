"""HTML to Blocks: the visible text in reading order, as a tree. Knows tag names and characters, nothing else.

An element is a `Block`; elements that hold a single block are left out. No class, id or style is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby
from operator import attrgetter
from typing import Any

from lxml import etree

from scraper.block import HEADINGS, INLINE, Block, joined
from scraper.extraction import NotAProfile

MAX_BODY = 4_000_000
"""Bytes; a profile page is about 0.1 MB. Reading takes up to 25 times as much memory."""
# What a tree may hold when it comes from the parser, and may not when it is put in (XML 1.0, production 2).
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MAX_TAGS = 30_000
"""A profile page has about 2,000; each costs some 300 bytes of memory."""
MAX_PIECES = 15_000
"""Lines and cells of a plain text or of a page with preformatted text; a profile page as text has about 300."""
MAX_DEPTH = 250
"""Open elements; the parser itself stops at 255."""

FRAME = ("nav", "footer")
UNSEEN = "script style template noscript iframe object embed select option datalist textarea dialog".split()
"""Elements that say nothing of what a reader sees of the page's subject; they are taken out whole."""
PICTURES = frozenset(
    "svg math canvas audio video map img picture input track meter progress rp rt del s strike sup".split()
)
"""Elements without words of their own that still stand between words; footnote signs and struck words among them."""
CELLS = frozenset(("td", "th", "dd"))
SECTIONING = frozenset(("section", "article", "aside", "details"))
INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u0000-\u0008\u000e-\u001f\ufffe\uffff]"
)
_DASHES = ("-", "–", "—")
TEN = re.compile(r"(?<![0-9.,])10$")
# libxml2 takes <wbr> for an element with contents and would put the rest of the page inside it.
WORD_BREAK = re.compile(r"</?wbr\b[^<>]*>", re.IGNORECASE)


class Page:
    """A page laid out: the tree, and the title of its head."""

    __slots__ = ("root", "title")

    def __init__(self, root: Block, title: str = "") -> None:
        self.root = root
        self.title = title


def tidy(text: str) -> str:
    """`text` as a reader sees it: white space folded, invisible characters gone."""
    if not text.isascii():
        text = INVISIBLE.sub("", text)
    return " ".join(text.split())


def from_html(text: str, is_other: Callable[[str], bool] | None = None) -> Page:
    """The tree of an HTML page. Raises `NotAProfile` where the page is too much or has no elements.

    `is_other` knows the addresses of other subjects' pages: a link to one is a single block, whatever it holds.
    """
    if text.count("<") > MAX_TAGS:
        raise NotAProfile("too_large", f"the page has more than {MAX_TAGS:,} tags")
    document = _parse(text)
    if document.find(".//wbr") is not None:
        document = _parse(WORD_BREAK.sub("", text))
    if document.find(".//pre") is not None:
        check_pieces(text, ("\n",))
    title = document.findtext(".//title") or ""
    etree.strip_elements(document, "head", *FRAME, *UNSEEN, with_tail=False)
    etree.strip_tags(document, etree.Comment)  # a comment may stand inside a word
    if is_other is not None:
        _fold_links(document, is_other)
    return Page(_read(document, 0) or Block("body"), tidy(title))


def _fold_links(document: Any, is_other: Callable[[str], bool]) -> None:
    """Makes one text of all that links to other pages hold: cards of other models are half of many a page."""
    for link in document.iter("a"):
        href = link.get("href")
        if href and len(link) and is_other(href):
            text = etree.tostring(link, method="text", encoding="unicode", with_tail=False)
            text = _FORBIDDEN.sub("", INVISIBLE.sub("", text))
            heading = next(link.iter(*HEADINGS), None)
            link.clear(keep_tail=True)
            link.set("href", _FORBIDDEN.sub("", href))
            if heading is None:
                link.text = text
            else:
                etree.SubElement(link, heading.tag).text = text


def _parse(text: str) -> Any:
    try:
        # Not lxml.html's parser: its element classes are looked up in Python, for every element.
        parser = etree.HTMLParser(encoding="utf-8", remove_pis=True)
        document = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise NotAProfile("empty", f"the page has no HTML elements ({error})") from error
    if document is None:
        raise NotAProfile("empty", "the page has no HTML elements")
    return document


class _Line:
    """Blocks of one line while an element is read, with the white space between them."""

    __slots__ = ("blocks", "spaced")

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.spaced = True

    def add(self, block: Block, text: str | None) -> None:
        """Adds an element's block; `text` is what the element begins with, white space included."""
        if not (
            self.spaced
            or (text and text[0].isspace())
            or (self.blocks and _are_words(self.blocks[-1], block))
        ):
            block.spaced = False
        self.blocks.append(block)
        self.spaced = not block.children and text is not None and text[-1:].isspace()

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
        return True
    if len(before) < 3 or not before[-1].isalpha():
        return False
    return (
        after[0].isdigit()
        or after in _DASHES
        or (len(after) > 2 and before[-1].islower() and after[0].isupper())
    )


def _read(element: Any, depth: int) -> Block | None:
    """The block of one element, or None where nothing of it is visible. The parser bounds the depth too."""
    if depth > MAX_DEPTH:
        raise NotAProfile("too_deep", f"more than {MAX_DEPTH} elements inside each other")
    tag = element.tag
    lines, line = None, _Line()
    if tag == "pre":
        return None if _is_program(element) else _preformatted(element, depth)
    if text := element.text:
        line.add_text(text)
    for child in element:
        name = child.tag
        if name == "br":
            lines = lines or []
            lines.append(line)
            line = _Line()
        elif name not in PICTURES and (block := _child(child, name, depth) or _empty(name)) is not None:
            line.add(block, child.text)
        elif name == "sup" and line.blocks and _is_power(line.blocks[-1].text, child):
            line.add_text(f"^{child.text}")
        if text := child.tail:
            line.add_text(text)
    if lines:
        return _lines(tag, [*lines, line])
    return _block(tag, line.blocks)


def _child(child: Any, name: str, depth: int) -> Block | None:
    """The block of a child element; the common one with a single text inside needs no look at what it holds."""
    if len(child) or name == "pre":
        block = _read(child, depth + 1)
    else:
        words = tidy(child.text or "")
        block = Block(name, words) if words else None
        if block is not None and name in SECTIONING:
            block.closed = True
    if name == "a" and block is not None:
        block.link = child.get("href") or ""
    return block


def _empty(name: str) -> Block | None:
    """An empty cell of a table holds its place, so that the others stand under their own heads; nobody reads it."""
    if name not in CELLS:
        return None
    block = Block(name)
    block.role = "furniture"
    return block


def _is_power(before: str, sign: Any) -> bool:
    """Whether a raised number is an exponent of ten and no footnote's sign; only the latter may be left out."""
    return not len(sign) and (sign.text or "").isdecimal() and TEN.search(before) is not None


def _is_program(element: Any) -> bool:
    """Whether preformatted text holds one <code> element and nothing else: a program's text, by HTML's own advice."""
    return len(element) == 1 and element[0].tag == "code" and not (element.text or "").strip()


def _preformatted(element: Any, depth: int) -> Block | None:
    """Preformatted text: a line of the source is a line."""
    lines = [_Line()]

    def write(text: str) -> None:
        first, *rest = text.split("\n")
        lines[-1].add_text(first or " ")
        for each in rest:
            lines.append(_Line())
            lines[-1].add_text(each or " ")

    write(element.text or "")
    for child in element:
        if child.tag not in PICTURES and (block := _child(child, child.tag, depth)) is not None:
            lines[-1].add(block, child.text)
        write(child.tail or "")
    return _lines("pre", lines)


def _lines(tag: str, lines: list[_Line]) -> Block | None:
    """What line breaks part: every run of text a line, beside blocks that are lines of their own."""
    blocks: list[Block] = []
    for line in lines:
        for inline, members in groupby(line.blocks, key=attrgetter("inline")):
            if not inline:
                blocks += members
            elif (block := _block("br", list(members))) is not None:
                blocks.append(block)
    return _block(tag, blocks)


def _block(tag: str, children: list[Block]) -> Block | None:
    """One block from an element's parts; an element around a single block hands its meaning to that block."""
    if len(children) > 1:
        if all([child.inline for child in children]):  # noqa: C419 (a list is faster here)
            return Block(tag, joined(children), tuple(children))
        if not any(child.text or child.children for child in children):
            return None
        return Block(tag, "", tuple(_anonymous(children)))
    return _merge(tag, children[0]) if children and (children[0].text or children[0].children) else None


def _merge(tag: str, child: Block) -> Block:
    if tag in HEADINGS and not child.level:
        child.level = HEADINGS[tag]
    if tag in SECTIONING:
        child.closed = True
    if (tag not in INLINE or not child.tag or tag == "button") and child.tag != "tr":
        child.tag = tag
        child.inline = bool(child.text) and tag in INLINE
        child.sealed = child.sealed or tag == "tr"
    return child


def _anonymous(children: list[Block]) -> list[Block]:
    """Neighbouring inline children beside blocks are a run of text of their own (an anonymous box, as CSS has it)."""
    found: list[Block] = []
    for inline, run in groupby(children, key=attrgetter("inline")):
        members = tuple(run)
        if inline and len(members) > 1:
            found.append(Block("", joined(members), members))
        else:
            found += members
    return found


def check_pieces(text: str, ends: tuple[str, ...]) -> None:
    """Raises `NotAProfile` where a text falls into too many pieces. `ends`: what ends a line or a cell."""
    if sum(map(text.count, ends)) > MAX_PIECES:
        raise NotAProfile("too_large", f"the page has more than {MAX_PIECES:,} lines and cells")
