"""Pages to Blocks: the visible text in reading order, as a tree. Knows tag names and characters, nothing else.

HTML and plain text give the same tree: an element or a line is a `Block`; elements that hold a single block are left
out; a table row, a line with tabs or a line with bars is a block of cells. No class, id or style is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from scraper.extraction import NotAProfile

MAX_BODY = 8_000_000
"""Bytes; a profile page is about 0.1 MB."""
MAX_TAGS = 60_000
"""A profile page has about 2,000; each costs some 300 bytes of memory."""
MAX_DEPTH = 250
"""Open elements; the parser itself stops at 255."""

SILENT = frozenset(
    "script style template noscript svg math head iframe object embed canvas audio video map select option datalist "
    "textarea input img picture source track meter progress dialog rp rt del s strike".split()
)
"""Elements whose content is not text of the page as it is first shown."""
FURNITURE = frozenset(("nav", "footer"))
HEADINGS = {f"h{level}": level for level in range(1, 7)} | {"summary": 6, "legend": 6, "caption": 6}
INLINE = frozenset(
    "a abbr acronym b bdi bdo big button cite code data dfn em font i ins kbd label mark output q ruby samp slot small "
    "span strong sub sup time tt u var wbr".split()
)
INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u0000-\u0008\u000e-\u001f\ufffe\uffff]"
)
BREAK = "\n"
_BREAKS = re.compile("(\n)")
# libxml2 takes <wbr> for an element with contents and would put the rest of the page inside it.
_WORD_BREAK = re.compile(r"</?wbr\b[^<>]*>", re.IGNORECASE)
SECTIONING = frozenset(("section", "article", "aside", "details"))
CELLS = re.compile(r"\t+|\s{3,}|\s*\|\s*")
BULLET = re.compile(r"^(?:[•‣◦▪·*]|[-–](?=\s+\S)|#{1,6}(?=\s))\s*")


class Block:
    """One visible piece of a page.

    `text`: the words, where the block is one run of text (a leaf, or an element with nothing but inline elements
    inside); "" for a block of blocks. `level`: 1-6 for a heading element. `link`: where a link around it leads
    (None: no link). `closed`: a sectioning element
    holds nothing else. `sealed`: what belongs together is inside (a table row, "Label: value"). `spaced`: white space stands before it in its run of text. `role`: what became of a leaf, "" until a room has said. The rooms after layout note in
    `labels` how many labels stand inside, and in `field`, `section` and `prose` what a leaf's words are.
    """

    __slots__ = (
        "children", "closed", "field", "furniture", "labels", "level", "link", "order", "parent", "prose", "role", "sealed", "section",
        "spaced", "tag", "text",
    )  # fmt: skip

    def __init__(self, tag: str, text: str = "", children: tuple[Block, ...] = ()) -> None:
        self.tag = tag
        self.text = text
        self.children = children
        self.parent: Block | None = None
        self.level = HEADINGS.get(tag, 0)
        self.link: str | None = None
        self.furniture = tag in FURNITURE
        self.labels = 0
        self.field: str | None = None
        self.section: tuple[str, str] | None = None
        self.prose = False
        self.spaced = True
        self.closed = False
        self.sealed = tag == "tr"
        self.order = 0
        self.role = ""
        for child in children:
            child.parent = self

    def leaves(self) -> Iterator[Block]:
        """The blocks without children below this one (or itself), in reading order."""
        stack = [self]
        while stack:
            block = stack.pop()
            if block.children:
                stack.extend(reversed(block.children))
            else:
                yield block

    def claim(self, role: str) -> None:
        """Says what became of every leaf of this block."""
        for leaf in self.leaves():
            leaf.role = role

    def divide(self, texts: Sequence[str]) -> tuple[Block, ...]:
        """Makes blocks of `texts`, which belong together, in place of this block's own words."""
        self.children = tuple(Block("span", text) for text in texts)
        self.text, self.sealed, self.prose = "", True, False
        for child in self.children:
            child.parent, child.order = self, self.order
        return self.children

    def ancestors(self) -> Iterator[Block]:
        """The blocks around this one, nearest first."""
        block = self.parent
        while block is not None:
            yield block
            block = block.parent


class Page:
    """A page laid out: the tree, and the title of its head."""

    __slots__ = ("root", "title")

    def __init__(self, root: Block, title: str = "") -> None:
        self.root = root
        self.title = title


