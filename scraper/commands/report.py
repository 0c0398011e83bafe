"""`scrapy report`: the database as one HTML file to look at."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from scrapy.commands import ScrapyCommand

from scraper.outlets.terminal import printable
from scraper.run.options import CannotStart, output_path, path_of
from scraper.store.errors import StoreError
from scraper.usage import strict


class Command(ScrapyCommand):
    """Exit codes: 0 written; 1 the database, the packages or the output file cannot be used."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Write the database as one HTML report"

    def long_desc(self) -> str:
        return (
            "Write one self-contained HTML file: charts and tables of all models, changes, contradictions, coverage"
            " and runs. It opens from disk and loads nothing. The database is named with -s DATABASE=PATH."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        strict(parser, "report")
        parser.add_argument(
            "--out", default="output/report.html", metavar="FILE", help="default: %(default)s"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None  # noqa: S101 (Scrapy sets it before)
        from scraper.report import write_report  # noqa: PLC0415 (start-up time of the other commands)

        out = Path(opts.out)
        try:
            out = output_path("--out", opts.out, "--out output/report.html")
            size = write_report(path_of(self.settings, "DATABASE"), out, datetime.now(UTC))
        except ImportError as error:
            self._fail(f"the report needs {error.name or error}: install it with `pip install '.[report]'`")
        except (CannotStart, StoreError) as error:
            self._fail(str(error))
        except OSError as error:
            self._fail(f"cannot write {out} ({error.strerror or error}): name another file with --out FILE")
        else:
            print(f"{out}: {size / 1e6:.2f} MB")

    def _fail(self, message: str) -> None:
        print(f"report: {printable(message)}", file=sys.stderr)
        self.exitcode = 1
