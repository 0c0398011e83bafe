"""Which archived pages are read again: of one site, newest copy only or all, each page once. Headers only."""

from __future__ import annotations

import glob
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from scraper.address import LOCALE
from scraper.archive import ArchiveError, heads
from scraper.archive.reader import Head
from scraper.site.discovery import Site
from scraper.site.web_address import parts_of

_LOCALE_PATH = re.compile(rf"/({LOCALE.pattern})/models/")


@dataclass(frozen=True, slots=True)
class Place:
    """One archived page. `file`: index into the paths; `url`: the page's canonical address."""

    file: int
    offset: int
    url: str
    fetched_at: datetime
    is_text: bool


@dataclass(slots=True)
class Choice:
    """The pages to read, in order, and what was passed over.

    `skipped`: records per reason (no_address, other_site, no_profile, status, older, double); `hosts`: other sites met.
    """

    places: list[Place] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    hosts: Counter[str] = field(default_factory=Counter)
    troubles: list[ArchiveError] = field(default_factory=list)


def files_of(patterns: str) -> list[Path]:
    """Files for a pattern, or several with commas between; each once, in the order of their names."""
    given = [os.path.expanduser(each.strip()) for each in patterns.split(",") if each.strip()]  # noqa: PTH111 - an unknown "~user" stays, and matches nothing
    found = {path for each in given for path in glob.glob(each, recursive=True)}  # noqa: PTH207 - Path.glob takes no absolute pattern
    return sorted(path for path in map(Path, found) if path.is_file())


def choose(paths: list[Path], site: Site, any_locale: bool, history: bool) -> Choice:
    """The pages of `site` in the files: the newest of each, in archive order, or with `history` all, oldest first.

    `any_locale`: not only the site's own language. A text made of a page (WET) counts only where the page is not there.
    """
    choice = Choice()
    best: dict[object, Place] = {}
    for number, path in enumerate(paths):
        for head in heads(path, choice.troubles.append):
            place = _place(head, number, site, any_locale, choice)
            if place is not None:
                _keep_best(best, place, history, choice.skipped)
    choice.places = sorted(best.values(), key=_by_time if history else _by_position)
    return choice


def chunks(places: Iterable[Place], size: int) -> Iterator[list[Place]]:
    """`places` in lists of at most `size`."""
    source = iter(places)
    while chunk := list(islice(source, size)):
        yield chunk


def _place(head: Head, number: int, site: Site, any_locale: bool, choice: Choice) -> Place | None:
    try:
        parts = parts_of(head.url)
    except ValueError:
        choice.skipped["no_address"] += 1
        return None
    if not site.same_host(head.url):
        choice.skipped["other_site"] += 1
        if len(choice.hosts) < 1000:
            choice.hosts[f"{parts.scheme}://{parts.netloc}"[:200]] += 1
        return None
    if any_locale and (path := _LOCALE_PATH.match(parts.path)):
        site = Site(site.root, path[1])
    url = site.profile_of(head.url, head.url)
    if url is None or head.status != 200:
        choice.skipped["no_profile" if url is None else "status"] += 1
        return None
    return Place(number, head.position.offset, url, head.fetched_at, head.is_text)


def _keep_best(best: dict[object, Place], place: Place, history: bool, skipped: Counter[str]) -> None:
    key: object = (place.url, place.fetched_at) if history else place.url
    other = best.get(key)
    if other is None or _worth(place) > _worth(other):
        best[key] = place
    if other is not None:
        skipped["double" if other.fetched_at == place.fetched_at else "older"] += 1


def _worth(place: Place) -> tuple[datetime, bool]:
    return place.fetched_at, not place.is_text


def _by_time(place: Place) -> tuple[datetime, int, int]:
    return place.fetched_at, place.file, place.offset


def _by_position(place: Place) -> tuple[int, int]:
    return place.file, place.offset
