"""One fetched page, wherever it came from: the only thing that extraction ever sees."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

FoundBy = Literal["sitemap", "directory", "link", "given", "known"]
"""What led to a page. "given": a person named it. "known": nothing did, but it is stored."""


def utc_text(moment: datetime) -> str:
    """`moment` as stored everywhere: UTC, ISO 8601, whole seconds ("2025-11-22T17:00:00Z")."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def digest_of(body: bytes) -> str:
    """Digest of a body in WARC's form: algorithm, colon, value ("sha256:9f86d0...", lower-case hex)."""
    return "sha256:" + hashlib.sha256(body).hexdigest()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One response as received, content encodings undone.

    `url`: the page's own address: in a crawl the canonical one, whichever redirects of slash or scheme the answer
    came by; in an archive the target URI of its record. `media_type`: the Content-Type header as sent ("" where there
    was none). `found_by`: None where an archive does not say it.
    `digest`, `size` (bytes): of the whole body, also where the body itself was left behind.
    """

    url: str
    fetched_at: datetime
    status: int
    media_type: str
    body: bytes
    etag: str | None = None
    last_modified: str | None = None
    found_by: FoundBy | None = None
    digest: str = field(default="")
    size: int = -1

    def __post_init__(self) -> None:
        if not self.digest:
            object.__setattr__(self, "digest", digest_of(self.body))
        if self.size < 0:
            object.__setattr__(self, "size", len(self.body))
