"""Layouts of labels and values, label first, in blocks and lines."""

from __future__ import annotations

from tests.markups.registry import Context, dimension, option
from tests.markups.tree import Child, Children, Raw, flat, h

dimension("overview_pairs", 0.9, like="pairs")
dimension("spec_pairs", 0.9, like="pairs")
dimension("rank_pairs", 0.7, like="pairs")

Shown = list[tuple[Children, Children]]
"""Labels and values with their noise, ready to be placed."""


@option("pairs")
def sibling_divs(ctx: Context, pairs: Shown) -> Children:
    return [h("div", h("div", label), h("div", value)) for label, value in pairs]


@option("pairs")
def grid_of_siblings(ctx: Context, pairs: Shown) -> Children:
    return [
        h(
            "div",
            [h("div", h("div", label), h("div", value)) for label, value in pairs],
            class_="grid grid-cols-2 gap-4",
        )
    ]


@option("pairs")
def nested_blocks(ctx: Context, pairs: Shown) -> Children:
    return [
        h("div", h("div", h("div", h("span", label))), h("div", h("div", h("div", h("p", value)))))
        for label, value in pairs
    ]


@option("pairs")
def flat_divs(ctx: Context, pairs: Shown) -> Children:
    return [h("div", [[h("div", label), h("div", value)] for label, value in pairs])]


@option("pairs")
def flat_paragraphs(ctx: Context, pairs: Shown) -> Children:
    return [h("section", [[h("p", label), h("p", value)] for label, value in pairs])]


@option("pairs")
def label_heading(ctx: Context, pairs: Shown) -> Children:
    return [h("div", h("h4", label), h("p", value)) for label, value in pairs]


@option("pairs")
def label_heading_flat(ctx: Context, pairs: Shown) -> Children:
    return [h("div", [[h("h5", label), h("div", value)] for label, value in pairs])]


@option("pairs")
def spans_with_space(ctx: Context, pairs: Shown) -> Children:
    return [h("ul", [h("li", h("span", label), " ", h("span", value)) for label, value in pairs])]


@option("pairs")
def spans_without_space(ctx: Context, pairs: Shown) -> Children:
    ctx.lossy.add("adjacent spans")
    return [
        h("div", h("span", label), h("span", value), class_="flex justify-between") for label, value in pairs
    ]


@option("pairs")
def spans_with_icons(ctx: Context, pairs: Shown) -> Children:
    ctx.lossy.add("adjacent spans")
    icon = Raw('<svg width="12" viewBox="0 0 12 12"><title>icon</title><circle r="5"></circle></svg>')
    return [h("div", icon, h("span", label), icon, h("span", value)) for label, value in pairs]


@option("pairs")
def icons_with_text(ctx: Context, pairs: Shown) -> Children:
    return [
        h("div", h("span", "●", aria_hidden="true"), h("div", label), h("div", value))
        for label, value in pairs
    ]


@option("pairs")
def image_between(ctx: Context, pairs: Shown) -> Children:
    icon = h("img", src="/i.svg", alt="", width="12")
    return [h("div", icon, h("p", label), icon, h("p", value)) for label, value in pairs]


@option("pairs")
def bare_label_block_value(ctx: Context, pairs: Shown) -> Children:
    return [h("div", label, h("div", value)) for label, value in pairs]


@option("pairs")
def span_label_bare_value(ctx: Context, pairs: Shown) -> Children:
    ctx.lossy.add("adjacent spans")
    return [h("div", h("span", label, class_="text-gray-500"), value) for label, value in pairs]


@option("pairs")
def block_label_bare_value(ctx: Context, pairs: Shown) -> Children:
    return [h("div", h("div", label), value) for label, value in pairs]


@option("pairs")
def definition_list(ctx: Context, pairs: Shown) -> Children:
    return [h("dl", [[h("dt", label), h("dd", value)] for label, value in pairs])]


@option("pairs")
def definition_list_in_divs(ctx: Context, pairs: Shown) -> Children:
    return [h("dl", [h("div", h("dt", label), h("dd", value)) for label, value in pairs])]


