"""What a page's address says: slug, language and id of the model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from scraper.extraction import NotAProfile

DEFAULT_SITE = "https://apxml.com"
DEFAULT_LOCALE = "en"
LOCALE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?")
_PROFILE = re.compile(r"(?:^|/)models/([^/?#\s]+)/?(?:[?#]|$)")
_UNSAFE = re.compile(r"[^\w.~+@()-]+")


@dataclass(frozen=True, slots=True)
class Address:
    """A profile page's address. `id`: the path under /models/, behind the locale where it is not English."""

    url: str
    slug: str
    locale: str

    @property
    def id(self) -> str:
        """ "claude-haiku-45"; "zh/claude-haiku-45" for another locale."""
        return self.slug if self.locale == DEFAULT_LOCALE else f"{self.locale}/{self.slug}"


def address_of(url: str) -> Address:
    """The address, without query and fragment. A file's slug is its name without the ending. Raises `NotAProfile`."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise NotAProfile("not_a_profile", f"{url[:200]!r} is not an address: {error}") from error
    folders = [unquote(part) for part in parts.path.split("/") if part]
    last = folders[-1] if folders else ""
    if parts.scheme == "file":
        last = last.rsplit(".", 1)[0]
    slug = _UNSAFE.sub("-", last).strip("-")[:200] or "page"
    locale = DEFAULT_LOCALE
    if "models" in folders[:-1] and (at := folders.index("models")) and LOCALE.fullmatch(folders[at - 1]):
        locale = folders[at - 1]
    return Address(parts._replace(query="", fragment="").geturl(), slug, locale)


def leads_away(address: Address, link: str) -> bool:
    """Whether a link's address, relative or whole, is another model's profile."""
    return "models/" in link and any(slug != address.slug for slug in _PROFILE.findall(link))


def profile_slug(link: str) -> str:
    """The slug of the profile that a link leads to; "" where it leads to none."""
    found = _PROFILE.search(link)
    return found[1] if found else ""
