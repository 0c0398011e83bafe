"""Dimensions of the layout grammar: each is a choice among small functions, so that a failing page can be shrunk.

The first option that registers for a dimension is its plain one; shrinking goes back to it. The random numbers of a
dimension depend on the seed and its name only: taking one dimension away leaves all others as they were.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.markups.facts import Facts

Plan = dict[str, str]
Option = Callable[..., Any]

OPTIONS: dict[str, dict[str, Option]] = {}
CHANCE: dict[str, float] = {}
ALIASES: dict[str, str] = {}


def dimension(name: str, chance: float, like: str | None = None) -> None:
    """Declares a dimension; `chance` of any option but the plain one; `like`: shares another one's options."""
    CHANCE[name] = chance
    ALIASES[name] = like or name
    OPTIONS.setdefault(ALIASES[name], {})


def option(name: str) -> Callable[[Option], Option]:
    """Registers a function as an option of dimension `name`, under its own name.

    Raises KeyError for a dimension that is not declared yet: rare options come after the plain ones.
    """
    known = OPTIONS[name]

    def register(function: Option) -> Option:
        known[function.__name__] = function
        return function

    return register


def options(name: str) -> dict[str, Option]:
    return OPTIONS[ALIASES[name]]


def plain_plan() -> Plan:
    return {name: next(iter(options(name))) for name in CHANCE}


def sample(seed: int) -> Plan:
    """A random plan: some pages are nearly plain, others have most dimensions out of the ordinary."""
    mood = Random(f"{seed}/mood").choice([0.25, 0.5, 1.0, 1.0, 1.5])
    plan = plain_plan()
    for name, chance in CHANCE.items():
        rng = Random(f"{seed}/plan/{name}")
        others = list(options(name))[1:]
        if others and rng.random() < chance * mood:
            plan[name] = rng.choice(others)
    return plan


@dataclass
class Context:
    """What the options share while one page is made.

    `pool`: the pages that links to other models may lead to (none: any). `stylesheet`: path of one to link.
    `layout`: how the pairs that are being written will be placed.
    """

    facts: Facts
    plan: Plan
    seed: int
    record: dict[str, Any] = field(default_factory=dict)
    findings: list[tuple[str, str, str]] = field(default_factory=list)
    lossy: set[str] = field(default_factory=set)
    bound: set[str] = field(default_factory=set)
    uses: dict[str, int] = field(default_factory=dict)
    pool: tuple[Facts, ...] = ()
    stylesheet: str | None = None
    layout: str = ""
    media_type: str = "text/html; charset=utf-8"
    charset: str = "utf-8"

    def rng(self, name: str) -> Random:
        """A stream of random numbers for one use of a dimension."""
        self.uses[name] = self.uses.get(name, 0) + 1
        return Random(f"{self.seed}/{name}/{self.uses[name]}")

    def use(self, name: str, *arguments: Any) -> Any:
        """The result of the option that the plan has chosen."""
        return options(name)[self.plan[name]](self, *arguments)