@option("pairs")
def many_definition_lists(ctx: Context, pairs: Shown) -> Children:
    return [h("dl", h("dt", h("span", label)), h("dd", h("div", value))) for label, value in pairs]


@option("pairs")
def custom_elements(ctx: Context, pairs: Shown) -> Children:
    return [
        h(
            "spec-list",
            [h("spec-item", h("spec-label", label), h("spec-value", value)) for label, value in pairs],
        ),
    ]


@option("pairs")
def slots(ctx: Context, pairs: Shown) -> Children:
    return [
        h("x-fact", h("div", label, slot="label"), h("div", value, slot="value"), h("span", slot="end"))
        for label, value in pairs
    ]


@option("pairs")
def figures(ctx: Context, pairs: Shown) -> Children:
    return [h("figure", h("figcaption", label), h("div", value)) for label, value in pairs]


@option("pairs")
def details(ctx: Context, pairs: Shown) -> Children:
    return [h("details", h("summary", label), h("p", value), open="") for label, value in pairs]


@option("pairs")
def nested_lists(ctx: Context, pairs: Shown) -> Children:
    return [h("ul", [h("li", label, h("ul", h("li", value))) for label, value in pairs])]


@option("pairs")
def bootstrap_list_group(ctx: Context, pairs: Shown) -> Children:
    rows = [
        h("li", h("div", h("div", label, class_="fw-bold")), h("span", value, class_="badge"))
        for label, value in pairs
    ]
    return [h("ul", rows, class_="list-group list-group-flush")]


@option("pairs")
def label_and_output(ctx: Context, pairs: Shown) -> Children:
    return [h("div", h("label", label), " ", h("output", value)) for label, value in pairs]


@option("pairs")
def amp_sections(ctx: Context, pairs: Shown) -> Children:
    return [
        h("amp-accordion", [h("section", h("h4", label), h("div", h("p", value))) for label, value in pairs])
    ]


@option("pairs")
def value_card_block(ctx: Context, pairs: Shown) -> Children:
    ctx.lossy.add("value above label")
    return [
        h(
            "div",
            [h("div", h("div", value), h("div", label), class_="card") for label, value in pairs],
            class_="cards",
        )
    ]


@option("pairs")
def value_card_nested(ctx: Context, pairs: Shown) -> Children:
    ctx.lossy.add("value above label")
    return [
        h("article", h("div", h("p", h("strong", value))), h("footer-line", h("small", label)))
        for label, value in pairs
    ]


@option("pairs")
def value_card_figure(ctx: Context, pairs: Shown) -> Children:
    ctx.lossy.add("value above label")
    return [h("figure", h("div", value), h("figcaption", label)) for label, value in pairs]


@option("pairs")
def value_card_list(ctx: Context, pairs: Shown) -> Children:
    ctx.lossy.add("value above label")
    return [h("ul", [h("li", h("h3", value), h("p", label)) for label, value in pairs])]


def lines(children: list[Children]) -> Children:
    """`children` apart by <br>."""
    found: list[Child] = []
    for at, each in enumerate(children):
        found += ([h("br")] if at else []) + flat(each)
    return found


@option("pairs")
def icons_between_spans(ctx: Context, pairs: Shown) -> Children:
    """Icon, label, icon, value, with the white space that a template's line breaks leave."""
    icon = Raw(
        '<svg width="12" height="12" viewBox="0 0 12 12"><title>icon</title><circle cx="6" cy="6" r="5"></circle></svg>'
    )
    rows = [
        h("li", icon, "\n", h("span", label), "\n", icon, "\n", h("span", value), "\n")
        for label, value in pairs
    ]
    return [h("ul", rows, class_="facts")]


@option("pairs")
def label_cards(ctx: Context, pairs: Shown) -> Children:
    """Cards with a small label over a large value."""
    cards = [
        h("div", h("small", label), h("div", h("strong", value)), class_="card") for label, value in pairs
    ]
    return [h("div", cards, class_="cards")]
