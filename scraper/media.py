"""What kind of page some bytes are: their own signs, then what is said of them. The one place that sniffs. Pure."""

from __future__ import annotations

import codecs
import re
from typing import Literal

Kind = Literal["html", "text", "gzip", "warc"]

WIDE = {
    codecs.BOM_UTF32_LE: "utf-32-le",  # it begins with the mark of UTF-16
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
"""Byte order marks of encodings whose texts have zero bytes."""
_GZIP = b"\x1f\x8b"
_WARC = re.compile(rb"WARC/\d")
_TAG = re.compile(r"\s*<[a-z!?]", re.IGNORECASE)
# Atomic: many comments could be shared out between the repetitions in more ways than can be tried.
_DOCUMENT = re.compile(
    r"\s*(?>(?:<\?xml[^>]*>|<!--.*?-->)\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_NAMES = {".txt": "text/plain", ".text": "text/plain", ".md": "text/plain", ".wet": "text/plain"}
_NAMES |= {".html": "text/html", ".htm": "text/html", ".xhtml": "text/html"}
LOOK = 4096
"""Bytes that are looked at."""


def is_html(media_type: str, body: bytes) -> bool:
    """Whether a body is HTML. `media_type`: the Content-Type, "" where there is none.

    Text may begin with an angle bracket or a comment: what calls itself plain text is HTML only where a document
    begins; what does not say what it is, where a tag begins.
    """
    declared = media_type.lower()
    if "html" in declared:
        return True
    sign = _DOCUMENT if declared.startswith("text/plain") else _TAG
    return sign.match(_readable(body[:LOOK])) is not None


def kind_of(data: bytes, name: str = "") -> Kind:
    """The kind of `data`, from its first bytes; `name`: its file name, where it has one."""
    if data.startswith(_GZIP):
        return "gzip"
    if _WARC.match(data):
        return "warc"
    _, dot, ending = name.lower().rpartition(".")
    return "html" if is_html(_NAMES.get(dot + ending, ""), data) else "text"


def media_type_of(kind: Kind) -> str:
    """`kind` as a Content-Type without a charset: the page's own signs and then UTF-8 decide on that."""
    return "text/html" if kind == "html" else "text/plain"


def _readable(start: bytes) -> str:
    for mark, encoding in WIDE.items():
        if start.startswith(mark):
            return start[len(mark) :].decode(encoding, "ignore")
    return start.removeprefix(codecs.BOM_UTF8).decode("latin-1")
