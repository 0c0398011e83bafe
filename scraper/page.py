"""What spiders yield: a page that was read, or one that was turned away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from scraper.extraction import Extraction
from scraper.snapshot import Snapshot

if TYPE_CHECKING:
    from scraper.audit import Anomaly


@dataclass(frozen=True, slots=True)
class Position:
    """Where a snapshot stands in the archive. `file`: name inside the archive folder; `offset`: bytes."""

    file: str
    offset: int


@dataclass(slots=True)
class Page:
    """A profile page and what was read from it.

    `position`: None where the page was not archived. `cause`: why values may differ from the stored ones:
    "site" for a fresh fetch, "extractor" for an archived page read again by newer rules.
    """

    snapshot: Snapshot
    position: Position | None
    extraction: Extraction
    anomalies: tuple[Anomaly, ...] = ()
    cause: Literal["site", "extractor"] = "site"


@dataclass(frozen=True, slots=True)
class Reject:
    """A page that is not stored. `reason`: a word for counting; `detail`: a sentence for a person."""

    url: str
    reason: str
    detail: str
    snapshot: Snapshot | None = None
    position: Position | None = None
