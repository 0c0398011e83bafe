from __future__ import annotations

import gzip

import pytest

from scraper.media import Kind, kind_of


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"<!DOCTYPE html><p>x", "", "html"),
        (b"\n  <div>x</div>", "page", "html"),
        (b"<prose 1>\nContext Length", "page.txt", "text"),
        (b"<html><p>x", "page.txt", "html"),
        (b"<!-- saved -->\n<html>", "page.md", "html"),
        (b"Context Length\n200K", "", "text"),
        (b"Context Length\n200K", "page.HTML", "html"),
        ("<html>".encode("utf-16"), "", "html"),
        ("Größe".encode("utf-16"), "", "text"),
        (b"\xef\xbb\xbf<html>", "", "html"),
        (b"WARC/1.1\r\n", "page.html", "warc"),
        (gzip.compress(b"x", mtime=0), "page.html", "gzip"),
        (b"", "", "text"),
        (b"3 < 4", "", "text"),
    ],
)
def test_the_first_bytes_tell(data: bytes, name: str, kind: Kind) -> None:
    assert kind_of(data, name) == kind
