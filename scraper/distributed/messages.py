"""What workers tell the writing process, as JSON, checked on arrival.

JSON and not pickle: a message may come from another machine, and reading it must not be able to run anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter
from pydantic_core import to_json

from schemas.profile import ModelProfile
from scraper.audit import Anomaly
from scraper.extraction import Extraction, Finding, Kind, Reading
from scraper.page import Page, Position, Reject
from scraper.site.discovery import Link
from scraper.snapshot import FoundBy, Snapshot

LARGEST = 32 * 1024 * 1024
"""Bytes of a message; a page of the largest size that is fetched stays far below."""


def _bare(name: str) -> str:
    if not name or "/" in name or "\\" in name or name.startswith(".") or "\0" in name:
        raise ValueError("an archive file is named without a folder")
    return name


Url = Annotated[str, Field(min_length=1, max_length=4000, pattern="^https?://")]
FileName = Annotated[str, Field(max_length=255), AfterValidator(_bare)]
Size = Annotated[int, Field(ge=0, lt=1 << 62)]


class Message(BaseModel):
    """Unknown keys are an error. `kind` tells the messages apart; `at`: when it happened."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LinkFact(Message):
    url: Url
    host: str
    found_by: FoundBy
    lastmod: str | None = None

    def link(self) -> Link:
        return Link(self.url, self.found_by, self.lastmod)


class Links(Message):
    """Pages that were found."""

    kind: Literal["links"]
    links: list[LinkFact]


class SnapshotFacts(Message):
    """A snapshot without its body, which stays in the worker's archive."""

    url: Url
    fetched_at: AwareDatetime
    status: int
    media_type: str
    etag: str | None
    last_modified: str | None
    found_by: FoundBy | None
    digest: Annotated[str, Field(pattern=r"^[a-z0-9]+:[0-9a-f]+$")]
    size: Size

    @classmethod
    def of(cls, snapshot: Snapshot) -> dict[str, Any]:
        return {name: getattr(snapshot, name) for name in cls.model_fields}

    def snapshot(self) -> Snapshot:
        return Snapshot(body=b"", **{name: getattr(self, name) for name in type(self).model_fields})


class PageRead(Message):
    """A page that was read, with all that is stored of it."""

    kind: Literal["page"]
    snapshot: SnapshotFacts
    position: tuple[FileName, Size] | None
    record: ModelProfile
    readings: list[tuple[int, str | None, str, str, str | None]]
    findings: list[tuple[Kind, str | None, str]]
    roles: dict[str, int]
    anomalies: list[tuple[str, str]]

    @property
    def url(self) -> str:
        return self.snapshot.url

    @property
    def at(self) -> datetime:
        return self.snapshot.fetched_at

    def page(self) -> Page:
        extraction = Extraction(
            self.record,
            tuple(Reading(*each) for each in self.readings),
            tuple(Finding(*each) for each in self.findings),
            self.roles,
        )
        place = None if self.position is None else Position(*self.position)
        anomalies = tuple(Anomaly(*each) for each in self.anomalies)
        return Page(self.snapshot.snapshot(), place, extraction, anomalies)


class Refused(Message):
    """A page that was turned away."""

    kind: Literal["reject"]
    url: Url
    at: AwareDatetime
    reason: str
    detail: str
    snapshot: SnapshotFacts | None
    position: tuple[FileName, Size] | None

    def reject(self) -> Reject:
        snapshot = None if self.snapshot is None else self.snapshot.snapshot()
        place = None if self.position is None else Position(*self.position)
        return Reject(self.url, self.reason, self.detail, snapshot, place)


class Fate(Message):
    """What became of a page without a body. `status`: HTTP; `detail`: an address (moved) or a sentence (failed)."""

    kind: Literal["seen", "gone", "moved", "forbidden", "failed"]
    url: Url
    at: AwareDatetime
    status: int = 0
    detail: str = ""


class Lost(Message):
    """A page that several workers took and none brought back."""

    kind: Literal["lost"]
    url: Url
    times: int


Told = Annotated[Links | PageRead | Refused | Fate | Lost, Field(discriminator="kind")]
_TOLD: TypeAdapter[Links | PageRead | Refused | Fate | Lost] = TypeAdapter(Told)


def read(data: bytes) -> Links | PageRead | Refused | Fate | Lost:
    """A message as it came. Raises ValueError for one that is none."""
    if len(data) > LARGEST:
        raise ValueError(f"a message of {len(data)} bytes: {LARGEST} are allowed")
    return _TOLD.validate_json(data)


def page_message(page: Page) -> bytes:
    """Raises ValueError where a text is no Unicode."""
    found = page.extraction
    return to_json(
        {
            "kind": "page",
            "snapshot": SnapshotFacts.of(page.snapshot),
            "position": _place(page.position),
            "record": found.record,
            "readings": [(r.position, r.section, r.label, r.raw, r.field) for r in found.readings],
            "findings": [(f.kind, f.label, f.text) for f in found.findings],
            "roles": found.roles,
            "anomalies": [(a.rule, a.detail) for a in page.anomalies],
        }
    )


def reject_message(reject: Reject, at: datetime) -> bytes:
    """Raises ValueError where a text is no Unicode."""
    snapshot = None if reject.snapshot is None else SnapshotFacts.of(reject.snapshot)
    facts = {"kind": "reject", "url": reject.url, "at": at, "reason": reject.reason, "detail": reject.detail}
    return to_json(facts | {"snapshot": snapshot, "position": _place(reject.position)})


def fate_message(kind: str, url: str, at: datetime, status: int = 0, detail: str = "") -> bytes:
    """`kind`: one of Fate's."""
    detail = detail.encode("utf-8", "replace").decode()
    return to_json({"kind": kind, "url": url, "at": at, "status": status, "detail": detail})


def link_message(link: Link) -> bytes:
    """A link as it waits in the queue; `host` is whose turn it waits for."""
    host = urlsplit(link.url).hostname or ""
    return to_json({"url": link.url, "host": host, "found_by": link.found_by, "lastmod": link.lastmod})


def read_link(data: bytes) -> Link:
    """Raises ValueError."""
    return LinkFact.model_validate_json(data).link()


def flat(links: Iterable[Link]) -> list[str | bytes]:
    """address, link, address, link, ...: as the scripts take them."""
    return [part for link in links for part in (link.url, link_message(link))]


def _place(position: Position | None) -> tuple[str, int] | None:
    return None if position is None else (position.file, position.offset)
