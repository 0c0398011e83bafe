"""Manners: robots.txt, delays, headers."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from scraper.fetching.outgoing import user_agent
from scraper.fetching.politeness import retry_after
from scraper.fetching.robots import Rules
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


@pytest.mark.parametrize("location", ["http://[::1", ""])
def test_robots_that_leads_nowhere(site: Site, location: str) -> None:
    site.routes(site.plain(SLUGS) | {"/robots.txt": {"status": 301, "headers": {"Location": location}}})
    done = site.crawl()
    assert done.code == 3 and "robots.txt redirects more than 5 times" in done.out, done.text
    assert set(site.asked("/")) == {"/robots.txt"}


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
        (b"\xb2", None),
        (b"Sat, 22 Nov " + b"9" * 30 + b" 12:01:30 GMT", None),
    ],
)
def test_retry_after(header: bytes | None, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds


def test_rules_are_ours_by_name() -> None:
    text = b"User-agent: *\nDisallow: /\n\nUser-agent: model-profiles\nAllow: /models/\nDisallow: /\nCrawl-delay: 3\n"
    rules = Rules.read("https://x.example", text, "model-profiles")
    assert rules.allowed("https://x.example/models/a") and not rules.allowed("https://x.example/tools")
    assert rules.crawl_delay == 3.0


@pytest.mark.parametrize("wish", [b"nan", b"inf", b"soon"])
def test_a_crawl_delay_that_is_no_number_is_no_wish(wish: bytes) -> None:
    text = b"User-agent: *\nCrawl-delay: " + wish
    assert Rules.read("https://x.example", text, "model-profiles").crawl_delay is None


def test_a_certificate_that_nobody_signed_is_not_accepted(site: Site) -> None:
    """The server's own key, made here: whoever crawls over https is not fooled by it."""
    secured = self_signed(site)
    site.routes(site.plain(SLUGS))
    done = site.crawl("-a", f"site=https://127.0.0.1:{secured.port}", BACKOFF_START=0)
    secured.close()
    assert done.code == 3 and "robots.txt could not be fetched" in done.out, done.text
    assert "certificate" in done.out.lower(), done.out


class Secured:
    """A TLS server that answers nothing: the handshake is what is tried."""

    def __init__(self, certificate: Path) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.thread = threading.Thread(target=self.serve, args=(context,), daemon=True)
        self.thread.start()

    def serve(self, context: ssl.SSLContext) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return  # closed: the test is over
            with connection, suppress(OSError):
                context.wrap_socket(connection, server_side=True).recv(1000)

    def close(self) -> None:
        self.socket.close()


def self_signed(site: Site) -> Secured:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    now = datetime.now(UTC)
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    certificate = builder.add_extension(address, critical=False).sign(key, hashes.SHA256())
    path = site.folder / "server.pem"
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    pem = key.private_bytes(serialization.Encoding.PEM, form, plain)
    path.write_bytes(pem + certificate.public_bytes(serialization.Encoding.PEM))
    return Secured(path)
