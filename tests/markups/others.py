"""Other models on the page: links, cards, tables and carousels of them."""

from __future__ import annotations

from tests.markups.facts import Facts, load_facts
from tests.markups.registry import Context, dimension, option
from tests.markups.sections import heading
from tests.markups.tree import Child, Children, h
from tests.markups.words import words

dimension("related", 0.8)
dimension("link_cards", 0.35)


def neighbours(ctx: Context, count: int) -> list[Facts]:
    """Other models, in the page's language, none with this page's name."""
    known = ctx.pool or load_facts()
    pool = [each for each in known if each.locale == ctx.facts.locale and each.name != ctx.facts.name]
    return ctx.rng("neighbours").sample(pool, count)


def few(facts: Facts, count: int = 3) -> list[tuple[str, str]]:
    return [(label, raw) for label, raw, _ in facts.groups[0][1][:count]]


def path(facts: Facts) -> str:
    return facts.url.split("apxml.com")[1]


def title(ctx: Context) -> str:
    w = words(ctx.facts.zh)
    return w["other"].format(ctx.facts.family) if ctx.facts.family else w["related"]


def _section(ctx: Context, *children: object) -> Children:
    return [h("section", heading(ctx, title(ctx)), children)]


@option("related")
def nothing_related(ctx: Context) -> Children:
    w = words(ctx.facts.zh)
    return _section(ctx, h("ul", h("li", w["no_related"])))


@option("related")
def related_links(ctx: Context) -> Children:
    return _section(
        ctx, h("ul", [h("li", h("a", each.name, href=path(each))) for each in neighbours(ctx, 4)])
    )


@option("related")
def cards_in_links(ctx: Context) -> Children:
    cards = []
    for each in neighbours(ctx, 3):
        rows = [h("div", h("span", label), h("span", raw)) for label, raw in few(each)]
        cards.append(h("a", h("h3", each.name), rows, href=path(each)))
    return _section(ctx, h("div", cards, class_="grid"))


@option("related")
def cards_with_linked_names(ctx: Context) -> Children:
    cards = []
    for each in neighbours(ctx, 3):
        rows = [h("div", h("div", label), h("div", raw)) for label, raw in few(each)]
        cards.append(h("article", h("h3", h("a", each.name, href=path(each))), rows))
    return _section(ctx, cards)


@option("related")
def cards_with_definition_lists(ctx: Context) -> Children:
    cards = []
    for each in neighbours(ctx, 2):
        rows = [[h("dt", label), h("dd", raw)] for label, raw in few(each, 5)]
        cards.append(h("li", h("strong", each.name), h("dl", rows)))
    return _section(ctx, h("ul", cards))


@option("related")
def table_of_models(ctx: Context) -> Children:
    w = words(ctx.facts.zh)
    head = h("tr", [h("th", text) for text in ("Model", w["parameters"], w["context"], w["license"])])
    rows = []
    for each in neighbours(ctx, 4):
        values = {name: raw for _, raw, name in each.groups[0][1]}
        cells = [
            values.get("parameters") or values.get("active_parameters"),
            values["context_length"],
            values["license"],
        ]
        rows.append(h("tr", h("td", h("a", each.name, href=path(each))), [h("td", cell) for cell in cells]))
    return _section(ctx, h("table", h("thead", head), h("tbody", rows)))


@option("related")
def carousel(ctx: Context) -> Children:
    slides = [
        h("li", h("a", h("p", each.name), h("p", ": ".join(few(each)[1])), href=path(each)))
        for each in neighbours(ctx, 3)
    ]
    return [h("aside", heading(ctx, title(ctx)), h("ol", slides))]


@option("link_cards")
def no_link_cards(ctx: Context) -> Children:
    return []


@option("link_cards")
def promoted_model(ctx: Context) -> Children:
    """A card of one other model, wholly inside the link to it, without a heading."""
    ctx.lossy.add("cards of other models known by their links")
    ctx.bound.add("cards of other models known by their links")
    each = neighbours(ctx, 1)[0]
    rows = [h("div", h("div", label), h("div", raw)) for label, raw in few(each, 4)]
    return [h("a", h("div", each.name), rows, href=path(each))]


@option("link_cards")
def aside_cards(ctx: Context) -> Children:
    ctx.lossy.add("cards of other models known by their links")
    ctx.bound.add("cards of other models known by their links")
    cards = [
        h(
            "a",
            h("h3", each.name),
            h("dl", [[h("dt", label), h("dd", raw)] for label, raw in few(each)]),
            href=path(each),
        )
        for each in neighbours(ctx, 2)
    ]
    return [h("aside", cards)]


def related(ctx: Context) -> Children:
    return ctx.use("related")


def promoted(ctx: Context) -> Children:
    found: list[Child] = ctx.use("link_cards")
    return list(found)