def from_html(text: str) -> Page:
    """The tree of an HTML page. Raises `NotAProfile` where the page is too much or has no elements."""
    if text.count("<") > MAX_TAGS:
        raise NotAProfile("too_large", f"the page has more than {MAX_TAGS:,} tags")
    if "<wbr" in text:
        text = _WORD_BREAK.sub("", text)
    try:
        document = document_fromstring(
            text.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8", remove_pis=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise NotAProfile("empty", f"the page has no HTML elements ({error})") from error
    root = _read(document, 0)
    return Page(root or Block("body"), tidy(document.findtext(".//title") or ""))


def tidy(text: str) -> str:
    """`text` as a reader sees it: white space folded, invisible characters gone."""
    if not text.isascii():
        text = INVISIBLE.sub("", text)
    return " ".join(text.split())


def _read(element: HtmlElement, depth: int) -> Block | None:
    """The block of one element, or None where nothing of it is visible. Depth is bounded by the parser, checked here."""
    if depth > MAX_DEPTH:
        raise NotAProfile("too_deep", f"more than {MAX_DEPTH} elements inside each other")
    parts: list[Block | str] = []
    if element.text:
        parts.append(element.text)
    for child in element:
        tag = child.tag
        if type(tag) is not str:
            _glue(parts, child.tail)
            continue
        if tag == "br":
            parts.append(BREAK)
        elif tag not in SILENT:
            block = _read(child, depth + 1)
            if block is not None:
                if tag == "a":
                    block.link = child.get("href") or ""
                parts.append(block)
        if child.tail:
            parts.append(child.tail)
    if element.tag == "pre":
        parts = [piece for part in parts for piece in (_BREAKS.split(part) if isinstance(part, str) else [part])]
    if BREAK in parts:
        parts = [line for line in map(_line_block, _lines(parts)) if line is not None]
    return _block(element.tag, parts)


def _lines(parts: list[Block | str]) -> Iterator[list[Block | str]]:
    """The parts between line breaks."""
    line: list[Block | str] = []
    for part in parts:
        if part == BREAK:
            yield line
            line = []
        else:
            line.append(part)
    yield line


def _line_block(parts: list[Block | str]) -> Block | None:
    return _block("p", parts)


def _glue(parts: list[Block | str], tail: str | None) -> None:
    """A comment stands inside a word: what follows it belongs to the text before it."""
    if tail and parts and isinstance(parts[-1], str) and parts[-1] != BREAK:
        parts[-1] += tail
    elif tail:
        parts.append(tail)


def _block(tag: str, parts: list[Block | str]) -> Block | None:
    """One block from an element's parts; an element around a single block hands its meaning to that block."""
    children: list[Block] = []
    spaced = True
    for part in parts:
        if isinstance(part, Block):
            part.spaced = spaced
            children.append(part)
            spaced = False
        elif text := tidy(part):
            children.append(Block("", text))
            children[-1].spaced = spaced or part[0].isspace()
            spaced = part[-1].isspace()
        else:
            spaced = True
    if not children:
        return None
    if len(children) == 1:
        return _merge(tag, children[0])
    text = _inline_text(children)
    return Block(tag, text, tuple(children if text else _anonymous(children)))


def _anonymous(children: list[Block]) -> Iterator[Block]:
    """Neighbouring inline children beside blocks are a run of text of their own (an anonymous box, as CSS has it)."""
    for inline, run in groupby(children, key=is_inline):
        members = tuple(run)
        if inline and len(members) > 1:
            yield Block("", joined(members), members)
        else:
            yield from members


def is_inline(block: Block) -> bool:
    """Whether a block is a run of text that starts no line of its own."""
    return bool(block.text) and (not block.tag or block.tag in INLINE)


def _merge(tag: str, child: Block) -> Block:
    child.level = child.level or HEADINGS.get(tag, 0)
    child.furniture = child.furniture or tag in FURNITURE
    child.closed = child.closed or tag in SECTIONING
    if tag not in INLINE or not child.tag:
        child.tag = tag if child.tag != "tr" else child.tag
    return child


def _inline_text(children: list[Block]) -> str:
    """The words of a run of text; "" where an element inside starts a line of its own."""
    return joined(children) if all(map(is_inline, children)) else ""


def joined(run: Sequence[Block]) -> str:
    """The words of neighbours in one run of text, with spaces where the page has them."""
    return "".join(f" {each.text}" if each.spaced else each.text for each in run).strip()


def from_text(text: str) -> Page:
    """The tree of a plain text page: a line is a block, a line with tabs or bars a block of cells."""
    if text.count("\n") > MAX_TAGS:
        raise NotAProfile("too_large", f"the text has more than {MAX_TAGS:,} lines")
    lines = [line for line in map(_line, text.splitlines()) if line is not None]
    return Page(Block("body", "", tuple(lines)))


def _line(raw: str) -> Block | None:
    line = INVISIBLE.sub("", raw).strip().strip("|").strip()
    if not line:
        return None
    cells = [cell for cell in map(tidy, CELLS.split(line))]
    if len(cells) > 1 and not any(len(cell) > 400 for cell in cells):
        if not any(letter.isalnum() for letter in line):
            return None
        return Block("tr", "", tuple(Block("td", cell) for cell in cells if cell))
    return _heading_line(tidy(line))


def _heading_line(line: str) -> Block | None:
    marks = re.match(r"#{1,6}(?=\s)", line)
    text = BULLET.sub("", line).strip("*_` ") or line
    block = Block("p", text)
    if marks:
        block.level = len(marks[0])
    return block
