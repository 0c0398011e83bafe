"""Packed bytes unpacked, strictly and within a bound: gzip with all its members, deflate."""

from __future__ import annotations

import re
import zlib

PIECE = 8 << 10
"""Bytes unpacked at a time: what stands behind a member is copied, and a body may be a million of them."""
_ZEROS = re.compile(rb"\0*")


class Broken(ValueError):
    """The bytes end too early, are damaged, or something else stands behind them."""


def begins_as(body: bytes, encoding: str) -> bool:
    """Whether the first bytes of `body` are those of `encoding` ("gzip", "x-gzip" or "deflate")."""
    if "gzip" in encoding:
        return body[:2] == b"\x1f\x8b"
    return len(body) > 1 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0


def inflated(body: bytes, encoding: str, limit: int) -> bytes:
    """`body` without its `encoding` ("gzip", "x-gzip" or "deflate"), at most `limit` bytes. Raises Broken.

    As gzip reads a file: members one after the other are one text, zeros behind them are padding, all else is damage.
    """
    out = bytearray()
    at = 0
    while at < len(body) and len(out) < limit:
        if at and "gzip" not in encoding:
            raise Broken(f"{len(body) - at} bytes behind the end of the {encoding} data")
        at = _member(body, at, encoding, limit, out)
        at = _end_of_zeros(body, at)
    return bytes(out)


def _member(body: bytes, at: int, encoding: str, limit: int, out: bytearray) -> int:
    """Unpack what begins at `at` onto `out`; where it ends."""
    # "deflate" is zlib by the book and raw deflate with some servers; the header's checksum tells.
    inflater = zlib.decompressobj(31 if "gzip" in encoding else 15 if begins_as(body, encoding) else -15)
    view = memoryview(body)
    while not inflater.eof and len(out) < limit:
        piece = view[at : at + PIECE]
        if not piece:
            raise Broken(f"{encoding} data ends too early, after {len(out)} bytes")
        try:
            out += inflater.decompress(piece, limit - len(out))
        except zlib.error as error:
            raise Broken(f"broken {encoding} data: {error}") from None
        at += len(piece) - len(inflater.unconsumed_tail) - len(inflater.unused_data)
    return at


def _end_of_zeros(body: bytes, at: int) -> int:
    zeros = _ZEROS.match(body, at)
    return zeros.end() if zeros else at
