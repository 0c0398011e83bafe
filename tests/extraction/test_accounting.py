"""Nothing on a page is lost: every visible word stands in one block, and every block ends as exactly one thing."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path

import lxml.html
import pytest
from lxml import etree

from schemas.vocabulary import vocabulary
from scraper.address import address_of, leads_away
from scraper.extract import _read as read_outline
from scraper.extract import lay_out
from scraper.extraction import Extraction, Kind, NotAProfile
from scraper.outline import Outline, outline
from scraper.snapshot import Snapshot
from tests.extraction.asking import FETCHED, HTML, TEXT, URL
from tests.extraction.test_markups import page_of
from tests.markups import load_facts
from tests.markups.textstyles import dense, headings

ROLES = frozenset(("reading", "heading", "prose", "cell", "furniture", "related", "finding"))
UNSEEN = frozenset((
    "audio", "canvas", "datalist", "del", "dialog", "embed", "footer", "head", "iframe", "img", "input",
    "map", "math", "meter", "nav", "noscript", "object", "option", "picture", "progress", "rp", "rt",
    "s", "script", "select", "strike", "style", "sup", "svg", "template", "textarea", "track", "video",
))  # fmt: skip
"""Elements whose words are not the page's, as the layout's documentation has it."""
PAGES = sorted(Path(__file__).with_name("pages").glob("*.html"))


def accounted(body: bytes, media_type: str = HTML, url: str = URL) -> tuple[Outline, Extraction]:
    address = address_of(url)
    laid_out = lay_out(Snapshot(url, FETCHED, 200, media_type, body), partial(leads_away, address))
    page = outline(laid_out, vocabulary())
    return page, read_outline(page, address)


def letters(text: str) -> str:
    """Letters and digits, without the site's own words ("More info"), which a label may have among its own."""
    found = "".join(letter for letter in text.casefold() if letter.isalnum())
    for word in sorted(vocabulary().furniture, key=len, reverse=True):
        found = found.replace(word, "")
    return found


def visible(element: etree._Element) -> str:
    """All words of a page in reading order, by a walk of its own."""
    if not isinstance(element.tag, str):
        return ""
    if element.tag == "svg":
        dial = "".join(element.itertext()).strip()
        return dial if dial.replace(".", "").isdigit() else ""
    if element.tag in UNSEEN or (element.tag == "pre" and [each.tag for each in element] == ["code"]):
        return ""
    inside = "".join(visible(child) + (child.tail or "") for child in element)
    return (element.text or "") + inside


def check(page: Outline, found: Extraction, words: str) -> None:
    leaves = list(page.root.leaves())
    roles = Counter(leaf.role for leaf in leaves)
    assert roles.keys() <= ROLES
    assert found.roles == dict(roles)
    assert sum(found.roles.values()) == len({id(leaf) for leaf in leaves})
    # Tabs are read before their panels, so the order may differ.
    assert Counter(letters("".join(leaf.text for leaf in leaves))) == Counter(letters(words))
    reported = Counter(
        each.text for each in found.findings if each.kind is Kind.UNREAD and each.label is None
    )
    unread = Counter(leaf.text[:500] for leaf in leaves if leaf.role == "finding")
    assert reported - unread == Counter(), "what is reported as unread stands on the page"


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_written_pages(path: Path) -> None:
    body = path.read_bytes()
    check(
        *accounted(body), visible(lxml.html.document_fromstring(body, lxml.html.HTMLParser(encoding="utf-8")))
    )


@pytest.mark.parametrize("first", range(0, 240, 60))
def test_made_pages(first: int) -> None:
    for seed in range(first, first + 60):
        made = page_of(seed)
        try:
            page, found = accounted(made.html, made.media_type, made.url)
        except NotAProfile:
            continue  # that such a page is read is tested elsewhere
        tree = lxml.html.document_fromstring(made.html, lxml.html.HTMLParser(encoding=made.charset))
        check(page, found, visible(tree))


def test_texts() -> None:
    for seed, facts in enumerate(load_facts()[::15]):
        for style in (dense, headings):
            made = style(facts, seed)
            check(*accounted(made.text.encode(), TEXT, made.facts.url), made.text)


def test_every_reading_stands_on_the_page() -> None:
    """A reading's label and raw text are the page's own words."""
    for seed in range(60):
        made = page_of(seed)
        try:
            page, found = accounted(made.html, made.media_type, made.url)
        except NotAProfile:
            continue
        words = letters("".join(leaf.text for leaf in page.root.leaves()))
        for each in found.readings:
            parts = [each.label] if each.field in ("benchmarks", "requirements") else [each.label, each.raw]
            assert [
                part for part in parts for piece in part.split(" / ") if letters(piece) not in words
            ] == [], seed
