"""Command lines that cannot be understood end with exit code 1: Scrapy's own 2 would say `degraded` to a timer."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn

ANY = 1_000_000


def strict(parser: argparse.ArgumentParser, command: str, most: int = 0) -> None:
    """Errors of `parser` exit with 1, and so do options it does not know, which Scrapy would pass over in silence.

    `most`: arguments besides options that the command takes.
    """
    parse = parser.parse_known_args

    def error(message: str) -> NoReturn:
        parser.exit(1, f"scrapy {command}: {message}\n`scrapy {command} -h` explains it\n")

    def parse_known_args(*args: Any, **named: Any) -> Any:
        options, others = parse(*args, **named)
        for each in others:
            if each.startswith("-") and each != "-":
                error(f"there is no option {each}")
        if len(others) > most:
            error(f"what is {others[most]!r}? {_allowed(most)}")
        return options, others

    parser.error = error  # type: ignore[method-assign]
    parser.parse_known_args = parse_known_args  # type: ignore[method-assign]


def _allowed(most: int) -> str:
    return (
        f"at most {most} such arguments are taken"
        if most > 1
        else "only options are taken"
        if not most
        else "one is enough"
    )
