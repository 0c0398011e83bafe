"""`scrapy publish`: a folder to give away, with a checked copy of the database."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand

from scraper.outlets.terminal import printable
from scraper.run.options import CannotStart, output_path, path_of
from scraper.store.errors import StoreError
from scraper.usage import strict

FORMATS = ("csv", "jsonl", "parquet")


class Command(ScrapyCommand):
    """Exit codes: 0 published; 1 not, and why. An earlier publication then stays as it is."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Make a folder to give away: a checked copy of the database, exports, their description"

    def long_desc(self) -> str:
        return (
            "Copy the database into one compact, checked file; with --csv, --jsonl, --parquet export it too. README.md"
            " and datapackage.json name every column, the source and the terms. The same data gives the same bytes."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        strict(parser, "publish")
        parser.add_argument("--out", default="output/published", metavar="DIR", help="default: %(default)s")
        parser.add_argument("--csv", action="store_true", help="a CSV file for each table")
        parser.add_argument(
            "--jsonl", action="store_true", help="all records as JSON lines, with their JSON Schema"
        )
        parser.add_argument("--parquet", action="store_true", help="a Parquet file for each table")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None  # noqa: S101 (Scrapy sets it before)
        from scraper.publish import publish  # noqa: PLC0415 (start-up time of the other commands)

        out = Path(opts.out)
        formats = [name for name in FORMATS if getattr(opts, name)]
        try:
            out = output_path("--out", opts.out, "--out output/published", folder=True)
            files = publish(path_of(self.settings, "DATABASE"), out, formats)
        except ImportError as error:
            self._fail(f"Parquet needs {error.name or error}: install it with `pip install '.[report]'`")
        except (CannotStart, StoreError) as error:
            self._fail(str(error))
        except OSError as error:
            self._fail(f"cannot write {out} ({error.strerror or error}): name another folder with --out DIR")
        else:
            size = sum(path.stat().st_size for path in files)
            print(f"{out}: {len(files)} files, {size / 1e6:.2f} MB")

    def _fail(self, message: str) -> None:
        print(f"publish: {printable(message)}", file=sys.stderr)
        self.exitcode = 1
