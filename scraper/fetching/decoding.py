"""Content-Encoding undone, strictly: a body that was cut on its way is an error, not a shorter page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.exceptions import IgnoreRequest
from scrapy.responsetypes import responsetypes

from scraper.fetching.politeness import Politeness
from scraper.inflating import Broken, inflated

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response


class Undecodable(IgnoreRequest):
    """A response whose body cannot be had. `reason`: body cut short | too large | encoding."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.passing = reason == "body cut short"


class Decoding:
    """Downloader middleware. Scrapy's own keeps what a broken gzip stream yields: half a page would be stored."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.limit = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Decoding:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response | Request:
        if "Content-Encoding" not in response.headers:
            return response
        encodings = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1").lower()
        try:
            body = decoded(response.body, encodings, self.limit)
        except Undecodable as error:
            politeness = self.crawler.get_downloader_middleware(Politeness)
            again = politeness.again(request, error.reason) if politeness and error.passing else None
            if again is None:
                raise
            return again
        headers = response.headers.copy()
        del headers["Content-Encoding"]
        kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
        return response.replace(cls=kind, body=body, headers=headers)


def decoded(body: bytes, encodings: str, limit: int) -> bytes:
    """`body` with `encodings` (a Content-Encoding header) undone, last one first. Raises Undecodable."""
    for encoding in reversed([part.strip() for part in encodings.split(",") if part.strip()]):
        if encoding == "identity" or not body:
            continue
        if encoding not in ("gzip", "x-gzip", "deflate"):
            raise Undecodable("encoding", f"the body is sent as {encoding[:40]!r}, which was not asked for")
        body = _unpacked(body, encoding, limit)
    return body


def _unpacked(body: bytes, encoding: str, limit: int) -> bytes:
    try:
        out = inflated(body, encoding, limit + 1)
    except Broken as error:
        raise Undecodable("body cut short", str(error)) from None
    if len(out) > limit:
        raise Undecodable("too large", f"more than {limit} bytes after decompression (from {len(body)})")
    return out
