"""Bytes to text: which kind of page a body is and how its characters are written."""

from __future__ import annotations

import codecs

from w3lib.encoding import html_to_unicode

from scraper.extraction import NotAProfile

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
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
SNIFFED = 2_048
"""Bytes at the start of a body that tell its kind."""


def is_html(media_type: str, body: bytes) -> bool:
    """Whether a body is HTML. Its first bytes decide; the Content-Type header only where they leave it open."""
    start = body[:SNIFFED].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").replace(b"\x00", b"").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<!--", b"<head", b"<body")):
        return True
    if "html" in media_type.lower():
        return True
    return start.startswith(b"<") and not media_type.lower().startswith("text/plain")


def text_of(media_type: str, body: bytes) -> str:
    """The characters of a body. Raises `NotAProfile`: binary.

    Valid UTF-8 is UTF-8, whatever is declared (hardly any other text is valid UTF-8 by chance); else the byte order
    mark, the Content-Type header and the page's own declaration count, in this order. Broken sequences become U+FFFD.
    """
    if body.startswith(_MAGIC) or (b"\x00" in body[:SNIFFED] and not body.startswith(_WIDE)):
        raise NotAProfile("binary", "the body is not text; expected an HTML page or plain text")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        header = None if "utf-8" in media_type.lower() else media_type or None
        return html_to_unicode(header, body, default_encoding="utf-8")[1]
