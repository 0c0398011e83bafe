"""`python -m scraper extract FILE ...` without Scrapy, whose start takes three times as long as the work."""

from __future__ import annotations


def quick_extract(args: list[str]) -> int | None:
    """The exit code, where the command line names only files; None: Scrapy is needed (addresses, options, help)."""
    if args[:1] != ["extract"]:
        return None
    inputs, url = args[1:], None
    if "--url" in inputs[:-1]:
        place = inputs.index("--url")
        url = inputs[place + 1]
        inputs = inputs[:place] + inputs[place + 2 :]
    if not inputs or any("://" in each or (each.startswith("-") and each != "-") for each in inputs):
        return None
    from scraper.inputs.json_lines import print_lines  # noqa: PLC0415 - only after it is clear that this is enough

    return print_lines(inputs, url, lambda urls: {})
