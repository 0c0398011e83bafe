"""Pairs of a label and the blocks that may be its value: what pairing finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from scraper.layout.block import Block


@dataclass(slots=True)
class Pair:
    """A label with the blocks that may be its value, likeliest first. `field` is None for an unknown label.

    `rival`: the candidates if its row is read in the other direction. `row`: number of that row, 0 where there is none.
    """

    label: Block
    field: str | None
    candidates: Sequence[Block]
    rival: Sequence[Block] = ()
    row: int = 0


@dataclass(slots=True)
class Pairs:
    """What pairing found. `alone`: labels that stand without any value. `rows`: how many rows were numbered."""

    pairs: list[Pair] = field(default_factory=list)
    alone: list[Block] = field(default_factory=list)
    rows: int = 0
