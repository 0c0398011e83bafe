"""Seeded damage to pages: to their bytes, and to their trees."""

# ruff: noqa: E501 - tables
from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

from lxml import etree

from tests.markups import load_facts, render
from tests.markups.textstyles import dense, headings

PAGES = Path(__file__).with_name("pages")
TAGS = [
    "div", "span", "p", "td", "tr", "table", "li", "ul", "dl", "dt", "dd", "h1", "h2", "h6", "a", "b", "pre", "br", "script", "svg", "nav", "details", "summary", "section", "wbr", "sup",
]  # fmt: skip
PIECES = [
    b"<", b">", b"</", b"<div", b"<td>", b"</table>", b"<br>", b"<!--", b"-->", b"<![CDATA[", b"&", b"&#x0;", b"&#55296;", b"&nbsp;",
    b"\x00", b"\xff\xfe", b"\xf0\x9f", b"\xe2\x80\xae", b"\xc2\xa0", b"\n", b"\t", b"|", b":", b"#", b"/", b"-", b"%", b"99999999999999999999",
    b"Context Length", b"Rank #1", b"Total Score", b"1,024 tokens", b"Benchmark Score Rank", b"<pre>", b"<plaintext>", b"<select>",
]  # fmt: skip


@cache
def sources() -> tuple[bytes, ...]:
    """The pages that are damaged: written ones, made ones, and texts."""
    facts = load_facts()
    made = [render(facts[seed * 37 % len(facts)], seed).html for seed in range(12)]
    texts = [
        style(facts[at * 41], at).text.encode() for at, style in enumerate((dense, headings, dense, headings))
    ]
    return (*(path.read_bytes() for path in sorted(PAGES.glob("*.html"))), *made, *texts)


def flip(rng: Random, body: bytearray) -> None:
    for _ in range(rng.randint(1, 30)):
        body[rng.randrange(len(body))] = rng.randrange(256)


def delete(rng: Random, body: bytearray) -> None:
    start = rng.randrange(len(body))
    del body[start : start + rng.randint(1, 400)]


def insert(rng: Random, body: bytearray) -> None:
    for _ in range(rng.randint(1, 20)):
        at = rng.randrange(len(body) + 1)
        body[at:at] = rng.choice(PIECES) * rng.choice((1, 1, 3, 50))


def cut(rng: Random, body: bytearray) -> None:
    del body[rng.randrange(1, len(body) + 1) :]


def repeat(rng: Random, body: bytearray) -> None:
    start = rng.randrange(len(body))
    piece = body[start : start + rng.randint(1, 300)]
    body[start:start] = piece * rng.randint(2, 40)


def splice(rng: Random, body: bytearray) -> None:
    other = rng.choice(sources())
    at, start = rng.randrange(len(body)), rng.randrange(len(other))
    body[at : at + rng.randint(0, 3000)] = other[start : start + rng.randint(1, 5000)]


def recode(rng: Random, body: bytearray) -> None:
    charset = rng.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "latin-1", "utf-7"))
    body[:] = body.decode("utf-8", "replace").encode(charset, "replace")


BYTES: tuple[Callable[[Random, bytearray], None], ...] = (flip, delete, insert, cut, repeat, splice, recode)


def move(rng: Random, nodes: list[etree._Element]) -> None:
    node, target = rng.choice(nodes), rng.choice(nodes)
    if (
        node is not target
        and not any(each is node for each in target.iterancestors())
        and node.getparent() is not None
    ):
        target.insert(rng.randint(0, len(target)), node)


def duplicate(rng: Random, nodes: list[etree._Element]) -> None:
    node = rng.choice(nodes)
    parent = node.getparent()
    if parent is not None:
        copy = etree.fromstring(
            etree.tostring(node, with_tail=False), etree.XMLParser(recover=True, huge_tree=True)
        )
        if copy is not None:
            parent.insert(rng.randint(0, len(parent)), copy)


def drop(rng: Random, nodes: list[etree._Element]) -> None:
    node = rng.choice(nodes)
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def nest(rng: Random, nodes: list[etree._Element]) -> None:
    node = rng.choice(nodes)
    parent = node.getparent()
    if parent is not None:
        box = etree.Element(rng.choice(TAGS))
        parent.replace(node, box)
        for _ in range(rng.choice((0, 0, 5, 300))):
            box = etree.SubElement(box, rng.choice(TAGS))
        box.append(node)


def rename(rng: Random, nodes: list[etree._Element]) -> None:
    for _ in range(rng.choice((1, 5, 100))):
        rng.choice(nodes).tag = rng.choice(TAGS)


def trade(rng: Random, nodes: list[etree._Element]) -> None:
    one, other = rng.choice(nodes), rng.choice(nodes)
    one.text, other.text = other.text, one.text
    one.tail, other.tail = other.tail, one.tail


def mark(rng: Random, nodes: list[etree._Element]) -> None:
    node = rng.choice(nodes)
    node.set(
        rng.choice(("class", "hidden", "href", "style", "colspan")),
        rng.choice(("", "/models/x", "-1", "x" * 5000)),
    )


TREE: tuple[Callable[[Random, list[etree._Element]], None], ...] = (
    move,
    duplicate,
    drop,
    nest,
    rename,
    trade,
    mark,
)


def mutated(seed: int) -> tuple[bytes, str]:
    """A damaged page, and what was done to it."""
    rng = Random(f"mutation {seed}")
    body = rng.choice(sources())
    done = []
    if rng.random() < 0.5 and body.lstrip().startswith(b"<"):
        root = etree.fromstring(
            body, etree.HTMLParser(encoding="utf-8", remove_pis=True, remove_comments=True)
        )
        for _ in range(rng.choice((1, 2, 5, 20))):
            nodes = [each for each in root.iter() if isinstance(each.tag, str)]
            change = rng.choice(TREE)
            change(rng, nodes)
            done.append(change.__name__)
        body = etree.tostring(root, method="html", encoding="utf-8")
    if not done or rng.random() < 0.3:
        array = bytearray(body)
        for _ in range(rng.choice((1, 1, 2, 6))):
            damage = rng.choice(BYTES)
            if array:
                damage(rng, array)
                done.append(damage.__name__)
        body = bytes(array)
    return body, ", ".join(done)
