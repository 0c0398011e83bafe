"""`scrapy extract`: saved pages, archives or addresses to JSON, one object a line. Nothing is stored."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.commands import ScrapyCommand

from scraper.terminal import printable

if TYPE_CHECKING:
    from scraper.inputs import Input, Unreadable

ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


class Command(ScrapyCommand):
    """Exit codes: 0 every page was read, 1 usage, 3 one or more could not be read (the others were)."""

    requires_crawler_process = False

    def syntax(self) -> str:
        return "FILE|URL|- [...] [--url URL]"

    def short_desc(self) -> str:
        return "Print what pages say as JSON, one object a line: record, readings, findings"

    def long_desc(self) -> str:
        return (
            "Reads saved pages (HTML or text, also .gz), archives (.warc, .warc.gz, .wet.gz: every page in "
            "them), addresses (http, https), or standard input (-), and prints one JSON object a line. A "
            "page that is no profile gives an object with 'error' and exit code 3; the others are still read."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--url",
            help="address of the page; without it the file name is taken for the slug (claude-haiku-45.html)",
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        problem = next(_usage_problems(args, opts.url), None)
        if problem is not None:
            self.exitcode = 1
            _tell(f"scrapy extract: {problem}")
            return
        try:
            for result in self._inputs(args, opts.url):
                self._print(_result(result))
            sys.stdout.flush()
        except BrokenPipeError:  # `| head` has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _inputs(self, args: list[str], url: str | None) -> Iterator[tuple[str, Input | Unreadable]]:
        from scraper.inputs import Input, Unreadable, page_of_stream, pages_of_file  # noqa: PLC0415

        fetched = self._fetched([arg for arg in args if ADDRESS.match(arg)])
        for arg in args:
            try:
                if arg in fetched:
                    answer = fetched[arg]
                    yield arg, answer if isinstance(answer, Unreadable) else Input(arg, _placed(answer, url))
                elif arg == "-":
                    yield arg, page_of_stream(sys.stdin.buffer, url)
                else:
                    for page in pages_of_file(Path(arg), url):
                        yield arg, page
            except Unreadable as error:
                yield arg, error

    def _fetched(self, urls: list[str]) -> dict[str, Any]:
        if not urls or self.settings is None:
            return {}
        from scraper.single_page import fetched  # noqa: PLC0415 - files need no reactor

        return dict(fetched(urls, self.settings))

    def _print(self, result: dict[str, Any]) -> None:
        if "error" in result:
            self.exitcode = 3
            if not sys.stdout.isatty():
                _tell(f"{result['source']}: {result['error']['detail']}")
        line = printable(json.dumps(result, ensure_ascii=False))
        sys.stdout.buffer.write(line.encode() + b"\n")


def _usage_problems(args: list[str], url: str | None) -> Iterator[str]:
    wrong = [arg for arg in args if arg.startswith("-") and arg != "-"]
    if wrong:
        yield f"there is no option {wrong[0]}: see scrapy extract -h"
    if not args:
        yield "name at least one file or address, or - for standard input"
    if args.count("-") > 1:
        yield "standard input (-) can be read only once"
    if url is None:
        return
    if len(args) > 1:
        yield "--url goes with one input: name the files one at a time"
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        yield f"--url {url} is no address like https://apxml.com/models/claude-haiku-45"


def _placed(snapshot: Any, url: str | None) -> Any:
    from dataclasses import replace  # noqa: PLC0415

    return snapshot if url is None else replace(snapshot, url=url)


def _result(named: tuple[str, Input | Unreadable]) -> dict[str, Any]:
    """What one line says. An input that could not be read has no `snapshot`."""
    from scraper.extract import extract  # noqa: PLC0415 - the command's name is in every `scrapy` start
    from scraper.extraction import NotAProfile  # noqa: PLC0415
    from scraper.inputs import Unreadable  # noqa: PLC0415

    source, page = named
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
    from scraper.snapshot import utc_text  # noqa: PLC0415

    snapshot = page.snapshot
    facts = {
        "url": snapshot.url,
        "fetched_at": utc_text(snapshot.fetched_at),
        "status": snapshot.status,
        "media_type": snapshot.media_type,
        "digest": snapshot.digest,
        "bytes": len(snapshot.body),
    }
    if page.position is not None:
        facts |= {"archive_file": page.position.file, "archive_offset": page.position.offset}
    return facts


def _tell(text: str) -> None:
    print(printable(text), file=sys.stderr)
