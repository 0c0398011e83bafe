"""One fetched page, wherever it came from: the only thing that extraction ever sees."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime


def utc_text(moment: datetime) -> str:
    """`moment` as stored everywhere: UTC, ISO 8601, whole seconds ("2025-11-22T17:00:00Z")."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def digest_of(body: bytes) -> str:
    """Digest of a body in WARC's form: algorithm, colon, value ("sha256:9f86d0...", lower-case hex)."""
    return "sha256:" + hashlib.sha256(body).hexdigest()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One response as received, content encodings undone.

    `url`: the target URI after redirects. `media_type`: the Content-Type header as sent ("" where there was none).
    `found_by`: how a crawl came to the page (sitemap | directory | link | given | archive).
    `digest`, `size` (bytes): of the whole body, also where the body itself was left behind.
    """

    url: str
    fetched_at: datetime
    status: int
    media_type: str
    body: bytes
    etag: str | None = None
    last_modified: str | None = None
    found_by: str | None = None
    digest: str = field(default="")
    size: int = -1

    def __post_init__(self) -> None:
        if not self.digest:
            object.__setattr__(self, "digest", digest_of(self.body))
        if self.size < 0:
            object.__setattr__(self, "size", len(self.body))
