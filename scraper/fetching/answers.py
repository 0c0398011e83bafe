"""What came back from a site, in the program's own shapes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)

from scraper.fetching.decoding import Undecodable
from scraper.site.discovery import Link
from scraper.snapshot import Snapshot

if TYPE_CHECKING:
    from scrapy.http import Response

CAUSES: dict[type[BaseException], str] = {
    DownloadTimeoutError: "timeout",
    DownloadConnectionRefusedError: "connection refused",
    CannotResolveHostError: "host not found",
    ResponseDataLossError: "body cut short",
    DownloadFailedError: "connection lost",
    DownloadCancelledError: "too large",
}
REDIRECTS = frozenset((301, 302, 303, 307, 308))
"""Statuses that send to another address."""
HOPS = 5
"""Redirects that are followed for one address, whatever is asked for there."""


def snapshot_of(response: Response, link: Link, moment: datetime) -> Snapshot:
    """`response` as the one shape that the rest of the program knows. `moment`: when it came."""
    headers = response.headers
    return Snapshot(
        url=link.url,
        fetched_at=moment,
        status=response.status,
        media_type=_text(headers.get("Content-Type")) or "",
        body=response.body,
        etag=_text(headers.get("ETag")),
        last_modified=_text(headers.get("Last-Modified")),
        found_by=link.found_by,
    )


def target_of(response: Response) -> str:
    """Where a redirect leads, as an absolute address ("" where it does not say, or says no address)."""
    location = response.headers.get("Location")
    try:
        return urljoin(response.url, location.decode("latin-1")) if location else ""
    except ValueError:
        return ""


def cause_of(error: BaseException | None) -> str:
    """Why a request failed, in one line."""
    text = " ".join(str(error).split())[:300]
    if isinstance(error, Undecodable):
        return f"{error.reason}: {text}"
    word = next((word for kind, word in CAUSES.items() if isinstance(error, kind)), type(error).__name__)
    return f"{word}: {text}" if text else word


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode("latin-1")[:1000]
