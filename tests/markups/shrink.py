"""The smallest page that still fails: dimensions go back to plain one after the other, then facts are left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.markups import Page, render_plan
from tests.markups.facts import Facts
from tests.markups.registry import Plan, plain_plan

Fails = Callable[[Page], bool]


def shrink(page: Page, fails: Fails) -> Page:
    """The smallest page found for which `fails` still holds; `page` itself must fail."""
    plan, facts = dict(page.plan), page.facts
    shrunk = True
    while shrunk:
        shrunk = False
        for smaller_plan, smaller_facts in _smaller(plan, facts):
            candidate = render_plan(smaller_facts, smaller_plan, page.seed)
            if fails(candidate):
                plan, facts, page, shrunk = smaller_plan, smaller_facts, candidate, True
                break
    return page


def report(page: Page, fails: Fails) -> str:
    """The smallest failing page as a text for people: its seed, what is not plain about it, and its source."""
    smallest = shrink(page, fails)
    plain = plain_plan()
    odd = {name: choice for name, choice in smallest.plan.items() if choice != plain[name]}
    return f"case {page.facts.case}, seed {page.seed}, not plain: {odd}\n{smallest.html.decode(smallest.charset)}"


def _smaller(plan: Plan, facts: Facts) -> Iterator[tuple[Plan, Facts]]:
    plain = plain_plan()
    for name, choice in plan.items():
        if choice != plain[name]:
            yield {**plan, name: plain[name]}, facts
    for change in _fewer(facts):
        yield plan, replace(facts, **change)  # type: ignore[arg-type]


def _fewer(facts: Facts) -> Iterator[dict[str, object]]:
    if facts.transparency:
        yield {"transparency": None}
    if facts.requirements:
        yield {"requirements": facts.requirements[1:]}
    if facts.rankings:
        yield {"rankings": ()}
    if facts.family:
        yield {"family": None}
    for at in range(len(facts.benchmarks)):
        yield {"benchmarks": facts.benchmarks[:at] + facts.benchmarks[at + 1 :]}
    for at in range(1, len(facts.groups)):
        yield {"groups": facts.groups[:at] + facts.groups[at + 1 :]}
