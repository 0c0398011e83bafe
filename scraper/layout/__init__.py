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

from scraper.extraction import NotAProfile
from scraper.layout.attributes import check_elements
from scraper.layout.block import HEADINGS, INLINE, Block, joined
from scraper.layout.limits import MAX_DEPTH, check_pieces, check_tags
from scraper.layout.line import Line, tidy
from scraper.layout.pictures import show_figures
from scraper.layout.raised import add_raised

FRAME = ("nav", "footer")
UNSEEN = "script style template noscript iframe object embed select option datalist textarea dialog".split()
"""Elements that say nothing of what a reader sees of the page's subject; they are taken out whole."""
PICTURES = frozenset(
    "svg math canvas audio video map img picture input track meter progress rp rt del s strike sup".split()
)
"""Elements without words of their own that still stand between words; footnote signs and struck words among them."""
WRAPPERS = frozenset(("div", "p"))
"""Around a single button they leave it a button."""
CELLS = frozenset(("td", "th", "dd"))
SECTIONING = frozenset(("section", "article", "aside", "details"))
# libxml2 takes <wbr> for an element with contents and would put the rest of the page inside it.
# It ends a link before a table or a fieldset inside it, but not an element that it does not know.
LINKS = re.compile(rb"<(/?)a(?=[\s/>])", re.IGNORECASE)
IN_LINKS = re.compile(rb"<(/?(?:a|table|fieldset))(?=[\s/>])", re.IGNORECASE)
LINK = "x-a"
WORD_BREAK = re.compile(rb"</?wbr\b[^<>]*>", re.IGNORECASE)


class Page:
    """A page laid out: the tree, and the title of its head."""

    __slots__ = ("root", "title")

    def __init__(self, root: Block, title: str = "") -> None:
        self.root = root
        self.title = title


def from_html(text: str, is_other: Callable[[str], bool] | None = None) -> Page:
    """The tree of an HTML page. Raises `NotAProfile` where the page is too much or has no elements.

    `is_other` knows the addresses of other subjects' pages: a link to one is a single block, whatever it holds.
    """
    body = text.encode("utf-8", "replace")
    check_tags(body)
    check_elements(body)
    document = _parse(body)
    if next(document.iter("wbr"), None) is not None:
        body = WORD_BREAK.sub(b"", body)
        document = _parse(body)
    if _is_link_cut(document) and _are_tables_in_links(body):
        document = _parse(LINKS.sub(rb"<\1" + LINK.encode(), body))
        for link in document.iter(LINK):
            link.tag = "a"
    check_pieces(sum(text.count("\n") for pre in document.iter("pre") for text in pre.itertext()))
    show_figures(document)
    title = next(document.iter("title"), None)
    words = tidy((title.text or "") if title is not None else "")
    etree.strip_elements(document, "head", *FRAME, *UNSEEN, with_tail=False)
    etree.strip_tags(document, etree.Comment)  # a comment may stand inside a word
    root = _Reader(is_other or _is_none).read(document, 0) or Block("body")
    check_pieces(len(root.leaves()))
    return Page(root, words)


def _is_none(address: str) -> bool:
    return False


