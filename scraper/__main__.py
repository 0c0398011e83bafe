"""`python -m scraper ...`: the same as `scrapy ...`, from any folder."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line with this project's settings, wherever the current folder is."""
    os.environ["SCRAPY_SETTINGS_MODULE"] = "scraper.settings"
    from scrapy.cmdline import execute  # noqa: PLC0415 - only after the settings are named

    execute(["scrapy", *sys.argv[1:]])


if __name__ == "__main__":
    main()
