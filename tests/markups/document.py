"""The page as a whole: its sections in order, its body, its bytes."""

from __future__ import annotations

from tests.markups import asides, page_forms, prose, surroundings  # noqa: F401  (they register their options)
from tests.markups.benchmarks import benchmarks
from tests.markups.copies import benchmarks_again, facts_again, specs_again
from tests.markups.diagram import diagram
from tests.markups.facts import Pair
from tests.markups.furniture import head
from tests.markups.others import promoted, related
from tests.markups.registry import Context
from tests.markups.requirements import requirements
from tests.markups.sections import heading, overview, rankings, specs
from tests.markups.transparency import transparency
from tests.markups.tree import Children, h
from tests.markups.words import words

Groups = list[tuple[str | None, list[Pair]]]


def sections(ctx: Context, groups: Groups) -> dict[str, Children]:
    """Every section of the page by name, made in a fixed order so that a plan always gives the same page."""
    facts, rest = ctx.facts, groups[1:]
    needed = facts.requirements or facts.age == "flat"
    return {
        "overview": [overview(ctx, groups[0][1])],
        "specs": [specs(ctx, rest)] if rest else [],
        "requirements": [requirements(ctx, list(facts.requirements))] if needed else [],
        "diagram": diagram(ctx),
        "about": [*about(ctx), *ctx.use("beside_text")],
        "family": family(ctx),
        "benchmarks": [benchmarks(ctx, list(facts.benchmarks), facts.rank_line), *benchmarks_again(ctx)],
        "rankings": [rankings(ctx, facts.rankings)] if facts.rankings else [],
        "transparency": [transparency(ctx, facts.transparency)] if facts.transparency else [],
    }


def about(ctx: Context) -> Children:
    """The model's own text under its heading."""
    rng = ctx.rng("prose")
    texts = prose.paragraphs(rng, ctx.facts.zh, ctx.facts.name, rng.randint(1, 3))
    ctx.record["description"] = "\n\n".join(texts)
    title = ctx.use("description_heading")
    return [h("section", heading(ctx, title) if title else None, ctx.use("prose_form", texts))]


def family(ctx: Context) -> Children:
    """The family's text and the other members."""
    facts, w = ctx.facts, words(ctx.facts.zh)
    if not facts.family:
        return related(ctx)
    texts = prose.family_text(ctx.rng("family"), facts.zh, facts.family)
    ctx.record |= {"family": facts.family, "family_description": "\n\n".join(texts)}
    top = heading(ctx, w["about"].format(facts.family))
    return [h("section", top, ctx.use("prose_form", texts)), *related(ctx)]


def build(ctx: Context) -> bytes:
    """The page's bytes; the context holds what a reader finds on it."""
    facts = ctx.facts
    identity = facts.slug if facts.locale == "en" else f"{facts.locale}/{facts.slug}"
    ctx.record |= {
        "id": identity,
        "slug": facts.slug,
        "locale": facts.locale,
        "url": facts.url,
        "name": facts.name,
    }
    groups: Groups = [(name, list(pairs)) for name, pairs in facts.groups]
    ctx.use("injection", groups)
    facts = ctx.facts
    made = sections(ctx, groups)
    parts: Children = [ctx.use("breadcrumb"), ctx.use("name_form", facts.name)]
    parts += [ctx.use(name) for name in ("hidden", "buttons", "contents", "viewed", "switches")]
    for name in ctx.use("order"):
        parts += made[name]
    parts += [ctx.use(name) for name in ("compared", "questions", "example", "calculator")]
    body = ctx.use("root", [facts_again(ctx), *parts, specs_again(ctx, groups), *promoted(ctx)])
    ctx.use("attributes", body)
    return bytes(ctx.use("source", h("html", head(ctx), body, lang=facts.locale)))
