"""What kind of page some bytes are, where nobody says so: the one place that sniffs. Pure."""

from __future__ import annotations

import codecs
import re
from typing import Literal

Kind = Literal["html", "text", "gzip", "warc"]

_GZIP = b"\x1f\x8b"
_WARC = re.compile(rb"WARC/\d")
_TAG = re.compile(r"\s*<(?:[a-z!?])", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_TEXT_NAMES = (".txt", ".text", ".md", ".wet")
_HTML_NAMES = (".html", ".htm", ".xhtml")
LOOK = 4096
"""Bytes that are looked at."""


def kind_of(data: bytes, name: str = "") -> Kind:
    """The kind of `data`, from its first bytes; `name`: its file name, where it has one.

    Text may begin with an angle bracket: a file that calls itself text is HTML only where a document begins.
    """
    if data.startswith(_GZIP):
        return "gzip"
    if _WARC.match(data):
        return "warc"
    name = name.lower()
    if name.endswith(_HTML_NAMES):
        return "html"
    start = _readable(data[:LOOK])
    sign = _DOCUMENT if name.endswith(_TEXT_NAMES) else _TAG
    return "html" if sign.match(start) else "text"


def media_type_of(kind: Kind) -> str:
    """`kind` as a Content-Type without a charset: the page's own signs and then UTF-8 decide on that."""
    return "text/html" if kind == "html" else "text/plain"


def _readable(start: bytes) -> str:
    for mark, encoding in _WIDE:
        if start.startswith(mark):
            return start[len(mark) :].decode(encoding, "ignore")
    return start.removeprefix(codecs.BOM_UTF8).decode("latin-1")
