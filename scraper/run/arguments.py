"""Arguments of the spiders, as `scrapy crawl` takes them with -a, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from scraper.address import DEFAULT_LOCALE, DEFAULT_SITE
from scraper.run.options import CannotStart, flag
from scraper.site.discovery import Site

MODELS_ARGUMENTS = {
    "site": "scheme and host, like https://apxml.com; several with commas between",
    "slugs": "only these models, like a,b",
    "locale": "language of the pages, like en or zh",
    "limit": "at most so many pages",
    "full": "1: fetch every page whole, changed or not",
}
ARCHIVE_ARGUMENTS = {
    "paths": "WARC or WET files, like 'output/archive/*.warc.gz'; several with commas between",
    "all": "1: every copy of a page, oldest first, instead of the newest only",
    "jobs": "read in so many processes",
    "site": "only pages of this site, like https://apxml.com",
    "locale": "only pages in this language, like en or zh",
}
MOST_JOBS = 64


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
        _check_names(given, MODELS_ARGUMENTS, "models")
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
        return cls(sites, slugs, _limit(given.get("limit")), _flag(given, "full"))


@dataclass(frozen=True, slots=True)
class ArchiveArguments:
    """`patterns`: of files, with commas between. `site`: whose pages; `any_locale`: not only in the site's language.

    `history`: every copy of a page. `jobs`: processes, 1 to MOST_JOBS.
    """

    patterns: str
    site: Site
    any_locale: bool
    history: bool
    jobs: int

    @classmethod
    def of(cls, given: Mapping[str, str]) -> ArchiveArguments:
        """Raises CannotStart, which names what is allowed. Looks for no file."""
        _check_names(given, ARCHIVE_ARGUMENTS, "archive")
        patterns = given.get("paths", "")
        if not patterns.strip():
            raise CannotStart("name the files to read: -a paths='output/archive/*.warc.gz'")
        try:
            site = Site.of(given.get("site", DEFAULT_SITE), given.get("locale", DEFAULT_LOCALE))
        except ValueError as error:
            raise CannotStart(f"spider argument {error}") from None
        return cls(patterns, site, "locale" not in given, _flag(given, "all"), _jobs(given.get("jobs", "1")))


def _check_names(given: Mapping[str, str], allowed: Mapping[str, str], spider: str) -> None:
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


def _jobs(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_JOBS:
        raise CannotStart(f"spider argument jobs={text!r}: give a number of processes, 1 to {MOST_JOBS}")
    return int(text)


def _flag(given: Mapping[str, str], name: str) -> bool:
    return flag(f"spider argument {name}", given.get(name, "0"))
