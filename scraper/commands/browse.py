"""`scrapy browse`: the database in a browser, with Datasette."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from scrapy.commands import ScrapyCommand

from scraper.outlets.terminal import printable
from scraper.run.options import CannotStart, path_of
from scraper.store.errors import StoreError
from scraper.usage import strict

SETTINGS = {
    "default_page_size": 50,
    "truncate_cells_html": 240,  # characters; prose is long
    "sql_time_limit_ms": 5000,
    "facet_time_limit_ms": 2000,
    "suggest_facets": "off",
}


STANDARD_INPUT = 0


class Command(ScrapyCommand):
    """Runs until it is interrupted. Exit code 1: the database, the packages or the port cannot be used."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Show the database in a browser (Datasette)"

    def long_desc(self) -> str:
        return (
            "Serve the database with Datasette on this machine: descriptions and units of all columns, facets,"
            " full-text search and ready queries. A crawl may write at the same time. Ctrl-C ends it."
            " A file of an earlier version is shown as it is; the next crawl adds what it lacks."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        strict(parser, "browse")
        parser.add_argument(
            "--port", type=int, default=8001, metavar="N", help="default: %(default)s; 0: any free"
        )
        parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="default: %(default)s")
        parser.add_argument("--open", action="store_true", help="open a browser window")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None  # noqa: S101 (Scrapy sets it before)
        if find_spec("datasette") is None:
            self._fail("it needs datasette: install it with `pip install '.[browse]'`")
            return
        from scraper.browse import STATIC  # noqa: PLC0415 (start-up time of the other commands)

        try:
            line = _server(path_of(self.settings, "DATABASE"))
        except (CannotStart, StoreError, OSError) as error:
            self._fail(str(error))
            return
        line += ["--static", f"browse:{STATIC}", "--host", opts.host, "--port", str(opts.port)]
        line += ["--open"] * opts.open
        for name, value in SETTINGS.items():
            line += ["--setting", name, str(value)]
        sys.stdout.flush()
        # In place of this process, so that a signal to it ends the server.
        os.execv(sys.executable, [sys.executable, *line])  # noqa: S606

    def _fail(self, message: str) -> None:
        print(f"browse: {printable(message)}", file=sys.stderr)
        self.exitcode = 1


def _server(database: Path) -> list[str]:
    """The server's command line. Its metadata waits on standard input: no file is left beside the database."""
    from scraper.browse import metadata  # noqa: PLC0415
    from scraper.outlets.readonly import reading, stands_still  # noqa: PLC0415

    with reading(database) as connection, tempfile.TemporaryFile() as described:
        described.write(json.dumps(metadata(connection, database.stem)).encode())
        described.seek(0)
        os.dup2(described.fileno(), STANDARD_INPUT)
    still = ["--immutable"] if stands_still(database) else []
    return ["-m", "datasette", "serve", *still, str(database), "--metadata", "-"]
