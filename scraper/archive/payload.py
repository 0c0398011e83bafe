"""A stored HTTP body with its transfer and content encodings undone, within a bound."""

from __future__ import annotations

import io
from collections.abc import Mapping

from fastwarc.stream_io import BrotliReader, ChunkedReader, WarcReader, ZstdReader

from scraper.inflating import Broken, begins_as, inflated

PIECE = 64 << 10


def decoded(body: bytes, headers: Mapping[str, str], limit: int) -> bytes:
    """`body` as a browser would see it, at most `limit` bytes. `headers`: lower-case names.

    Crawlers that store bodies already decoded often keep the original headers: a body that does not
    follow its header is returned as it stands, and so is one in an unknown encoding. Raises Broken
    for one that follows it, but is cut or damaged: half a page would pass for a changed one.
    """
    for name in ("transfer-encoding", "content-encoding"):
        codings = [coding.strip().lower() for coding in headers.get(name, "").split(",")]
        for coding in reversed(codings):
            body = _undone(body, coding, limit)
    return body[:limit]


def _undone(body: bytes, coding: str, limit: int) -> bytes:
    if coding in ("gzip", "x-gzip", "deflate"):
        return inflated(body, coding, limit) if begins_as(body, coding) else body
    reader = _reader(io.BytesIO(body), coding)
    if reader is None:
        return body
    whole = bytearray()
    try:
        while len(whole) < limit and (piece := reader.read(min(PIECE, limit - len(whole)))):
            whole += piece
    except OSError as error:
        if whole:
            raise Broken(f"broken {coding} data after {len(whole)} bytes: {error}") from None
        return body  # stored decoded: there was nothing to undo
    return bytes(whole)


def _reader(stream: io.BytesIO, coding: str) -> WarcReader | None:
    match coding:
        case "chunked":
            return ChunkedReader(stream)
        case "br":
            return BrotliReader(stream)
        case "zstd":
            return ZstdReader(stream)
        case _:
            return None
