"""Saved pages as snapshots: HTML and text files, packed ones, archives, standard input."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from scraper.address import DEFAULT_SITE
from scraper.inflating import Broken, inflated
from scraper.media import kind_of, media_type_of
from scraper.page import Position
from scraper.snapshot import Snapshot

if TYPE_CHECKING:
    from scraper.archive import ArchiveError

LARGEST_FILE = 8 << 20
"""Bytes of a page, before and after unpacking; archives may be of any size."""


class Unreadable(Exception):
    """An input cannot be read: a sentence for a person. `reason`: a word for counting.

    Reasons: missing | unreadable | too_large | cut | usage | fetch | redirect | http_status, and an ArchiveError's.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Input:
    """One page. `source`: the file's name as given; `position`: where in an archive file it stands."""

    source: str
    snapshot: Snapshot
    position: Position | None = None


def pages_of_file(path: Path, url: str | None = None) -> Iterator[Input | Unreadable]:
    """The page in the file at `path`, or all pages where it is an archive (WARC or WET, packed or not).

    `url`: where the page comes from; without it the file's name is taken for the last part of its address.
    Raises Unreadable where nothing of the file can be read; a page of an archive that cannot is given out so.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
            moment = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError as error:
        raise Unreadable(
            "missing" if isinstance(error, FileNotFoundError) else "unreadable", _why(path, error)
        ) from error
    if _is_archive(data):
        if url is not None:
            raise Unreadable(
                "usage", f"{path} is an archive, its records name their own addresses: leave --url out"
            )
        yield from _archived(path)
        return
    yield Input(str(path), _snapshot(data, path.name, url, moment))


def page_of_stream(stream: BinaryIO, url: str | None = None) -> Input:
    """The page on standard input. Raises Unreadable."""
    data = stream.read(LARGEST_FILE + 1)
    if _is_archive(data):
        raise Unreadable("usage", "standard input is an archive: save it to a file and name that file")
    return Input("-", _snapshot(data, "stdin", url, datetime.now(UTC)))


def address_for(name: str) -> str:
    """The address for a file called `name`: its stem is the slug ("phi-4.html" -> DEFAULT_SITE/models/phi-4)."""
    stem = name.lower().removesuffix(".gz")
    stem = re.sub(r"\.[a-z0-9]{1,5}$", "", stem)
    slug = re.sub(r"[^a-z0-9._-]+", "-", stem).strip("-._") or "page"
    return f"{DEFAULT_SITE}/models/{slug}"


def _is_archive(data: bytes) -> bool:
    kind = kind_of(data)
    return kind == "warc" or (kind == "gzip" and kind_of(_beginning(data)) == "warc")


def _beginning(packed: bytes) -> bytes:
    try:
        return inflated(packed, "gzip", 64)
    except Broken:
        return b""  # whoever reads on says what is wrong


def _snapshot(data: bytes, name: str, url: str | None, moment: datetime) -> Snapshot:
    if kind_of(data) == "gzip" and len(data) <= LARGEST_FILE:
        data, name = _unpacked(data, name), name.removesuffix(".gz")
    if len(data) > LARGEST_FILE:
        raise Unreadable("too_large", f"more than {LARGEST_FILE >> 20} MB: this is no profile page")
    return Snapshot(
        url=url or address_for(name),
        fetched_at=moment,
        status=200,
        media_type=media_type_of(kind_of(data, name)),
        body=data,
        found_by="given",
    )


def _unpacked(data: bytes, name: str) -> bytes:
    try:
        return inflated(data, "gzip", LARGEST_FILE + 1)
    except Broken as error:
        raise Unreadable("cut", f"{name} is cut or damaged ({error}): copy or pack it again") from None


def _archived(path: Path) -> Iterator[Input | Unreadable]:
    from scraper.archive import snapshots  # noqa: PLC0415

    told: list[ArchiveError] = []
    for position, snapshot in snapshots([path], told.append):
        yield from _taken(told)
        yield Input(str(path), snapshot, position)
    yield from _taken(told)


def _taken(told: list[ArchiveError]) -> Iterator[Unreadable]:
    for error in told:
        yield Unreadable(error.reason, str(error))
    told.clear()


def _why(path: Path, error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return f"there is no file {path}: check the name; an address starts with https://"
        case IsADirectoryError():
            return f"{path} is a folder: name the files in it, like {path}/*.html"
        case PermissionError():
            return f"{path} may not be read: change its permissions or run this as its owner"
    return f"{path} cannot be read: {error.strerror or error}"
