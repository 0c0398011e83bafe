"""Where profile pages are: canonical addresses, sitemaps, directory pages, links. Pure functions, no I/O."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urljoin, urlsplit

from lxml import etree, html

from scraper.address import DEFAULT_LOCALE, LOCALE
from scraper.extraction import NotAProfile
from scraper.inflating import begins_as, inflated
from scraper.layout.attributes import check_elements
from scraper.site.web_address import parts_of
from scraper.snapshot import FoundBy

_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~+@()-]{0,199}")
_HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?|\[[0-9a-fA-F:.]+\](:[0-9]{1,5})?")
# A link to a profile, found from its middle: the literal "models/" is rare, so most of a page is passed over at the
# speed of a search for bytes. What stands before it must be the beginning of an href.
_MIDDLE = re.compile(rb"""models/[^"'<>\s]+""")
_BEGINNING = re.compile(rb"""href\s*=\s*["']?([^"'<>\s]*)\Z""", re.IGNORECASE)
_LONGEST_BEGINNING = 300
_PAGE_KEYS = {"page", "p", "pg", "offset", "start", "seite", "cursor", "after"}
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Link:
    """A profile page somebody pointed at. `lastmod`: ISO 8601."""

    url: str
    found_by: FoundBy
    lastmod: str | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A parsed sitemap: addresses with their last change (None where not given), and further sitemaps."""

    pages: tuple[tuple[str, str | None], ...]
    sitemaps: tuple[str, ...]


def _origin(parts: SplitResult) -> tuple[str, str]:
    """(scheme, host) in lower case, without the scheme's own port. Raises ValueError on a bad port."""
    scheme = parts.scheme.lower()
    host = (parts.hostname or "").rstrip(".")
    host = f"[{host}]" if ":" in host else host
    port = parts.port
    return scheme, host if port in (None, _PORTS.get(scheme)) else f"{host}:{port}"


@dataclass(frozen=True, slots=True)
class Site:
    """One site in one language: what belongs to it, and how its pages are called.

    `root`: scheme and host, no path ("https://apxml.com"). `locale`: "en" has no path of its own, "zh" stands under
    /zh/.
    """

    root: str
    locale: str = DEFAULT_LOCALE

    @classmethod
    def of(cls, address: str, locale: str = DEFAULT_LOCALE) -> Site:
        """The site at `address`. Raises ValueError with a sentence for a person."""
        try:
            parts = parts_of(address)
        except ValueError as error:
            raise ValueError(f"site={address!r} is not an address like https://apxml.com: {error}") from None
        if not _HOST.fullmatch(parts.netloc):
            raise ValueError(f"site={address!r} is not an address like https://apxml.com")
        if parts.path not in ("", "/") or parts.query or parts.fragment:
            raise ValueError(
                f"site={address!r} has a path: give scheme and host only, like https://apxml.com"
            )
        if not LOCALE.fullmatch(locale):
            raise ValueError(f"locale={locale!r} is not a language code like en or zh")
        scheme, host = _origin(parts)
        return cls(f"{scheme}://{host}", locale)

    @property
    def host(self) -> str:
        """Host name without the port."""
        return urlsplit(self.root).hostname or ""

    def at(self, root: str) -> Site:
        """The same language at another root (http may lead to https)."""
        return replace(self, root=root)

    @property
    def directory(self) -> str:
        """Address of the first directory page."""
        return self.root + self.directory_path

    @property
    def directory_path(self) -> str:
        return "/models" if self.locale == DEFAULT_LOCALE else f"/{self.locale}/models"

    def profile(self, slug: str) -> str:
        """Canonical address of the profile `slug`. Raises ValueError where this cannot be one."""
        if not _SLUG.fullmatch(slug):
            raise ValueError(f"{slug!r} is not a slug like claude-haiku-45")
        return f"{self.directory}/{slug}"

    def same_host(self, url: str) -> bool:
        """Whether `url` is on this very host and port, over http or https."""
        try:
            scheme, host = _origin(urlsplit(url))
        except ValueError:
            return False
        own = urlsplit(self.root)
        return scheme in _PORTS and host == own.netloc

    def profile_of(self, href: str, base: str) -> str | None:
        """Canonical address of the profile page that `href` on page `base` leads to; None where it is no such page.

        A profile is /models/<slug> (or /<locale>/models/<slug>) on this host: no deeper path, no query.
        """
        # The common cases without taking the address apart: a sitemap may hold 50,000, a page dozens.
        below = href.startswith("/") and base.startswith(self.root + "/")
        address = self.root + href if below else href
        if address.startswith(self.directory + "/"):
            slug = address[len(self.directory) + 1 :]
            if _SLUG.fullmatch(slug) and not slug.isdigit():
                return address
        if "models/" not in href or len(href) > 2000:
            return None
        try:
            parts = urlsplit(urljoin(base, href.strip()))
            if parts.query or not self.same_host(parts.geturl()):
                return None
        except ValueError:
            return None
        folder, _, slug = unquote(parts.path).rstrip("/").rpartition("/")
        if folder != self.directory_path or not _SLUG.fullmatch(slug) or slug.isdigit():
            return None
        return f"{self.root}{folder}/{slug}"

    def page_links(self, body: bytes, base: str) -> Iterator[str]:
        """Canonical addresses of all profiles that a page links to, each once.

        A scan of the bytes, not a parse: this runs on every page, and a second parse would double its cost.
        """
        seen: set[bytes] = set()
        found: set[str] = set()
        for middle in _MIDDLE.finditer(body):
            start = middle.start()
            beginning = _BEGINNING.search(body, max(0, start - _LONGEST_BEGINNING), start)
            href = beginning[1] + middle[0] if beginning else b""
            if href and href not in seen:
                seen.add(href)
                url = self.profile_of(unescape(href.decode("ascii", "ignore")), base)
                if url is not None and url not in found:
                    found.add(url)
                    yield url

    def directory_pages(self, body: bytes, base: str) -> Iterator[str]:
        """Addresses of further pages of the directory that a directory page links to, each once."""
        tree = _html(body)
        if tree is None:
            return
        seen = {base}
        for node in tree.iter("a", "link"):
            target = self._directory_page(node, base)
            if target is not None and target not in seen:
                seen.add(target)
                yield target

    def _directory_page(self, node: html.HtmlElement, base: str) -> str | None:
        href = node.get("href") or ""
        try:
            parts = urlsplit(urljoin(base, href.strip()))
            url = parts._replace(fragment="").geturl()
            if len(url) > 2000 or not self.same_host(url) or self.profile_of(url, base):
                return None
        except ValueError:
            return None
        path = parts.path.rstrip("/")
        if path != self.directory_path and not path.startswith(self.directory_path + "/"):
            return None
        says_next = "next" in (node.get("rel") or "").lower().split()
        numbered = (node.text_content() or "").strip().isdigit()
        keyed = any(key.lower() in _PAGE_KEYS for key, _ in parse_qsl(parts.query))
        if not (says_next or numbered or keyed) or (path == self.directory_path and not parts.query):
            return None
        return self.root + quote(unquote(path), safe="/~+@()") + (f"?{parts.query}" if parts.query else "")


