from __future__ import annotations

import gzip
import random
import zlib

import brotli
import pytest

from scraper.archive.payload import decoded
from scraper.inflating import Broken

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
        (gzip.compress(HTML[:900]) + gzip.compress(HTML[900:]), {"content-encoding": "gzip"}),
        (zlib.compress(HTML), {"content-encoding": "deflate"}),
        (brotli.compress(HTML), {"content-encoding": "br"}),
        (chunked(HTML), {"transfer-encoding": "chunked"}),
        (chunked(gzip.compress(HTML)), {"transfer-encoding": "chunked", "content-encoding": "gzip"}),
        (gzip.compress(zlib.compress(HTML)), {"content-encoding": "deflate, gzip"}),
    ],
    ids=["plain", "gzip", "x-gzip", "two members", "deflate", "brotli", "chunked", "chunked gzip", "twice"],
)
def test_encodings_are_undone(stored: bytes, headers: dict[str, str]) -> None:
    assert decoded(stored, headers, 1 << 20) == HTML


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "identity", "foo", ""])
def test_a_body_stored_decoded_stays(coding: str) -> None:
    assert decoded(HTML, {"content-encoding": coding, "transfer-encoding": "chunked"}, 1 << 20) == HTML


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.99])
def test_a_cut_body_is_an_error(coding: str, kept: float) -> None:
    whole = {"gzip": gzip.compress, "deflate": zlib.compress}[coding](random.Random(1).randbytes(90_000))
    with pytest.raises(Broken, match="ends too early"):
        decoded(whole[: int(len(whole) * kept)], {"content-encoding": coding}, 1 << 20)


def test_a_damaged_body_is_an_error() -> None:
    packed = bytearray(gzip.compress(random.Random(1).randbytes(300_000), 1))
    packed[200_000:200_100] = b"\xff" * 100
    with pytest.raises(Broken, match="broken gzip data"):
        decoded(bytes(packed), {"content-encoding": "gzip"}, 1 << 20)


def test_a_bomb_stops_at_the_limit() -> None:
    bomb = gzip.compress(b"\0" * (64 << 20))
    assert len(decoded(bomb, {"content-encoding": "gzip"}, 1000)) == 1000
