"""gzip of several members, and what stands behind them."""

from __future__ import annotations

import gzip
import zlib
from time import process_time

import pytest

from scraper.fetching.decoding import Undecodable, decoded
from scraper.inflating import PIECE, Broken, inflated
from scraper.site.discovery import sitemap

ONE, TWO = gzip.compress(b"<p>one</p>", mtime=0), gzip.compress(b"<p>two</p>" * 5000, mtime=0)
TEXT = b"<p>one</p>" + b"<p>two</p>" * 5000


@pytest.mark.parametrize("body", [ONE + TWO, ONE + TWO + bytes(9), ONE + bytes(3) + TWO])
def test_members_are_one_text_and_zeros_are_padding(body: bytes) -> None:
    assert decoded(body, "gzip", 1 << 20) == TEXT
    assert inflated(body, "gzip", 15) == TEXT[:15]


def test_a_long_member_of_many_pieces() -> None:
    noise = zlib.compress(bytes(range(256)) * 2000, 0)
    assert len(noise) > 9 * PIECE
    assert inflated(noise, "deflate", 1 << 20) == bytes(range(256)) * 2000
    assert inflated(noise[2:-4], "deflate", 1 << 20) == bytes(range(256)) * 2000


@pytest.mark.parametrize("behind", [b"rubbish", b"\0\0rubbish", TWO[:-1], ONE[:5]])
def test_what_else_stands_behind_is_an_error(behind: bytes) -> None:
    with pytest.raises(Undecodable) as caught:
        decoded(ONE + behind, "gzip", 1 << 20)
    assert caught.value.reason == "body cut short"
    with pytest.raises(Broken, match="behind the end of the deflate data"):
        inflated(zlib.compress(b"page") + b"more", "deflate", 1 << 20)


def test_the_limit_holds_for_all_members_together() -> None:
    with pytest.raises(Undecodable) as caught:
        decoded(TWO * 3, "gzip", 149_999)
    assert caught.value.reason == "too large"
    assert len(decoded(TWO * 3, "gzip", 150_000)) == 150_000


def test_a_sitemap_of_several_members_is_read_whole() -> None:
    lines = [f"https://apxml.com/models/m-{number}\n".encode() for number in range(9)]
    assert len(sitemap(b"".join(map(gzip.compress, lines)), 10_000).pages) == 9


def test_a_million_empty_members_cost_little() -> None:
    body = gzip.compress(b"") * 100_000
    started = process_time()
    assert inflated(body, "gzip", 100) == b""
    assert process_time() - started < 5
