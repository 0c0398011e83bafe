"""Sizes in a model's name: "Qwen3-235B-A22B" says 235 billion parameters, 22 billion of them active."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SIZE = re.compile(
    r"(?<![A-Za-z0-9.])(?P<kind>[AE]?)(?:(?P<times>[0-9]{1,3})[x×])?"
    r"(?P<number>[0-9]{1,4}(?:\.[0-9]{1,3})?)\s?(?P<unit>[BMT])(?![A-Za-z0-9])"
    r"(?P<experts>[- ][0-9]{1,3}E(?![A-Za-z0-9]))?",
    re.IGNORECASE,
)
_UNITS = {"M": 10**6, "B": 10**9, "T": 10**12}
ROUNDING = 1.3
"""Names round: "Gemma 2B" has 2.5 billion parameters, "Mistral-7B" 7.3 billion."""
SMALLEST_MILLIONS = 10 * 10**6
"""At or below this a number of millions is a context length ("Qwen2.5-7B-Instruct-1M")."""


@dataclass(frozen=True, slots=True)
class NameSize:
    """One size of a name: `least` to `most` parameters. `active`: the size of the active part ("A22B", "17B-16E")."""

    text: str
    least: float
    most: float
    active: bool

    def fits(self, count: int) -> bool:
        """Whether `count` parameters can be what the name rounds."""
        return self.least <= count <= self.most


def name_sizes(name: str, context_length: int | None = None) -> tuple[NameSize, ...]:
    """The sizes in `name`, in order.

    Effective sizes ("E2B") count no parameters; millions and trillions beside billions are context
    lengths or training tokens; so is a number that equals `context_length`.
    """
    matches = [m for m in _SIZE.finditer(name) if m["kind"].upper() != "E"]
    billions = [m for m in matches if m["unit"].upper() == "B"]
    kept = [m for m in matches if m["kind"] or m in billions or not billions]
    return tuple(_size(m) for m in kept if m["kind"] or not _is_context(m, context_length))


def _count(match: re.Match[str]) -> float:
    return float(match["number"]) * _UNITS[match["unit"].upper()]


def _is_context(match: re.Match[str], context_length: int | None) -> bool:
    count = _count(match)
    return match["unit"].upper() == "M" and (
        count <= SMALLEST_MILLIONS
        or (context_length is not None and abs(count - context_length) < count / 10)
    )


def _size(match: re.Match[str]) -> NameSize:
    """ "8x7B" shares its attention layers: more than one part of 7 billion, at most eight of them."""
    count, times = _count(match), int(match["times"] or 1)
    active = bool(match["kind"] or match["experts"])
    if times == 1:
        return NameSize(match[0], count / ROUNDING, count * ROUNDING, active)
    return NameSize(match[0], count * ROUNDING, count * times * 1.1, active)
