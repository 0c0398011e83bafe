"""Facts that stand on the page twice: once for phones and once for desktops, or again in a bar or a summary."""

from __future__ import annotations

from tests.markups.benchmarks import table
from tests.markups.facts import Pair
from tests.markups.registry import Context, dimension, option
from tests.markups.sections import heading, pair_block
from tests.markups.tree import Children, h
from tests.markups.words import words

dimension("facts_copy", 0.2)
dimension("specs_copy", 0.15)
dimension("benchmarks_copy", 0.15)
dimension("copy_pairs", 0.8, like="pairs")


@option("facts_copy")
def facts_once(ctx: Context) -> Children:
    return []


@option("facts_copy")
def bar_of_facts(ctx: Context) -> Children:
    """A bar that stays at the top when the reader scrolls."""
    ctx.lossy.add("copies")
    return [h("div", pair_block(ctx, ctx.facts.groups[0][1][:3], "copy_pairs"), class_="sticky top-0")]


@option("facts_copy")
def aside_of_facts(ctx: Context) -> Children:
    ctx.lossy.add("copies")
    return [h("aside", pair_block(ctx, ctx.facts.groups[0][1], "copy_pairs"), class_="lg:hidden")]


@option("specs_copy")
def specs_once(ctx: Context, groups: list[tuple[str | None, list[Pair]]]) -> Children:
    return []


@option("specs_copy")
def specs_twice(ctx: Context, groups: list[tuple[str | None, list[Pair]]]) -> Children:
    """All labels and values once more, in another layout, without groups."""
    ctx.lossy.add("copies")
    pairs = [pair for _, part in groups for pair in part]
    title = heading(ctx, words(ctx.facts.zh)["specs"])
    return [h("section", title, pair_block(ctx, pairs, "copy_pairs"), class_="md:hidden")]


@option("benchmarks_copy")
def benchmarks_once(ctx: Context) -> Children:
    return []


@option("benchmarks_copy")
def benchmarks_twice(ctx: Context) -> Children:
    ctx.lossy.add("copies")
    if not ctx.facts.benchmarks:
        return []
    title = heading(ctx, words(ctx.facts.zh)["benchmarks"])
    return [h("section", title, table(ctx, list(ctx.facts.benchmarks)), class_="hidden md:block")]


def _plain(ctx: Context) -> bool:
    """Copies of pages with injected findings would repeat them; nobody has said how often they count then."""
    return not ctx.findings


def facts_again(ctx: Context) -> Children:
    return list(ctx.use("facts_copy")) if _plain(ctx) else []


def specs_again(ctx: Context, groups: list[tuple[str | None, list[Pair]]]) -> Children:
    return list(ctx.use("specs_copy", groups)) if _plain(ctx) else []


def benchmarks_again(ctx: Context) -> Children:
    return list(ctx.use("benchmarks_copy")) if _plain(ctx) else []
