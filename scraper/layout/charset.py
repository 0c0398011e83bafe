"""Bytes to text: how the characters of a body are written."""

from __future__ import annotations

import codecs
import re

from w3lib.encoding import html_to_unicode

from scraper.extraction import NotAProfile
from scraper.media import WIDE

_MAGIC = (
    b"%PDF",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"RIFF",
    b"\x7fELF",
    b"BM",
)
_WIDE = tuple(WIDE)
_HIGH = re.compile(rb"[\x80-\xff]")
_PAIR = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")
SNIFFED = 2_048
"""Bytes at the start of a body that tell whether it is text."""


def text_of(media_type: str, body: bytes) -> str:
    """The characters of a body. Raises `NotAProfile`: binary.

    Valid UTF-8 is UTF-8, whatever is declared (hardly any other text is valid UTF-8 by chance); else the byte order
    mark, the Content-Type header, the page's own declaration and what its bytes look like count, in this order. Broken
    sequences become U+FFFD.
    """
    if body.startswith(_MAGIC) or (b"\x00" in body[:SNIFFED] and not body.startswith(_WIDE)):
        raise NotAProfile("binary", "the body is not text; expected an HTML page or plain text")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        if "utf-8" in media_type.lower():
            return html_to_unicode(None, body, default_encoding="utf-8")[1]
        return html_to_unicode(media_type or None, body, auto_detect_fun=_undeclared)[1]


def _undeclared(body: bytes) -> str | None:
    """The encoding of a text that declares none: broken UTF-8, Chinese in pairs of bytes, or else Windows-1252."""
    text = body.decode("utf-8", "replace")
    if sum(not letter.isascii() for letter in text) >= 2 * text.count("\ufffd"):
        return "utf-8"
    decoder = codecs.getincrementaldecoder("gb18030")()
    try:
        decoder.decode(body)  # the last character may be cut in two
    except UnicodeDecodeError:
        return "cp1252"
    paired = 2 * len(_PAIR.findall(body))
    return "gb18030" if 2 * paired > len(_HIGH.findall(body)) else "cp1252"
