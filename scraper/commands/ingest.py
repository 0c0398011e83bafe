"""`scrapy ingest`: writes what the workers of a crawl by several processes have read."""

from __future__ import annotations

import argparse

from scrapy.exceptions import UsageError

from scraper.commands import crawl
from scraper.run.options import CannotStart
from scraper.usage import strict


class Command(crawl.Command):
    """Exit codes as of `scrapy crawl`: 0 good, 1 could not start, 2 degraded, 3 failed or interrupted."""

    def syntax(self) -> str:
        return "[-a site=...] -s REDIS_URL=redis://HOST:PORT/0"

    def short_desc(self) -> str:
        return "Write the database of a crawl by several workers (scrapy crawl models -s REDIS_URL=...)"

    def long_desc(self) -> str:
        return (
            "Opens a run on Redis, stores what the workers read, and ends with the verdict when every page is stored. "
            "Give it the same -a arguments as the workers. Killed at any moment, the same command goes on."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        strict(parser, "ingest")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args:
            raise UsageError(f"what is {args[0]!r}? scrapy ingest takes options only")
        super().run(["ingest"], opts)

    def _spider(self, name: str) -> str:
        # Here and not above: every `scrapy` command imports this module, and the extra may not be installed.
        from scraper.distributed import require_extra  # noqa: PLC0415

        require_extra()
        if not self._chosen.get("REDIS_URL"):
            raise CannotStart("name the Redis that the workers use: -s REDIS_URL=redis://127.0.0.1:6379/0")
        from scraper.distributed.ingest import Ingest  # noqa: PLC0415

        return Ingest  # type: ignore[return-value]  # Scrapy takes a class as well
