"""`python -m scraper ...`: the same as `scrapy ...`, from any folder."""

from __future__ import annotations

import os
import sys

from scraper.inputs.quick import quick_extract


def main() -> None:
    """Run the command line with this project's settings, wherever the current folder is."""
    exit_code = quick_extract(sys.argv[1:])
    if exit_code is not None:
        sys.exit(exit_code)
    os.environ["SCRAPY_SETTINGS_MODULE"] = "scraper.settings"
    from scrapy.cmdline import execute  # noqa: PLC0415 - only after the settings are named

    execute(["scrapy", *sys.argv[1:]])


if __name__ == "__main__":
    main()
