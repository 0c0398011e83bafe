"""A page without its attributes, and a page as plain text, the way web archives extract it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
from lxml import etree

DROPPED = frozenset(
    ("script", "style", "template", "noscript", "head", "svg", "canvas", "iframe", "select", "textarea")
)
INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "output",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "button",
        "meter",
        "progress",
    ]
)
CELLS = frozenset(("td", "th"))
BREAK, CELL = "\n", "\x1f"


def parse(html: bytes, charset: str = "utf-8") -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html, parser=lxml.html.HTMLParser(encoding=charset, huge_tree=True))


def strip_attributes(html: bytes, charset: str = "utf-8") -> bytes:
    """The same elements and texts with no attribute at all, in UTF-8."""
    tree = parse(html, charset)
    for element in tree.iter(etree.Element):
        element.attrib.clear()
    return b"<!DOCTYPE html>" + lxml.html.tostring(tree, encoding="unicode").encode()


def as_text(html: bytes, cell: str = " | ", charset: str = "utf-8") -> str:
    """One line per block; the cells of a table row in one line, apart by `cell`."""
    pieces = "".join(_pieces(parse(html, charset)))
    lines = (re.sub(r"[ \t\r\f\v\u00a0]+", " ", line).strip() for line in pieces.split(BREAK))
    return "\n".join(_row(line, cell) for line in lines if line.strip(CELL + " ")) + "\n"


def _row(line: str, cell: str) -> str:
    if CELL not in line:
        return line
    parts = [part.strip() for part in line.split(CELL)]
    return cell.join(part for part in parts if part)


def _pieces(element: etree._Element) -> Iterator[str]:
    if not isinstance(element.tag, str):
        yield _flat(element.tail)
        return
    if element.tag not in DROPPED:
        edge = "" if element.tag in INLINE else BREAK
        if element.tag in CELLS:
            yield CELL + re.sub(
                r"\s+", " ", "".join(_pieces_inside(element)).replace(BREAK, " ").replace(CELL, " ")
            )
        else:
            yield edge
            yield from _pieces_inside(element)
            yield edge
    yield _flat(element.tail)


def _pieces_inside(element: etree._Element) -> Iterator[str]:
    yield (element.text or "") if element.tag == "pre" else _flat(element.text)
    for child in element:
        yield from _pieces(child)


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
