"""Layouts of labels and values in one line of text, and in tables."""

from __future__ import annotations

from tests.markups.pairs import Shown, lines
from tests.markups.registry import Context, option
from tests.markups.tree import Children, h


@option("pairs")
def one_text(ctx: Context, pairs: Shown) -> Children:
    return [h("ul", [h("li", label, ": ", value) for label, value in pairs])]


@option("pairs")
def one_text_paragraphs(ctx: Context, pairs: Shown) -> Children:
    return [h("p", label, ": ", value) for label, value in pairs]


@option("pairs")
def one_text_divs_tight(ctx: Context, pairs: Shown) -> Children:
    return [h("div", label, ":", value) for label, value in pairs]


@option("pairs")
def full_width_colon(ctx: Context, pairs: Shown) -> Children:
    return [h("ul", [h("li", label, "：", value) for label, value in pairs])]


@option("pairs")
def bold_label(ctx: Context, pairs: Shown) -> Children:
    return [h("p", h("b", label), " ", value) for label, value in pairs]


@option("pairs")
def bold_label_colon_inside(ctx: Context, pairs: Shown) -> Children:
    return [h("ul", [h("li", h("strong", label, ":"), " ", value) for label, value in pairs])]


@option("pairs")
def bold_label_colon_outside(ctx: Context, pairs: Shown) -> Children:
    return [h("ul", [h("li", h("strong", label), ": ", value) for label, value in pairs])]


@option("pairs")
def bold_label_full_width_colon(ctx: Context, pairs: Shown) -> Children:
    return [h("p", h("strong", label, "："), value) for label, value in pairs]


@option("pairs")
def bold_value(ctx: Context, pairs: Shown) -> Children:
    return [h("p", label, " ", h("b", value)) for label, value in pairs]


@option("pairs")
def breaks(ctx: Context, pairs: Shown) -> Children:
    return [h("p", lines([[h("b", label), ": ", *value] for label, value in pairs]))]


@option("pairs")
def breaks_plain(ctx: Context, pairs: Shown) -> Children:
    return [h("div", lines([[*label, ": ", *value] for label, value in pairs]))]


@option("pairs")
def break_between(ctx: Context, pairs: Shown) -> Children:
    return [h("p", h("strong", label), h("br"), value) for label, value in pairs]


@option("pairs")
def label_small_value_next_line(ctx: Context, pairs: Shown) -> Children:
    return [h("div", h("small", label), h("br"), h("span", value)) for label, value in pairs]


@option("pairs")
def badges(ctx: Context, pairs: Shown) -> Children:
    ctx.lossy.add("badges in one line")
    spans = [h("span", label, ": ", h("b", value), class_="badge") for label, value in pairs]
    return [h("div", [[span, " "] for span in spans])]


@option("pairs")
def preformatted(ctx: Context, pairs: Shown) -> Children:
    return [h("pre", [[*label, ": ", *value, "\n"] for label, value in pairs])]


@option("pairs")
def two_columns(ctx: Context, pairs: Shown) -> Children:
    return [h("table", h("tbody", [h("tr", h("td", label), h("td", value)) for label, value in pairs]))]


@option("pairs")
def two_columns_th(ctx: Context, pairs: Shown) -> Children:
    return [h("table", [h("tr", h("th", label, scope="row"), h("td", value)) for label, value in pairs])]


@option("pairs")
def two_columns_colon(ctx: Context, pairs: Shown) -> Children:
    return [h("table", [h("tr", h("td", h("strong", label, ":")), h("td", value)) for label, value in pairs])]


@option("pairs")
def two_columns_paragraphs(ctx: Context, pairs: Shown) -> Children:
    return [
        h(
            "table",
            h("tbody", [h("tr", h("td", h("p", label)), h("td", h("p", value))) for label, value in pairs]),
        )
    ]


@option("pairs")
def icon_column(ctx: Context, pairs: Shown) -> Children:
    icon = h("td", h("img", src="/i.svg", alt="icon"))
    return [h("table", [h("tr", icon, h("td", label), h("td", value)) for label, value in pairs])]


@option("pairs")
def two_pairs_a_row(ctx: Context, pairs: Shown) -> Children:
    cells = [[h("th", label), h("td", value)] for label, value in pairs]
    return [h("table", [h("tr", cells[at : at + 2]) for at in range(0, len(cells), 2)])]


@option("pairs")
def two_pairs_a_row_td(ctx: Context, pairs: Shown) -> Children:
    cells = [[h("td", label), h("td", value)] for label, value in pairs]
    return [h("table", h("tbody", [h("tr", cells[at : at + 2]) for at in range(0, len(cells), 2)]))]


@option("pairs")
def header_row(ctx: Context, pairs: Shown) -> Children:
    head = h("tr", [h("th", label) for label, _ in pairs])
    return [h("table", h("thead", head), h("tbody", h("tr", [h("td", value) for _, value in pairs])))]


@option("pairs")
def header_row_td(ctx: Context, pairs: Shown) -> Children:
    return [
        h(
            "table",
            h("tr", [h("td", h("b", label)) for label, _ in pairs]),
            h("tr", [h("td", value) for _, value in pairs]),
        )
    ]


@option("pairs")
def header_rows_of_three(ctx: Context, pairs: Shown) -> Children:
    rows = []
    for at in range(0, len(pairs), 3):
        part = pairs[at : at + 3]
        rows += [
            h("tr", [h("th", label) for label, _ in part]),
            h("tr", [h("td", value) for _, value in part]),
        ]
    return [h("table", rows)]


@option("pairs")
def wordpress_table(ctx: Context, pairs: Shown) -> Children:
    head = h(
        "thead",
        h(
            "tr",
            h("th", "Field" if not ctx.facts.zh else "字段"),
            h("th", "Value" if not ctx.facts.zh else "值"),
        ),
    )
    rows = [h("tr", h("td", label), h("td", value)) for label, value in pairs]
    return [h("figure", h("table", head, h("tbody", rows)), class_="wp-block-table")]


@option("pairs")
def cell_pairs(ctx: Context, pairs: Shown) -> Children:
    """Each cell of the table holds a label over its value."""
    cells = [h("td", h("div", label), h("div", value)) for label, value in pairs]
    return [h("table", [h("tr", cells[at : at + 3]) for at in range(0, len(cells), 3)])]


@option("pairs")
def cell_pairs_break(ctx: Context, pairs: Shown) -> Children:
    cells = [h("td", h("strong", label), h("br"), value) for label, value in pairs]
    return [h("table", h("tbody", [h("tr", cells[at : at + 4]) for at in range(0, len(cells), 4)]))]
