"""One page as the bytes of a WARC/1.1 record.

A snapshot becomes a `response` record: an HTTP status line, the headers that a later fetch or reading needs
(Content-Type, ETag, Last-Modified), and the body with its content encodings undone, so that
`WARC-Payload-Digest` ("sha256:<hex>") is at once the digest of the stored bytes and of the snapshot.
How the crawl came to the page stands in the extension field `X-Found-By`.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from uuid import uuid4

from fastwarc.stream_io import GzipWriter

from scraper.snapshot import Snapshot, utc_text

LARGEST_BODY = 8 << 20
"""Bytes of a body that are read back at most; a larger one is no profile page."""

GZIP_LEVEL = 1
"""Cheapest level: a 72 KB page costs a third of the time of level 6 and 40 % more room."""

FOUND_BY = "X-Found-By"


class ArchiveError(Exception):
    """The archive cannot be written or read: a sentence that says what happened, where, and what to do.

    `reason`, a word for counting: unwritable | missing | outside | damaged | cut | not_a_page | too_large |
    digest.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def moment_text(moment: datetime) -> str:
    """`moment` as WARC-Date: UTC, with microseconds where there are any (WARC/1.1 allows them)."""
    if not moment.microsecond:
        return utc_text(moment)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def response_record(snapshot: Snapshot) -> bytes:
    """The whole record of `snapshot`, compressed as one gzip member."""
    block = _http(snapshot) + snapshot.body
    fields = [
        ("WARC-Type", "response"),
        ("WARC-Target-URI", snapshot.url),
        ("WARC-Date", moment_text(snapshot.fetched_at)),
        ("WARC-Payload-Digest", snapshot.digest),
    ]
    if snapshot.found_by:
        fields.append((FOUND_BY, snapshot.found_by))
    return _member(fields, "application/http; msgtype=response", block)


def info_record(name: str, created: datetime) -> bytes:
    """The `warcinfo` record that opens the file called `name`, compressed as one gzip member."""
    block = (
        f"software: {_software()}\r\n"
        "format: WARC File Format 1.1\r\n"
        "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
    )
    fields = [("WARC-Type", "warcinfo"), ("WARC-Date", moment_text(created)), ("WARC-Filename", name)]
    return _member(fields, "application/warc-fields", block.encode())


def _http(snapshot: Snapshot) -> bytes:
    try:
        phrase = HTTPStatus(snapshot.status).phrase
    except ValueError:
        phrase = "Unknown"
    fields = [
        ("Content-Type", snapshot.media_type),
        ("ETag", snapshot.etag),
        ("Last-Modified", snapshot.last_modified),
        ("Content-Length", str(len(snapshot.body))),
    ]
    lines = [f"HTTP/1.1 {snapshot.status} {phrase}"]
    lines += [f"{name}: {_one_line(value)}" for name, value in fields if value]
    return _header(lines)


def _member(fields: list[tuple[str, str]], content_type: str, block: bytes) -> bytes:
    lines = ["WARC/1.1", f"WARC-Record-ID: <urn:uuid:{uuid4()}>"]
    lines += [f"{name}: {_one_line(value)}" for name, value in fields]
    lines += [f"Content-Type: {content_type}", f"Content-Length: {len(block)}"]
    out = io.BytesIO()
    writer = GzipWriter(out, compression_level=GZIP_LEVEL)
    writer.write(_header(lines) + block + b"\r\n\r\n")
    writer.finish()
    return out.getvalue()


def _header(lines: list[str]) -> bytes:
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "replace")


def _one_line(value: str) -> str:
    """Header values come from a server: a line break in one would start a field of its own."""
    return value if value.isprintable() else "".join(c if c.isprintable() else "?" for c in value)


@cache
def _software() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - only a writer needs it

    try:
        return f"model-profiles/{version('model-profiles')}"
    except PackageNotFoundError:
        return "model-profiles"
