"""`scrapy trace`: where a value of the database comes from, down to the bytes of the archived page."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand

from scraper.outlets.terminal import printable
from scraper.run.options import CannotStart, path_of
from scraper.usage import strict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.outlets.trace import Trace
    from scraper.snapshot import Snapshot


class Command(ScrapyCommand):
    """Exit codes: 0 traced, 1 usage or nothing to trace, 3 the archived page is missing or another one."""

    requires_crawler_process = False

    def syntax(self) -> str:
        return "MODEL_ID FIELD"

    def short_desc(self) -> str:
        return "Show where a value comes from: raw text, page, fetch time, archived bytes"

    def long_desc(self) -> str:
        return (
            "FIELD is a column of the table models (context_length), a part (benchmarks, transparency, "
            "requirements), or the name of a benchmark or criterion. The archived page is read and checked "
            "against its digest. -s DATABASE=PATH and -s ARCHIVE_DIR=PATH name other places."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        strict(parser, "trace", most=2)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 2 or args[0].startswith("-"):
            self._fail(1, "name a model and a field, like: scrapy trace claude-haiku-45 context_length")
            return
        # Every `scrapy` command imports this module: what it needs is imported when it runs.
        from scraper.archive import ArchiveError  # noqa: PLC0415
        from scraper.outlets.readonly import reading  # noqa: PLC0415
        from scraper.outlets.trace import NoTrace, checked, trace  # noqa: PLC0415
        from scraper.store.errors import StoreError  # noqa: PLC0415

        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        try:
            with reading(path_of(self.settings, "DATABASE")) as connection:
                found = trace(connection, *args)
        except (CannotStart, StoreError, NoTrace) as error:
            self._fail(1, str(error))
            return
        try:
            snapshot = checked(found.source, path_of(self.settings, "ARCHIVE_DIR"))
        except (CannotStart, ArchiveError) as error:
            self._show(found, None)
            self._fail(3, str(error))
        else:
            self._show(found, snapshot)

    def _show(self, found: Trace, snapshot: Snapshot | None) -> None:
        for line in lines(found, snapshot):
            print(printable(line))

    def _fail(self, code: int, message: str) -> None:
        self.exitcode = code
        print(f"trace: {printable(message)}", file=sys.stderr)


def lines(found: Trace, snapshot: Snapshot | None) -> Iterator[str]:
    """The trace for a person. `snapshot`: the archived page after its check, None where that failed."""
    from scraper.outlets.trace import surroundings  # noqa: PLC0415

    source = found.source
    yield f"model      {found.model_id}"
    yield f"field      {found.field}"
    if found.value is not None:
        yield f"value      {found.value}"
    yield f"page       {source.url}"
    yield f"fetched    {source.fetched_at}"
    yield f"digest     {source.digest}"
    if source.position is not None:
        yield f"archive    {source.position.file}, byte {source.position.offset}"
    if snapshot is not None:
        yield f"check      the archived page has this digest ({snapshot.size} bytes)"
    for each in found.published:
        yield f"published  {each.label}: {each.raw}" + (
            f"   (section {each.section})" if each.section else ""
        )
        if snapshot is not None:
            yield from _excerpt(surroundings(snapshot, each.label, each.raw))
    if found.is_address:
        yield "published  as the page's address"
    elif not found.published:
        yield "published  without a label"
        if snapshot is not None:
            yield from _excerpt(surroundings(snapshot, "", found.text))


def _excerpt(pieces: list[tuple[bool, str]]) -> Iterator[str]:
    for is_it, text in pieces:
        yield f"         {'>' if is_it else ' '} {text}"
