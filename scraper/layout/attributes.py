"""Elements with too many attributes: libxml2 makes a list of them that it walks for each further one.

80,000 of them take 8 s. While it only tells of elements (a parser with a target) no list is made.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from scraper.layout.limits import check_attributes

FEW_SEPARATORS = 20_000
"""Signs that may stand before an attribute. A profile page has 9,000; so few attributes take no time worth counting."""
SEPARATORS = b" \t\r\n\f/="


def check_elements(body: bytes) -> None:
    """Raises `NotAProfile` (too_large) where an element of the HTML has too many attributes."""
    if len(body) - len(body.translate(None, SEPARATORS)) > FEW_SEPARATORS:
        target: Any = _Elements()
        etree.fromstring(body, etree.HTMLParser(encoding="utf-8", target=target))


class _Elements:
    def start(self, tag: str, attributes: dict[str, str]) -> None:
        check_attributes(len(attributes))

    def close(self) -> None:
        return None
