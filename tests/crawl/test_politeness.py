"""Manners: robots.txt, delays, headers."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from scraper.outgoing import user_agent
from scraper.politeness import retry_after
from scraper.robots import Rules
from tests.crawl.site import Site

SLUGS = ["alpha", "beta", "gamma"]
NOW = datetime(2025, 11, 22, 12, 0, tzinfo=UTC)


def test_who_asks_is_told_with_every_request(site: Site) -> None:
    site.routes(site.plain(SLUGS))
    assert site.crawl("-a", "locale=en", CONTACT="ops@example.org").code == 0
    for entry in site.log():
        headers = entry["headers"]
        assert headers["user-agent"] == "model-profiles/0.1 (+ops@example.org)"
        assert "cookie" not in headers and "referer" not in headers
        assert headers["accept-language"] == "en"


def test_contact_cannot_add_a_header() -> None:
    assert user_agent("a/1", "me\r\nX-Evil: 1") == "a/1 (+me X-Evil: 1)"
    assert user_agent("a/1", "") == "a/1"


@pytest.mark.parametrize("answer", [{"status": 503}, {"status": 500}, {"status": 429}, {"fault": "hang"}])
def test_without_robots_nothing_is_fetched(site: Site, answer: dict[str, object]) -> None:
    site.routes(site.plain(SLUGS) | {"/robots.txt": answer})
    done = site.crawl(DOWNLOAD_TIMEOUT=1)
    assert done.code == 3 and "robots.txt" in done.out, done.text
    assert site.asked("/") == ["/robots.txt"] * 2  # it was waited for, and asked again


def test_robots_that_is_not_there_allows_all(site: Site) -> None:
    site.routes(site.plain(SLUGS) | {"/robots.txt": {"status": 404}})
    assert site.crawl().code == 0
    assert site.models() == SLUGS


def test_robots_that_leads_to_another_host(site: Site) -> None:
    site.routes(
        site.plain(SLUGS)
        | {"/robots.txt": {"status": 301, "headers": {"Location": "https://www.example.org/"}}}
    )
    done = site.crawl()
    assert done.code == 3 and "give -a site=https://www.example.org" in done.out, done.text


def test_crawl_delay(site: Site) -> None:
    site.routes(
        site.plain(SLUGS)
        | {"/robots.txt": {"text": f"User-agent: *\nCrawl-delay: 0.4\nSitemap: {site.root}/sitemap.xml"}}
    )
    assert site.crawl().code == 0
    times = [entry["at"] for entry in site.log()][1:]
    assert min(later - earlier for earlier, later in pairwise(times)) >= 0.38
    site.update({"/robots.txt": {"text": "User-agent: *\nCrawl-delay: 9000"}})
    done = site.crawl()
    assert done.code == 3 and "CRAWL_DELAY_MAX" in done.out, done.text


def test_the_default_is_one_connection_and_a_delay() -> None:
    from scraper import settings

    assert settings.CONCURRENT_REQUESTS == settings.CONCURRENT_REQUESTS_PER_DOMAIN == 1
    assert settings.DOWNLOAD_DELAY >= 1 and settings.AUTOTHROTTLE_ENABLED and settings.ROBOTSTXT_OBEY
    assert settings.DOWNLOAD_VERIFY_CERTIFICATES and not settings.TELNETCONSOLE_ENABLED
    assert not settings.REMOTE_CONTROL_ENABLED and not settings.COOKIES_ENABLED


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (b"120", 120.0),
        (b"Sat, 22 Nov 2025 12:01:30 GMT", 90.0),
        (b"Sat, 22 Nov 2025 11:00:00 GMT", 0.0),
        (b"soon", None),
        (b"", None),
        (None, None),
        (b"-5", None),
        (b"9" * 400, 999_999_999.0),
    ],
)
def test_retry_after(header: bytes | None, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds


def test_rules_are_ours_by_name() -> None:
    text = b"User-agent: *\nDisallow: /\n\nUser-agent: model-profiles\nAllow: /models/\nDisallow: /\nCrawl-delay: 3\n"
    rules = Rules.read("https://x.example", text, "model-profiles")
    assert rules.allowed("https://x.example/models/a") and not rules.allowed("https://x.example/tools")
    assert rules.crawl_delay == 3.0
