"""The demo site: its files are what the builder writes, and the server answers as real sites do."""

from __future__ import annotations

import gzip
import re
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests import site_builder
from tests.serve import SITE, serving


def unpacked(name: str, body: bytes) -> bytes:
    return gzip.decompress(body) if name.endswith(".gz") else body


def test_committed_files_are_what_the_builder_writes() -> None:
    made = site_builder.files()
    stored = {
        path.relative_to(SITE).as_posix(): path.read_bytes() for path in SITE.rglob("*") if path.is_file()
    }
    assert sorted(made) == sorted(stored)
    stale = [name for name, body in made.items() if unpacked(name, body) != unpacked(name, stored[name])]
    assert stale == [], "run `python -m tests.site_builder`"
    assert site_builder.EXPECTED.read_text("utf-8") == site_builder.expected_lines()


def test_site_covers_what_the_demo_must_show() -> None:
    made = site_builder.pages()
    assert len(made) >= 40
    assert len({theme for _, theme, _ in made}) >= 6
    assert {"flat", "flat_moe", "grouped", "grouped_moe", "requirements"} == {
        page.facts.age for _, _, page in made
    }
    assert sum(page.facts.zh for _, _, page in made) >= 10
    assert sum(path.stat().st_size for path in SITE.rglob("*") if path.is_file()) < 3_000_000


def test_every_profile_is_linked_from_a_directory_page() -> None:
    linked = set()
    for page in [*SITE.glob("models/index*.html"), *SITE.glob("zh/models/index*.html")]:
        linked |= set(re.findall(r'href="([^"]+)"', page.read_text("utf-8")))
    assert {path for path, _, _ in site_builder.pages()} <= linked


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/models", 200),
        ("/models?page=2", 200),
        ("/models?page=99", 404),
        ("/zh/models", 200),
        ("/models/gpt-4o", 200),
        ("/zh/models/deepseek-v3-1", 200),
        ("/models/compare", 200),
        ("/models/retired-model", 404),
        ("/robots.txt", 200),
        ("/sitemap.xml", 200),
        ("/../../facts/pages.jsonl", 404),
        ("/%2e%2e/facts/pages.jsonl", 404),
    ],
)
def test_answers(path: str, status: int) -> None:
    with serving() as site:
        assert fetch(site.url + path)[0] == status
        assert site.requests == [(path, status)]


def test_a_known_page_is_not_sent_again() -> None:
    with serving() as site:
        status, headers, _ = fetch(site.url + "/models/gpt-4o")
        assert status == 200
        assert fetch(site.url + "/models/gpt-4o", {"If-None-Match": headers["ETag"]})[0] == 304
        assert fetch(site.url + "/models/gpt-4o", {"If-Modified-Since": headers["Last-Modified"]})[0] == 304
        assert fetch(site.url + "/models/gpt-4o", {"If-None-Match": '"other"'})[0] == 200
        assert parsedate_to_datetime(headers["Last-Modified"]).tzinfo is not None


def test_text_is_packed_for_clients_that_take_it() -> None:
    with serving() as site:
        plain = fetch(site.url + "/models/gpt-4o")[2]
        _, headers, packed = fetch(site.url + "/models/gpt-4o", {"Accept-Encoding": "gzip"})
        assert headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed) == plain


def test_sitemaps_name_the_running_server() -> None:
    with serving() as site:
        assert f"Sitemap: {site.url}/sitemap.xml" in fetch(site.url + "/robots.txt")[2].decode()
        assert f"{site.url}/sitemaps/models.xml.gz" in fetch(site.url + "/sitemap.xml")[2].decode()
        body = gzip.decompress(fetch(site.url + "/sitemaps/models.xml.gz")[2]).decode()
        assert f"<loc>{site.url}/models/gpt-4o</loc>" in body
        assert "site.invalid" not in body


def test_a_test_may_set_an_answer_of_its_own(tmp_path: Path) -> None:
    with serving(tmp_path) as site:
        site.answers["/models/x?a=1"] = (503, {"Retry-After": "1"}, b"busy")
        status, headers, body = fetch(site.url + "/models/x?a=1")
        assert (status, headers["Retry-After"], body) == (503, "1", b"busy")


def fetch(url: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
    try:
        with urlopen(Request(url, headers=headers or {}), timeout=10) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()
