"""Arguments of the spiders, as `scrapy crawl` takes them with -a; those of `models`, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from scraper.address import DEFAULT_LOCALE
from scraper.discovery import Site
from scraper.options import CannotStart

DEFAULT_SITE = "https://apxml.com"
ALLOWED = {
    "site": "scheme and host, like https://apxml.com; several with commas between",
    "slugs": "only these models, like a,b",
    "locale": "language of the pages, like en or zh",
    "limit": "at most so many pages",
    "full": "1: fetch every page whole, changed or not",
}
ARCHIVE = {
    "paths": "WARC or WET files, like 'output/archive/*.warc.gz'; several with commas between",
    "all": "1: every copy of a page, oldest first, instead of the newest only",
    "jobs": "read in so many processes",
    "site": "only pages of this site, like https://apxml.com",
    "locale": "only pages in this language, like en or zh",
}


@dataclass(frozen=True, slots=True)
class Arguments:
    """`sites`: at least one. `slugs`: empty for all pages. `limit`: pages at most, None for no limit.

    `full`: no conditional requests.
    """

    sites: tuple[Site, ...]
    slugs: tuple[str, ...]
    limit: int | None
    full: bool

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Arguments:
        """Raises CannotStart, which names what is allowed."""
        check_names(given, ALLOWED, "models")
        try:
            locale = given.get("locale", DEFAULT_LOCALE)
            roots = dict.fromkeys(each.strip() for each in given.get("site", DEFAULT_SITE).split(","))
            sites = tuple(Site.of(root, locale) for root in roots)
            slugs = tuple(dict.fromkeys(s.strip() for s in given.get("slugs", "").split(",") if s.strip()))
            for slug in slugs:
                sites[0].profile(slug)
        except ValueError as error:
            raise CannotStart(f"spider argument {error}") from None
        if "slugs" in given and not slugs:
            raise CannotStart(
                "spider argument slugs= is empty: give slugs like -a slugs=claude-haiku-45,phi-4"
            )
        return cls(sites, slugs, _limit(given.get("limit")), _flag(given.get("full", "0")))


def check_names(given: Mapping[str, str], allowed: Mapping[str, str], spider: str) -> None:
    """Raises CannotStart where an argument is none of `allowed` (name -> one line of help)."""
    for name in given:
        if name not in allowed and name != "_job":  # Scrapyd adds _job to every run
            close = get_close_matches(name, allowed, 1)
            hint = f" (did you mean {close[0]}?)" if close else ""
            raise CannotStart(
                f"spider {spider} has no argument {name!r}{hint}. Allowed are: {listed(allowed)}"
            )


def listed(allowed: Mapping[str, str]) -> str:
    """All arguments in one line of help."""
    return "; ".join(f"{each}: {text}" for each, text in allowed.items())


def _limit(text: str | None) -> int | None:
    if text is None:
        return None
    if not text.isdecimal() or int(text) == 0:
        raise CannotStart(f"spider argument limit={text!r}: give a number of pages, from 1 up")
    return int(text)


def _flag(text: str) -> bool:
    if text.lower() not in ("0", "1", "true", "false", "yes", "no"):
        raise CannotStart(f"spider argument full={text!r}: give 1 or 0")
    return text.lower() in ("1", "true", "yes")
