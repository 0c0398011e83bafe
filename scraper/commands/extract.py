"""`scrapy extract`: saved pages, archives or addresses to JSON, one object a line. Nothing is stored."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand

from scraper.usage import ANY, strict

if TYPE_CHECKING:
    from scraper.inputs import Unreadable
    from scraper.snapshot import Snapshot

URL_HELP = "address of the page; without it the file name is taken for the slug (claude-haiku-45.html)"


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
        strict(parser, "extract", most=ANY)
        parser.add_argument("--url", help=URL_HELP)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        # Every `scrapy` command imports this module: what it needs is imported when it runs.
        from scraper.inputs.json_lines import print_lines  # noqa: PLC0415

        self.exitcode = print_lines(args, opts.url, self._fetched)

    def _fetched(self, urls: list[str]) -> dict[str, Snapshot | Unreadable]:
        from scraper.inputs.single_page import fetched  # noqa: PLC0415

        return fetched(urls, self.settings) if self.settings is not None else {}
