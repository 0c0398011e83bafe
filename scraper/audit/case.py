"""What every rule works with: the record it looks at, the anomaly it reports, counts as people write them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from schemas.profile import ModelProfile


@dataclass(frozen=True, slots=True)
class Anomaly:
    """One contradiction: the rule's name and a plain sentence with the published values."""

    rule: str
    detail: str


@dataclass(frozen=True, slots=True)
class Points:
    """Points given and points possible, as published beside a transparency pillar ("21.0 / 30")."""

    score: float
    max_score: float | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule looks at. `pillars`: published sums of the transparency pillars, which no field holds."""

    record: ModelProfile
    today: date
    pillars: Mapping[str, Points] = field(default_factory=dict)


Rule = Callable[[Case], Iterator[str]]


def short(count: int) -> str:
    """A count for people: 671000000000 is "671B", 131072 is "131,072"."""
    for unit, size in (("T", 10**12), ("B", 10**9), ("M", 10**6)):
        if count >= size:
            return f"{count / size:.6g}{unit}"
    return f"{count:,}"


def more_than(what: str, count: int | None, than: str, limit: int | None) -> Iterator[str]:
    """The sentence that `count` is above its `limit`, where both are published and it is."""
    if count is not None and limit is not None and count > limit:
        yield f"{what} {short(count)} is more than {than} {short(limit)}."