def _html(body: bytes) -> html.HtmlElement | None:
    try:
        check_elements(body)
        return html.document_fromstring(body) if body.strip() else None
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, NotAProfile):
        return None


def unpacked(body: bytes, limit: int) -> bytes:
    """`body`, gunzipped where it is gzip (".xml.gz" files come as such). Raises ValueError: broken, or over `limit`."""
    if not begins_as(body, "gzip"):
        return body
    out = inflated(body, "gzip", limit + 1)
    if len(out) > limit:
        raise ValueError(f"more than {limit} bytes after decompression")
    return out


def sitemap(body: bytes, limit: int) -> Sitemap:
    """A sitemap file as sent: XML (urlset or index), gzip, or plain text with an address a line.

    `limit`: bytes allowed after decompression. Raises ValueError: not a sitemap.
    """
    body = unpacked(body, limit).strip()
    if not body.startswith(b"<") and not body.startswith(b"\xef\xbb\xbf<"):
        lines = [line.strip() for line in body.decode("utf-8-sig", "replace").splitlines()]
        pages = tuple((line, None) for line in lines if line.startswith(("http://", "https://")))
        if not pages:
            raise ValueError("not a sitemap: neither XML nor a list of addresses")
        return Sitemap(pages, ())
    # Entities stay closed: a sitemap of a few hundred bytes could otherwise fill the memory.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, huge_tree=False, dtd_validation=False
    )
    root = etree.fromstring(body, parser)
    if root is None or etree.QName(root).localname not in ("urlset", "sitemapindex"):
        raise ValueError("not a sitemap: no <urlset> or <sitemapindex>")
    entries = tuple(_entries(root))
    if etree.QName(root).localname == "sitemapindex":
        return Sitemap((), tuple(url for url, _ in entries))
    return Sitemap(entries, ())


def _entries(root: etree._Element) -> Iterator[tuple[str, str | None]]:
    for entry in root:
        if not isinstance(entry.tag, str):
            continue
        fields = {
            part.tag.rpartition("}")[2]: (part.text or "").strip()
            for part in entry
            if isinstance(part.tag, str)
        }
        if fields.get("loc"):
            yield fields["loc"], fields.get("lastmod") or None
