from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest

from scraper.inputs import pages_of_file
from scraper.media import Kind, is_html, kind_of
from tests.extraction.asking import TEXT, ask


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"<!DOCTYPE html><p>x", "", "html"),
        (b"\n  <div>x</div>", "page", "html"),
        (b"<prose 1>\nContext Length", "page.txt", "text"),
        (b"<html><p>x", "page.txt", "html"),
        (b"<!-- saved -->\n<html>", "page.md", "html"),
        (b"<!-- saved -->\nContext Length", "page.txt", "text"),
        (b"<?xml version='1.0'?><!-- a --><!-- b -->\n<!DOCTYPE html>", "page.txt", "html"),
        (b"<header>\nContext Length", "page.txt", "text"),
        (b"Context Length\n200K", "", "text"),
        (b"Context Length\n200K", "page.HTML", "html"),
        ("<html>".encode("utf-16"), "", "html"),
        ("<html>".encode("utf-32"), "page.txt", "html"),
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


@pytest.mark.parametrize(
    ("body", "media_type", "html"),
    [
        (b"<!DOCTYPE html><p>x", "text/plain", True),
        (b"<!-- exported -->\nContext Length", "text/plain; charset=utf-8", False),
        (b"<!-- exported -->\n<html>", "text/plain; charset=utf-8", True),
        (b"Context Length", "application/xhtml+xml", True),
        (b"<div>x</div>", "", True),
        (b"<div>x</div>", "Text/Plain", False),
        (b"Context Length", "", False),
    ],
)
def test_plain_text_is_believed_unless_a_document_begins(body: bytes, media_type: str, html: bool) -> None:
    assert is_html(media_type, body) == html


FACTS = "<!-- exported -->\nContext Length: 200K\nArchitecture: Dense\nLicense: MIT\nModality: Text\n"


def test_a_comment_makes_no_document_of_a_text(tmp_path: Path) -> None:
    file = tmp_path / "foo-1.txt"
    file.write_text(FACTS)
    (page,) = pages_of_file(file)
    assert ask(FACTS, TEXT).record.context_length == 200_000
    assert ask(page.snapshot.body, page.snapshot.media_type).record.license == "MIT"


def test_many_comments_are_passed_over_once() -> None:
    started = time.process_time()
    assert kind_of(b"<!---->" * 500, "page.txt") == "text"
    assert time.process_time() - started < 1
