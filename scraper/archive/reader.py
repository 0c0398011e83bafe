"""Reading archive files: our own, and those of Common Crawl (WARC responses, WET conversions).

A file is read record by record with a bound on every body, so a hostile or broken one costs no memory.
What cannot be read is an `ArchiveError` that says where; everything before it has been given out.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, get_args

from fastwarc.warc import ArchiveIterator, WarcRecord, conversion, response

from scraper.archive.payload import decoded
from scraper.archive.record import FOUND_BY, LARGEST_BODY, ArchiveError
from scraper.inflating import Broken
from scraper.page import Position
from scraper.snapshot import FoundBy, Snapshot

log = logging.getLogger(__name__)

GZIP_MAGIC = b"\x1f\x8b\x08"
_WAYS: dict[str, FoundBy] = {way: way for way in get_args(FoundBy)}

Report = Callable[[ArchiveError], None]


@dataclass(frozen=True, slots=True)
class Head:
    """What a record's headers say about an archived page, without its body.

    `is_text`: a text that was made of the page, not the page as it was sent.
    """

    position: Position
    url: str
    fetched_at: datetime
    status: int
    is_text: bool


def read(folder: Path, position: Position) -> Snapshot:
    """The archived page at `position` in `folder`, checked against the digest in its record.

    Raises ArchiveError where the file is missing or outside the folder, no page stands at the offset,
    the record is cut or damaged, or the body differs from its digest.
    """
    path = _inside(folder, position.file)
    with _opened(path) as stream:
        return read_at(stream, path, position.offset)


def read_at(stream: BinaryIO, path: Path, offset: int) -> Snapshot:
    """Like `read`, from the open `stream` of the file at `path`, for reading many pages of one file."""
    try:
        stream.seek(offset)
        record = next(iter(ArchiveIterator(stream, parse_http=False)), None)
    except (OSError, ValueError) as error:
        raise _no_page(path, offset, str(error)) from error
    if record is None or not _is_page(record):
        raise _no_page(path, offset, "no such record")
    if "Content-Length" not in record.headers:
        raise _cut(path, offset)
    return _snapshot(record, path, offset)


def heads(path: Path, report: Report | None = None) -> Iterator[Head]:
    """The pages of one file in file order, without their bodies. `report`: as in `snapshots`."""
    tell = report or _log
    for record, position in _records(path, tell):
        try:
            yield _head(record, position, path)
        except ArchiveError as error:
            tell(error)


def _head(record: WarcRecord, position: Position, path: Path) -> Head:
    is_text = record.record_type == conversion
    if not is_text:
        _parse_http(record, path, position.offset)
    status = 200 if is_text else record.http_headers.status_code or 0
    return Head(position, _url(record), _fetched_at(record, path), status, is_text)


def snapshots(paths: Iterable[Path], report: Report | None = None) -> Iterator[tuple[Position, Snapshot]]:
    """Every page of the files, in order. `report` gets what cannot be read; without it that is logged.

    A page that is too large or differs from its digest is left out; a cut or damaged file is read as far
    as it goes, then the next one follows. `Position.file` is the bare file name.
    """
    tell = report or _log
    for path in paths:
        for record, position in _records(path, tell):
            try:
                yield position, _snapshot(record, path, position.offset)
            except ArchiveError as error:
                tell(error)


def _log(error: ArchiveError) -> None:
    log.warning("%s", error)


def _records(path: Path, tell: Report) -> Iterator[tuple[WarcRecord, Position]]:
    """Records with a page. fastwarc reports bad gzip members and bad headers alike as OSError."""
    offset = 0
    try:
        with _opened(path) as stream:
            for record in ArchiveIterator(stream, parse_http=False):
                offset = record.stream_pos
                _demand_own_start(stream, path, offset)
                if "Content-Length" not in record.headers:
                    raise _cut(path, offset)
                if _is_page(record):
                    yield record, Position(path.name, offset)
    except ArchiveError as error:
        tell(error)
    except OSError as error:
        tell(_damaged(path, offset, error))


def _is_page(record: WarcRecord) -> bool:
    """A `response` may also be the answer of a name server."""
    return record.record_type == conversion or (record.record_type == response and record.is_http)


def _demand_own_start(stream: BinaryIO, path: Path, offset: int) -> None:
    start = os.pread(stream.fileno(), 5, offset)
    if not start.startswith(GZIP_MAGIC) and start != b"WARC/":
        raise ArchiveError(
            "damaged",
            f"{path} is compressed as a whole, so its records have no place of their own. "
            "Unpack it with gunzip, or repack it with `warcio recompress`, and read the result.",
        )


def _snapshot(record: WarcRecord, path: Path, offset: int) -> Snapshot:
    status, headers, body = _content(record, path, offset)
    if len(body) > LARGEST_BODY:
        raise _too_large(path, offset)
    snapshot = Snapshot(
        url=_url(record),
        fetched_at=_fetched_at(record, path),
        status=status,
        media_type=headers.get("content-type", ""),
        body=body,
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        found_by=_WAYS.get(record.headers.get(FOUND_BY) or ""),
    )
    _check_digest(record, snapshot, path, offset)
    return snapshot


def _content(record: WarcRecord, path: Path, offset: int) -> tuple[int, dict[str, str], bytes]:
    if record.record_type == conversion:
        return 200, {"content-type": "text/plain; charset=utf-8"}, _body(record, path, offset)
    _parse_http(record, path, offset)
    headers = _http_fields(record)
    try:
        body = decoded(_body(record, path, offset), headers, LARGEST_BODY + 1)
    except Broken as error:
        raise _half(path, offset, str(error)) from error
    return record.http_headers.status_code or 0, headers, body


def _parse_http(record: WarcRecord, path: Path, offset: int) -> None:
    try:
        record.parse_http()
    except OSError as error:
        raise _damaged(path, offset, error) from error


def _body(record: WarcRecord, path: Path, offset: int) -> bytes:
    """The stored body. A record that ends too early is an error: half a page would pass for a changed one."""
    expected = record.content_length
    if expected > LARGEST_BODY:
        raise _too_large(path, offset)
    if why := record.headers.get("WARC-Truncated"):
        raise _half(path, offset, f"its header says so: WARC-Truncated: {why[:40]}")
    try:
        body = record.reader.read(expected)
    except OSError as error:
        raise _damaged(path, offset, error) from error
    if len(body) < expected:
        raise _cut(path, offset)
    return body


def _cut(path: Path, offset: int) -> ArchiveError:
    return ArchiveError(
        "cut",
        f"{path} ends inside the record at byte {offset}: a program was killed while it wrote, or the file was "
        "copied in part. Everything before it was read; if more is expected, copy the file again.",
    )


def _half(path: Path, offset: int, why: str) -> ArchiveError:
    return ArchiveError(
        "cut",
        f"The record at byte {offset} of {path} holds a page that was cut when it was fetched ({why[:200]}): "
        "left out. Fetch the page again, or take it from another archive.",
    )


def _too_large(path: Path, offset: int) -> ArchiveError:
    limit = LARGEST_BODY >> 20
    return ArchiveError(
        "too_large",
        f"The record at byte {offset} of {path} is over {limit} MB, no profile page is: left out.",
    )


def _http_fields(record: WarcRecord) -> dict[str, str]:
    fields: dict[str, str] = {}
    for name, value in record.http_headers.items_bytes():
        try:
            text = value.decode("utf-8")
        except UnicodeDecodeError:
            text = value.decode("latin-1")
        fields.setdefault(name.decode("latin-1").lower(), text)
    return fields


def _url(record: WarcRecord) -> str:
    return (record.headers.get("WARC-Target-URI") or "").strip("<>")


def _fetched_at(record: WarcRecord, path: Path) -> datetime:
    text = record.headers.get("WARC-Date") or ""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ArchiveError(
            "damaged", f"A record of {path} has no readable WARC-Date ({text[:40]!r}): left out."
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _check_digest(record: WarcRecord, snapshot: Snapshot, path: Path, offset: int) -> None:
    """Only sha256 digests are ours; other writers take theirs over encoded bodies, in several ways."""
    promised = record.headers.get("WARC-Payload-Digest") or ""
    if promised.startswith("sha256:") and promised != snapshot.digest:
        raise ArchiveError(
            "digest",
            f"The record at byte {offset} of {path} is damaged: its body has the digest {snapshot.digest}, "
            f"its header says {promised[:80]}. Restore the file from a copy.",
        )


def _inside(folder: Path, name: str) -> Path:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise ArchiveError("outside", f"{name!r} lies outside the archive folder {folder}: not read.")
    return path


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        stream = path.open("rb")
    except OSError as error:
        raise ArchiveError(
            "missing",
            f"Cannot open the archive file {path}: {error.strerror}. "
            "Put the file there, or name the folder that holds it with -s ARCHIVE_DIR=...",
        ) from error
    with stream:
        yield stream


def _no_page(path: Path, offset: int, why: str) -> ArchiveError:
    return ArchiveError(
        "not_a_page",
        f"No archived page stands at byte {offset} of {path} ({why[:200]}). "
        "The file is not the one that was written then: restore it from a copy.",
    )


def _damaged(path: Path, offset: int, error: OSError) -> ArchiveError:
    return ArchiveError(
        "damaged",
        f"{path} cannot be read any further than byte {offset} ({str(error)[:200]}). "
        "What stands before it was read; if more is expected, restore the file from a copy.",
    )
