"""Snapshots and foreign WARC records for the archive's tests."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta

from scraper.snapshot import Snapshot

BODY = b"<html><body><h1>Alpha 7B</h1><dl><dt>Context Length<dd>200K</dl></body></html>"
START = datetime(2025, 11, 22, 17, 0, 0, 123456, tzinfo=UTC)


def snapshot(slug: str = "alpha-7b", body: bytes = BODY, hours: int = 0, **more: str) -> Snapshot:
    return Snapshot(
        url=f"https://apxml.com/models/{slug}",
        fetched_at=START + timedelta(hours=hours),
        status=200,
        media_type="text/html; charset=utf-8",
        body=body,
        **more,
    )


def record(
    http: bytes,
    *,
    kind: str = "response",
    url: str = "https://apxml.com/models/alpha-7b",
    content_type: str = "application/http; msgtype=response",
    length: int | None = None,
    version: str = "WARC/1.0",
    date: str = "2024-05-01T10:00:00Z",
) -> bytes:
    """An uncompressed record as other crawlers write it; `length` may lie."""
    fields = [
        version,
        f"WARC-Type: {kind}",
        "WARC-Record-ID: <urn:uuid:11111111-2222-3333-4444-555555555555>",
        f"WARC-Date: {date}",
        f"WARC-Target-URI: {url}",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(http) if length is None else length}",
    ]
    return "\r\n".join(fields).encode() + b"\r\n\r\n" + http + b"\r\n\r\n"


def answer(body: bytes, *headers: str) -> bytes:
    """An HTTP response with `headers` ("Name: value") and `body`."""
    return "\r\n".join(["HTTP/1.1 200 OK", *headers, "", ""]).encode() + body


def wet(text: str, url: str = "https://apxml.com/models/alpha-7b") -> bytes:
    """A text conversion as Common Crawl's WET files hold it."""
    return record(text.encode(), kind="conversion", url=url, content_type="text/plain")


def members(*records: bytes) -> bytes:
    return b"".join(gzip.compress(each, 6) for each in records)