def _parse(body: bytes) -> Any:
    try:
        # Not lxml.html's parser: its element classes are looked up in Python, for every element.
        parser = etree.HTMLParser(encoding="utf-8", remove_pis=True)
        document = etree.fromstring(body, parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise NotAProfile("empty", f"the page has no HTML elements ({error})") from error
    if document is None:
        raise NotAProfile("empty", "the page has no HTML elements")
    return document


def _is_link_cut(document: Any) -> bool:
    """Whether a table or fieldset stands right behind a link, which may have been around it."""
    beside = (each.getprevious() for each in document.iter("table", "fieldset"))
    return any(before is not None and before.tag == "a" for before in beside)


def _are_tables_in_links(body: bytes) -> bool:
    """Whether a table begins before the link does end, and every link does."""
    tags = b",".join([b"", *IN_LINKS.findall(body), b""]).lower()
    return b",a,table," in tags + tags.replace(b"fieldset", b"table") and tags.count(b",a") == tags.count(
        b",/a"
    )


class _Reader:
    """Makes blocks of elements. `is_other`: knows the addresses of other subjects' pages."""

    __slots__ = ("is_other",)

    def __init__(self, is_other: Callable[[str], bool]) -> None:
        self.is_other = is_other

    def read(self, element: Any, depth: int) -> Block | None:
        """The block of one element, or None where nothing of it is visible. The parser bounds the depth too."""
        if depth > MAX_DEPTH:
            raise NotAProfile("too_deep", f"more than {MAX_DEPTH} elements inside each other")
        tag = element.tag
        lines, line = None, Line()
        if tag == "pre":
            return None if _is_program(element) else self._preformatted(element, depth)
        if text := element.text:
            line.add_text(text)
        for child in element:
            name = child.tag
            if name == "br":
                lines = lines or []
                lines.append(line)
                line = Line()
            elif name not in PICTURES or (name == "sup" and _is_of_name(tag, child)):
                self._add(line, child, name, depth)
            elif name == "sup":
                add_raised(line, child)
            if text := child.tail:
                line.add_text(text)
        if lines:
            return _lines(tag, [*lines, line])
        return _block(tag, line.blocks)

    def _add(self, line: Line, child: Any, name: str, depth: int) -> None:
        """Adds a child element; the common one with a single text inside needs no look at what it holds."""
        text = child.text
        href = child.get("href") or "" if name == "a" else None
        nested = 0
        if href and self.is_other(href):
            block, text = _folded(child)
        elif (nested := len(child)) or name == "pre":
            block = self.read(child, depth + 1)
        else:
            words = tidy(text) if text else ""
            block = Block(name, words) if words else None
            if block is not None and name in SECTIONING:
                block.closed = True
        block = block or _empty(name)
        if name == "thead" and block is not None and block.tag == name:
            line.blocks += block.children  # of several rows of heads the last one stands over the values
        elif block is not None:
            if href is not None:
                block.link = href
            line.add(block, text, _end_of(child) if nested and block.inline else text)
        elif text:
            line.spaced = True  # white space in an element of its own

    def _preformatted(self, element: Any, depth: int) -> Block | None:
        """Preformatted text: a line of the source is a line."""
        lines = [Line()]

        def write(text: str) -> None:
            first, *rest = text.split("\n")
            lines[-1].add_text(first or " ")
            for each in rest:
                lines.append(Line())
                lines[-1].add_text(each or " ")

        write(element.text or "")
        for child in element:
            if child.tag not in PICTURES:
                self._add(lines[-1], child, child.tag, depth)
            write(child.tail or "")
        return _lines("pre", lines)


def _folded(link: Any) -> tuple[Block | None, str | None]:
    """One block of all that a link to another page holds, and its raw words: such cards are half of many a page."""
    text = "".join(link.itertext())
    if not (words := tidy(text)):
        return None, None
    heading = next(link.iter(*HEADINGS), None)
    block = Block("a" if heading is None else heading.tag, words)
    block.role = "related"
    return block, text if heading is None else None


def _is_of_name(tag: str, sign: Any) -> bool:
    """Whether raised letters stand in the page's heading: the address tells whether they are the name's ("GPT-4o")."""
    return tag == "h1" and (sign.text or "").isalpha()


def _end_of(element: Any) -> str | None:
    """The last text inside an element, white space included."""
    while len(element):
        element = element[-1]
        if element.tail:
            return str(element.tail)
    return None if element.text is None else str(element.text)


def _empty(name: str) -> Block | None:
    """An empty cell of a table holds its place, so that the others stand under their own heads; nobody reads it."""
    if name not in CELLS:
        return None
    block = Block(name)
    block.role = "furniture"
    return block


def _is_program(element: Any) -> bool:
    """Whether preformatted text holds one <code> element and nothing else: a program's text, by HTML's own advice."""
    return len(element) == 1 and element[0].tag == "code" and not (element.text or "").strip()


def _lines(tag: str, lines: list[Line]) -> Block | None:
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
        inline = sum([child.inline for child in children])
        if inline == len(children):
            return Block(tag, joined(children), tuple(children))
        if not any([child.text or child.children for child in children]):  # noqa: C419 (a list is faster here)
            return None
        return Block(tag, "", tuple(_anonymous(children) if inline > 1 else children))
    return _merge(tag, children[0]) if children and (children[0].text or children[0].children) else None


def _merge(tag: str, child: Block) -> Block:
    if tag in HEADINGS and not child.level:
        child.level = HEADINGS[tag]
    if tag in SECTIONING:
        child.closed = True
    if (tag not in INLINE or not child.tag or tag == "button") and child.tag != "tr":
        child.tag = child.tag if child.tag == "button" and tag in WRAPPERS else tag
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
