"""Headings and the sections of labels and values."""

from __future__ import annotations

from collections.abc import Callable

from tests.markups.facts import Pair
from tests.markups.pairs import Shown
from tests.markups.registry import Context, dimension, option
from tests.markups.tree import Child, Children, h
from tests.markups.value_forms import raw_value
from tests.markups.words import words

dimension("section_heading", 0.5)
dimension("group_heading", 0.6)
dimension("group_box", 0.5)
dimension("label_words", 0.15)
dimension("specs_form", 0.25)

Groups = list[tuple[str | None, list[Pair]]]


@option("section_heading")
def h2(ctx: Context, text: Children) -> Child:
    return h("h2", text)


@option("section_heading")
def h3_in_header(ctx: Context, text: Children) -> Child:
    return h("header", h("h3", text))


@option("section_heading")
def h2_in_divs(ctx: Context, text: Children) -> Child:
    return h("div", h("div", h("h2", text)))


@option("section_heading")
def plain_div(ctx: Context, text: Children) -> Child:
    return h("div", text, class_="text-xl font-bold")


@option("section_heading")
def strong_paragraph(ctx: Context, text: Children) -> Child:
    return h("p", h("strong", text))


@option("section_heading")
def custom_heading(ctx: Context, text: Children) -> Child:
    return h("ui-heading", h("h2", text), level="2")


@option("group_heading")
def h3(ctx: Context, text: Children) -> Child:
    return h("h3", text)


@option("group_heading")
def h4(ctx: Context, text: Children) -> Child:
    return h("h4", text)


@option("group_heading")
def group_div(ctx: Context, text: Children) -> Child:
    return h("div", text, class_="uppercase tracking-wide")


@option("group_heading")
def group_paragraph(ctx: Context, text: Children) -> Child:
    return h("p", h("span", text))


@option("group_heading")
def group_legend_like(ctx: Context, text: Children) -> Child:
    return h("div", h("strong", text))


@option("group_heading")
def h6(ctx: Context, text: Children) -> Child:
    return h("h6", h("span", text))


@option("group_box")
def box_div(ctx: Context, heading: Child | None, body: Children) -> Child:
    return h("div", heading, body)


@option("group_box")
def box_section(ctx: Context, heading: Child | None, body: Children) -> Child:
    return h("section", heading, h("div", body))


@option("group_box")
def box_fieldset(ctx: Context, heading: Child | None, body: Children) -> Child:
    return h(
        "fieldset",
        h("legend", heading.children if hasattr(heading, "children") else None) if heading else None,
        body,
    )


@option("group_box")
def box_details(ctx: Context, heading: Child | None, body: Children) -> Child:
    return h("details", h("summary", heading), body, open="") if heading else h("div", body)


@option("group_box")
def box_none(ctx: Context, heading: Child | None, body: Children) -> Child:
    return h("article", heading, body)


@option("group_box")
def box_deep(ctx: Context, heading: Child | None, body: Children) -> Child:
    return h("div", h("div", h("div", heading)), h("div", h("div", body)))


@option("label_words")
def published(ctx: Context, pair: Pair) -> str:
    return pair[0]


@option("label_words")
def other_words(ctx: Context, pair: Pair) -> str:
    """Another label that the vocabulary knows for the same field."""
    from schemas.language import languages

    for language in languages():
        if pair[2] and pair[0] in language.labels.get(pair[2], ()):
            return ctx.rng("label_words").choice(language.labels[pair[2]])
    return pair[0]


@option("label_words")
def other_language(ctx: Context, pair: Pair) -> str:
    """Now and then the label in another language, as half-translated pages have it."""
    from schemas.language import languages

    if not pair[2] or ctx.rng("label_words").random() < 0.6:
        return pair[0]
    others = [language for language in languages() if language.locale != ctx.facts.locale]
    found = [word for language in others for word in language.labels.get(pair[2], ())]
    return found[0] if found else pair[0]


def heading(ctx: Context, text: str, kind: str = "section_heading") -> Child:
    return ctx.use(kind, ctx.use("heading_text", text))


def shown(ctx: Context, pairs: tuple[Pair, ...] | list[Pair]) -> Shown:
    """Labels and values with the plan's noise."""
    found: Shown = []
    for pair in pairs:
        label = ctx.use("beside_label", ctx.use("label_text", ctx.use("label_words", pair)))
        found.append((label, ctx.use("beside_value", ctx.use("value_text", raw_value(ctx, pair)))))
    return found


