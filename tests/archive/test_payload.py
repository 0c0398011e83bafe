from __future__ import annotations

import gzip
import random
import zlib

import brotli
import pytest

from scraper.archive.payload import decoded

HTML = b"<html>" + b"Context Length 200K " * 400


def chunked(body: bytes) -> bytes:
    pieces = [body[start : start + 500] for start in range(0, len(body), 500)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("stored", "headers"),
    [
        (HTML, {}),
        (gzip.compress(HTML), {"content-encoding": "gzip"}),
        (gzip.compress(HTML), {"content-encoding": "X-GZIP"}),
        (zlib.compress(HTML), {"content-encoding": "deflate"}),
        (brotli.compress(HTML), {"content-encoding": "br"}),
        (chunked(HTML), {"transfer-encoding": "chunked"}),
        (chunked(gzip.compress(HTML)), {"transfer-encoding": "chunked", "content-encoding": "gzip"}),
        (gzip.compress(zlib.compress(HTML)), {"content-encoding": "deflate, gzip"}),
    ],
    ids=["plain", "gzip", "x-gzip", "deflate", "brotli", "chunked", "chunked gzip", "twice"],
)
def test_encodings_are_undone(stored: bytes, headers: dict[str, str]) -> None:
    assert decoded(stored, headers, 1 << 20) == HTML


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "identity", "foo", ""])
def test_a_body_stored_decoded_stays(coding: str) -> None:
    assert decoded(HTML, {"content-encoding": coding, "transfer-encoding": "chunked"}, 1 << 20) == HTML


def test_a_cut_body_keeps_what_is_there() -> None:
    whole = gzip.compress(bytes(range(256)) * 400, 1)
    part = decoded(whole[: len(whole) // 2], {"content-encoding": "gzip"}, 1 << 20)
    assert part
    assert (bytes(range(256)) * 400).startswith(part)


def test_a_bomb_stops_at_the_limit() -> None:
    bomb = gzip.compress(b"\0" * (64 << 20))
    assert len(decoded(bomb, {"content-encoding": "gzip"}, 1000)) == 1000


def test_a_damaged_body_keeps_what_stands_before_the_damage() -> None:
    body = random.Random(1).randbytes(300_000)
    packed = bytearray(gzip.compress(body, 1))
    packed[200_000:200_100] = b"\xff" * 100
    part = decoded(bytes(packed), {"content-encoding": "gzip"}, 1 << 20)
    assert len(part) >= 60_000
    assert body.startswith(part[:60_000])
