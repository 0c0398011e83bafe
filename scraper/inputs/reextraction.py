"""Archived pages read again, chunk by chunk: in this process, or in several that only read and extract.

The functions that run in another process are plain, and this module imports neither Scrapy nor the store: a new
process is at work after half a second.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import starmap
from multiprocessing import get_context
from operator import attrgetter
from pathlib import Path
from typing import Any, BinaryIO

from scraper.archive import ArchiveError
from scraper.archive.reader import read_at
from scraper.extract import extract
from scraper.extraction import Extraction, Finding, NotAProfile, Reading
from scraper.inputs.choice import Place, chunks
from scraper.page import Page, Position, Reject

log = logging.getLogger(__name__)

CHUNK = 32
"""Pages that one process reads between two answers."""
IN_FLIGHT = 3
"""Chunks per process that are asked for and not yet taken: bounds the memory, keeps every process busy."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A page on which the program itself failed."""

    url: str
    detail: str


Outcome = Page | Reject | Failed
Packed = tuple[Any, ...] | Reject | Failed
_reading = attrgetter("position", "section", "label", "raw", "field")
_finding = attrgetter("kind", "label", "text")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads places of `paths`. `names`: what `Position.file` says for each path."""

    paths: tuple[Path, ...]
    names: tuple[str, ...]

    def outcomes(self, places: list[Place]) -> list[Outcome]:
        """What each place gives, in order."""
        found: list[Outcome] = []
        stream: BinaryIO | None = None
        number = -1
        try:
            for place in places:
                if stream is None or place.file != number:
                    stream = self._opened(stream, place.file)
                    number = place.file
                found.append(self._outcome(stream, place))
        finally:
            if stream is not None:
                stream.close()
        return found

    def packed(self, places: list[Place]) -> list[Packed]:
        """`outcomes`, fit for a pipe between processes: see `_packed`."""
        return [_packed(outcome) for outcome in self.outcomes(places)]

    def _opened(self, before: BinaryIO | None, number: int) -> BinaryIO:
        if before is not None:
            before.close()
        return self.paths[number].open("rb")

    def _outcome(self, stream: BinaryIO, place: Place) -> Outcome:
        position = Position(self.names[place.file], place.offset)
        try:
            snapshot = replace(read_at(stream, self.paths[place.file], place.offset), url=place.url)
        except ArchiveError as error:
            return Reject(place.url, error.reason, str(error))
        try:
            return Page(snapshot, position, extract(snapshot))
        except NotAProfile as error:
            return Reject(place.url, error.reason, error.detail, snapshot, position)
        except Exception as error:  # noqa: BLE001 - one odd page must not stop the rest: the run's verdict counts it
            return Failed(place.url, f"{type(error).__name__}: {error}")


def _packed(outcome: Outcome) -> Packed:
    """Plain tuples instead of objects, and no body: pickled they cost a quarter of the time."""
    if isinstance(outcome, Failed):
        return outcome
    snapshot = None if outcome.snapshot is None else replace(outcome.snapshot, body=b"")
    if isinstance(outcome, Reject):
        return replace(outcome, snapshot=snapshot)
    found = outcome.extraction
    readings = [_reading(each) for each in found.readings]
    findings = [_finding(each) for each in found.findings]
    return snapshot, outcome.position, found.record, readings, findings, found.roles


def _unpacked(packed: Packed) -> Outcome:
    if not isinstance(packed, tuple):
        return packed
    snapshot, position, record, readings, findings, roles = packed
    extraction = Extraction(
        record, tuple(starmap(Reading, readings)), tuple(starmap(Finding, findings)), roles
    )
    return Page(snapshot, position, extraction)


async def read_all(reader: Reader, places: Iterable[Place], jobs: int) -> AsyncIterator[Outcome]:
    """What `places` give, in their order, read in `jobs` processes (1: in this one)."""
    waiting = chunks(places, CHUNK)
    if jobs == 1:
        for chunk in waiting:
            for outcome in reader.outcomes(chunk):
                yield outcome
        return
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        flying = deque[asyncio.Future[list[Packed]]]()
        try:
            for chunk in waiting:
                flying.append(loop.run_in_executor(pool, reader.packed, chunk))
                if len(flying) >= jobs * IN_FLIGHT:
                    for packed in await flying.popleft():
                        yield _unpacked(packed)
            while flying:
                for packed in await flying.popleft():
                    yield _unpacked(packed)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