def pair_block(ctx: Context, pairs: tuple[Pair, ...] | list[Pair], layout: str) -> Children:
    ctx.layout = ctx.plan[layout]
    return ctx.use(layout, shown(ctx, pairs)) if pairs else []


def publish(ctx: Context, pairs: tuple[Pair, ...] | list[Pair]) -> None:
    """Notes in the record what a reader finds in `pairs`."""
    for _, raw, name in pairs:
        if name and raw != "-" and name in ctx.facts.expected:
            ctx.record[name] = ctx.facts.expected[name]


def overview(ctx: Context, pairs: tuple[Pair, ...] | list[Pair]) -> Child:
    publish(ctx, pairs)
    return h("section", pair_block(ctx, pairs, "overview_pairs"))


def specs(ctx: Context, groups: Groups) -> Child:
    """The specifications: flat ones under their heading, grouped ones with a heading per group."""
    title = words(ctx.facts.zh)["specs"]
    parts: Children = [heading(ctx, title)]
    if ctx.plan["specs_form"] != "boxes":
        for _, pairs in groups:
            publish(ctx, pairs)
        return h("section", parts, ctx.use("specs_form", groups, title))
    for name, pairs in groups:
        publish(ctx, pairs)
        top = heading(ctx, name, "group_heading") if name and name != title else None
        parts.append(ctx.use("group_box", top, pair_block(ctx, pairs, "spec_pairs")))
    return h("section", parts)


@option("specs_form")
def boxes(ctx: Context, groups: Groups, title: str) -> Children:
    """Each group in its own box; see `specs`."""
    return []


def _rows(
    ctx: Context, groups: Groups, title: str, row: Callable[..., Child], head: Callable[[str], Child]
) -> Children:
    found: Children = []
    for name, pairs in groups:
        found += [head(name)] if name and name != title else []
        found += [row(label, value) for label, value in shown(ctx, pairs)]
    return found


@option("specs_form")
def one_table(ctx: Context, groups: Groups, title: str) -> Children:
    """One table; the groups' names stand in rows of one wide cell."""
    ctx.layout = "two_columns"
    rows = _rows(
        ctx, groups, title,
        lambda label, value: h("tr", h("td", label), h("td", value)),
        lambda name: h("tr", h("th", name, colspan="2")),
    )  # fmt: skip
    return [h("table", h("tbody", rows))]


@option("specs_form")
def table_bodies(ctx: Context, groups: Groups, title: str) -> Children:
    """One table with a body per group, the name over it."""
    ctx.layout = "two_columns_th"
    found: Children = []
    for name, pairs in groups:
        top = h("thead", h("tr", h("td", h("b", name), colspan="2"))) if name and name != title else None
        rows = [h("tr", h("th", label), h("td", value)) for label, value in shown(ctx, pairs)]
        found.append(h("table", top, h("tbody", rows)))
    return found


@option("specs_form")
def one_list(ctx: Context, groups: Groups, title: str) -> Children:
    """One flat run of divs: group names, labels and values are all siblings."""
    ctx.layout = "flat_divs"
    found: Children = []
    for name, pairs in groups:
        found += [h("h4", name)] if name and name != title else []
        for label, value in shown(ctx, pairs):
            found += [h("div", label), h("div", value)]
    return [h("div", found)]


@option("specs_form")
def caption_tables(ctx: Context, groups: Groups, title: str) -> Children:
    ctx.layout = "two_columns"
    found: Children = []
    for name, pairs in groups:
        caption = h("caption", name) if name and name != title else None
        rows = [h("tr", h("td", label), h("td", value)) for label, value in shown(ctx, pairs)]
        found.append(h("table", caption, h("tbody", rows)))
    return found


@option("specs_form")
def tabs(ctx: Context, groups: Groups, title: str) -> Children:
    """A row of tab buttons with the groups' names, then their panels without names."""
    ctx.lossy.add("tabs")
    ctx.layout = "sibling_divs"
    names = [name for name, _ in groups if name and name != title]
    bar = h("div", [h("button", name, role="tab") for name in names], role="tablist") if names else None
    panels = [
        h(
            "div",
            [h("div", h("div", label), h("div", value)) for label, value in shown(ctx, pairs)],
            role="tabpanel",
        )
        for _, pairs in groups
    ]
    return [bar, *panels] if bar else list(panels)


def rankings(ctx: Context, pairs: tuple[Pair, ...]) -> Child:
    publish(ctx, pairs)
    return h("section", heading(ctx, words(ctx.facts.zh)["rankings"]), pair_block(ctx, pairs, "rank_pairs"))
