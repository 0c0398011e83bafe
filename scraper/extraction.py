"""What extraction gives back: plain data, no behaviour. The rooms that make it are behind `scraper.extract`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from schemas.profile import ModelProfile


class Kind(StrEnum):
    """Why a text of the page is reported instead of being read."""

    UNKNOWN_LABEL = "unknown_label"
    REFUSED = "refused"
    CONFLICT = "conflict"
    UNREAD = "unread"
    NAMELESS_ROW = "nameless_row"


@dataclass(frozen=True, slots=True)
class Reading:
    """A label and its raw value as they stand on the page. `field`: the record's field, None for an unknown label."""

    position: int
    section: str | None
    label: str
    raw: str
    field: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that could not be read, kept with the page's own words."""

    kind: Kind
    label: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """One page, read: the record, every label and value, and what stayed unread.

    `roles`: how many text blocks of the main content ended as what (`scraper.layout.block.Role`).
    """

    record: ModelProfile
    readings: tuple[Reading, ...]
    findings: tuple[Finding, ...]
    roles: dict[str, int]


class NotAProfile(Exception):
    """The page cannot be read as a profile. `reason`: a word for counting; `detail`: a sentence for a person.

    Reasons: empty | binary | too_large | too_deep | not_a_profile.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
