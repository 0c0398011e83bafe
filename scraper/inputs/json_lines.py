"""Pages to JSON, one object a line: what `scrapy extract` prints."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from scraper.extract import extract
from scraper.extraction import NotAProfile
from scraper.inputs import Input, Unreadable, page_of_stream, pages_of_file
from scraper.outlets.terminal import printable
from scraper.site.web_address import parts_of
from scraper.snapshot import Snapshot, utc_text

ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
Fetch = Callable[[list[str]], dict[str, Snapshot | Unreadable]]


def print_lines(inputs: list[str], url: str | None, fetch: Fetch) -> int:
    """Print what `inputs` say (files, addresses, "-"); the exit code: 0, 1 usage, 3 where one could not be read.

    `url`: where the one page comes from. `fetch`: addresses -> pages, called once and only where there are any.
    """
    problem = next(_usage_problems(inputs, url), None)
    if problem is not None:
        _tell(f"scrapy extract: {problem}")
        return 1
    exit_code = 0
    try:
        for source, page in _pages(inputs, url, fetch):
            result = _result(source, page)
            if "error" in result:
                exit_code = 3
            _print(result)
        sys.stdout.flush()
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return exit_code


def _usage_problems(inputs: list[str], url: str | None) -> Iterator[str]:
    wrong = [each for each in inputs if each.startswith("-") and each != "-"]
    if wrong:
        yield f"there is no option {wrong[0]}: see scrapy extract -h"
    if not inputs:
        yield "name at least one file or address, or - for standard input"
    if inputs.count("-") > 1:
        yield "standard input (-) can be read only once"
    if url is None:
        return
    if len(inputs) > 1:
        yield "--url goes with one input: name the files one at a time"
    try:
        parts_of(url)
    except ValueError as error:
        yield f"--url {url} is no address like https://apxml.com/models/claude-haiku-45: {error}"


def _pages(inputs: Iterable[str], url: str | None, fetch: Fetch) -> Iterator[tuple[str, Input | Unreadable]]:
    addresses = [each for each in inputs if ADDRESS.match(each)]
    fetched = fetch(addresses) if addresses else {}
    for source in inputs:
        try:
            for page in _pages_of(source, url, fetched):
                yield source, page
        except Unreadable as error:
            yield source, error


def _pages_of(
    source: str, url: str | None, fetched: dict[str, Snapshot | Unreadable]
) -> Iterator[Input | Unreadable]:
    if source == "-":
        yield page_of_stream(sys.stdin.buffer, url)
    elif source not in fetched:
        yield from pages_of_file(Path(source), url)
    elif isinstance(answer := fetched[source], Unreadable):
        yield answer
    else:
        yield Input(source, replace(answer, url=url or answer.url))


def _result(source: str, page: Input | Unreadable) -> dict[str, Any]:
    """What one line says. An input that could not be read has no `snapshot`."""
    if isinstance(page, Unreadable):
        return {"source": source, "error": {"reason": page.reason, "detail": str(page)}}
    facts = {"source": source, "snapshot": _facts(page)}
    try:
        found = extract(page.snapshot)
    except NotAProfile as error:
        return facts | {"error": {"reason": error.reason, "detail": error.detail}}
    return facts | {
        "record": found.record.model_dump(mode="json"),
        "readings": [asdict(reading) for reading in found.readings],
        "findings": [asdict(finding) for finding in found.findings],
    }


def _facts(page: Input) -> dict[str, Any]:
    snapshot = page.snapshot
    facts = {
        "url": snapshot.url,
        "fetched_at": utc_text(snapshot.fetched_at),
        "status": snapshot.status,
        "media_type": snapshot.media_type,
        "digest": snapshot.digest,
        "bytes": snapshot.size,
    }
    if page.position is not None:
        facts |= {"archive_file": page.position.file, "archive_offset": page.position.offset}
    return facts


def _print(result: dict[str, Any]) -> None:
    """An error is told to the person as well, where the line goes into a file or another program."""
    if "error" in result and not sys.stdout.isatty():
        _tell(f"{result['source']}: {result['error']['detail']}")
    line = printable(json.dumps(result, ensure_ascii=False))
    sys.stdout.buffer.write(line.encode() + b"\n")


def _tell(text: str) -> None:
    print(printable(text), file=sys.stderr)
