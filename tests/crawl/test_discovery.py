"""What is a profile page, a sitemap, a directory page: no network."""

from __future__ import annotations

import gzip

import pytest

from scraper.site.discovery import Site, sitemap, unpacked

EN, ZH = Site.of("https://apxml.com"), Site.of("https://apxml.com/", "zh")
BASE = "https://apxml.com/models/phi-4"
PAGE = "https://apxml.com/models/gpt-5.1_mini"


@pytest.mark.parametrize(
    "href",
    [
        PAGE,
        "/models/gpt-5.1_mini",
        "gpt-5.1_mini/../../models/gpt-5.1_mini",
        "../models/gpt-5.1_mini/",
        "//apxml.com/models/gpt-5.1_mini",
        "https://APXML.com:443/models/gpt-5.1_mini#specs",
        "http://apxml.com/models/gpt-5.1_mini",
        " /models/gpt-5%2E1_mini ",
    ],
)
def test_one_page_has_one_address(href: str) -> None:
    assert EN.profile_of(href, BASE) == PAGE


@pytest.mark.parametrize(
    "href",
    [
        "/models",
        "/models/",
        "/models/a/b",
        "/models/a?tab=1",
        "/zh/models/a",
        "/tools/models/a",
        "/models/2",
        "/models/..%2f..%2fetc",
        "/models/-a",
        "/models/a b",
        "/models/" + "a" * 300,
        "https://other.com/models/a",
        "https://apxml.com.evil.com/models/a",
        "https://apxml.com@evil.com/models/a",
        "https://apxml.com:8443/models/a",
        "ftp://apxml.com/models/a",
        "javascript:alert('/models/a')",
        "http://[::1/models/a",
        "mailto:models/a@b",
    ],
)
def test_nothing_else_is_a_profile(href: str) -> None:
    assert EN.profile_of(href, BASE) is None


def test_a_language_has_its_own_folder() -> None:
    assert ZH.profile_of("/zh/models/phi-4", BASE) == "https://apxml.com/zh/models/phi-4"
    assert ZH.profile_of("/models/phi-4", BASE) is None
    assert ZH.directory == "https://apxml.com/zh/models"
    assert ZH.profile("phi-4") == "https://apxml.com/zh/models/phi-4"


def test_links_in_bytes() -> None:
    body = b"""<a href="/models/a">A</a><a class=x href=/models/b>B</a><A HREF='/models/a'>A</A>
        <a href="/models/c?x=1&amp;y=2">C</a><link rel=next href="/models?page=2"><a href="/models/d&#45;1">D</a>\xff"""
    assert [url.rpartition("/")[2] for url in EN.page_links(body, BASE)] == ["a", "b", "d-1"]


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ('<a rel="next nofollow" href="/models?cursor=x">More</a>', "/models?cursor=x"),
        ('<link rel="next" href="/models/page/2">', "/models/page/2"),
        ('<a href="?page=2">Next</a>', "/models?page=2"),
        ('<a href="/models/2"><span>2</span></a>', "/models/2"),
        ('<a href="?sort=name">Name</a>', None),
        ('<a href="/models">All</a>', None),
        ('<a href="/courses?page=2">2</a>', None),
        ('<a href="https://other.com/models?page=2">2</a>', None),
        ('<a href="/models/a">3</a>', None),
    ],
)
def test_further_directory_pages(link: str, target: str | None) -> None:
    found = list(EN.directory_pages(f"<body>{link}</body>".encode(), EN.directory))
    assert found == ([EN.root + target] if target else [])


def test_broken_directory_pages_list_nothing() -> None:
    crowded = f"<a href='?page=2' {' '.join(f'a{at}' for at in range(21_000))}>2</a>".encode()
    for body in (b"", b"  ", b"\x00\x01", b"<a href='http://[/models?page=2'>2</a>", crowded):
        assert list(EN.directory_pages(body, EN.directory)) == []


def test_sitemaps() -> None:
    body = b"""\xef\xbb\xbf<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <url><loc> https://apxml.com/models/a </loc><lastmod>2025-10-01</lastmod></url><!-- x -->
        <url><loc>https://apxml.com/models/b</loc></url><url><lastmod>2025</lastmod></url></urlset>"""
    pages = (("https://apxml.com/models/a", "2025-10-01"), ("https://apxml.com/models/b", None))
    assert sitemap(body, 10_000).pages == pages
    assert sitemap(gzip.compress(body), 10_000).pages == pages
    assert (
        sitemap(body[: body.index(b"<url><lastmod>")], 10_000).pages == pages
    )  # cut off: what is there counts
    assert sitemap(b"https://apxml.com/models/a\nnonsense\n", 100).pages == (
        ("https://apxml.com/models/a", None),
    )
    assert sitemap(b"\xef\xbb\xbfhttps://apxml.com/models/a", 100).pages == (
        ("https://apxml.com/models/a", None),
    )
    index = b"<sitemapindex><sitemap><loc>https://apxml.com/s.xml</loc></sitemap></sitemapindex>"
    assert sitemap(index, 100).sitemaps == ("https://apxml.com/s.xml",)


@pytest.mark.parametrize(
    "body", [b"", b"<html><body>404</body></html>", b"hello", b"<", b"\x1f\x8b\x08broken"]
)
def test_what_is_no_sitemap_is_said(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        sitemap(body, 1000)


def test_entities_stay_closed() -> None:
    body = b"""<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><urlset><url><loc>&e;</loc></url></urlset>"""
    assert sitemap(body, 1000).pages == ()


def test_unpacking_is_bounded() -> None:
    packed = gzip.compress(bytes(100_000))
    assert len(unpacked(packed, 100_000)) == 100_000
    with pytest.raises(ValueError, match="more than 99999 bytes"):
        unpacked(packed, 99_999)
    with pytest.raises(ValueError, match="too early"):
        unpacked(packed[:-9], 100_000)
