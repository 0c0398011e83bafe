"""Random HTML pages over published facts: a seed gives a page, its plain text and what a reader finds on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.markups import (  # noqa: F401  (they register their options)
    asides,
    asides_rare,
    benchmarks_rare,
    document,
    extras,
    injections,
    noise,
    noise_rare,
    page_rare,
    pair_lines,
    pairs_rare,
    requirements_rare,
    surroundings,
    transparency_rare,
)
from tests.markups.facts import Facts, load_facts
from tests.markups.invented import complete
from tests.markups.registry import Context, Plan, sample
from tests.markups.text import as_text, strip_attributes

__all__ = ["Facts", "Page", "as_text", "load_facts", "render", "render_plan", "sample", "strip_attributes"]


@dataclass(frozen=True)
class Page:
    """One made page.

    `expected`: the record as `model_dump(mode="json")` without null values. `findings`: kind, label, raw text of all
    `unknown_label`, `refused`, `conflict` and `nameless_row` findings (of a nameless row: its score).
    `media_type`: the header to send the page with (without a charset where the page declares its own).
    `text`: the page as plain text. Where `lossy` names a reason, plain text cannot hold what the markup says and is
    no fair test; where `bound` names one, the same goes for the page without attributes.
    """

    html: bytes
    text: str
    expected: dict[str, Any]
    findings: tuple[tuple[str, str, str], ...]
    lossy: tuple[str, ...]
    plan: Plan
    facts: Facts
    seed: int
    media_type: str
    charset: str
    bound: tuple[str, ...]

    @property
    def stripped(self) -> bytes:
        """The page without attributes, in UTF-8."""
        return strip_attributes(self.html, self.charset)

    @property
    def url(self) -> str:
        return self.facts.url


def render(facts: Facts, seed: int) -> Page:
    """The page that `seed` draws for these facts, completed with invented parts where they are lacking."""
    return render_plan(complete(facts, seed), sample(seed), seed)


def render_plan(facts: Facts, plan: Plan, seed: int, **choices: Any) -> Page:
    """The page that a plan (an option for every dimension) gives; `choices` as in `Context` (pool, stylesheet)."""
    ctx = Context(facts, plan, seed, **choices)
    html = document.build(ctx)
    found = tuple(ctx.findings), tuple(sorted(ctx.lossy))
    text = as_text(html, charset=ctx.charset)
    return Page(
        html,
        text,
        prune(ctx.record),
        *found,
        plan,
        facts,
        seed,
        ctx.media_type,
        ctx.charset,
        tuple(ctx.bound),
    )


def prune(value: Any) -> Any:
    """`value` without nulls and empty lists, at any depth."""
    if isinstance(value, dict):
        kept = {name: prune(each) for name, each in value.items() if each is not None}
        return {name: each for name, each in kept.items() if each != []}
    if isinstance(value, list | tuple):
        return [prune(each) for each in value]
    return value
