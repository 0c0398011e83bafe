"""Rarer layouts of labels and values: notes beside them, links around them, all of them in one line, copies."""

from __future__ import annotations

from tests.markups.pairs import Shown, lines
from tests.markups.registry import Context, option
from tests.markups.tree import Children, Raw, h

NOTES = (
    "As given by the makers.",
    "Counted over all parts; others count 3B less.",
    "Smaller siblings have 8K or 16 of them.",
)
NOTES_ZH = ("由开发者提供。", "按全部部件计算；也有人少算 3B。", "较小的成员只有 8K 或 16 个。")


def _note(ctx: Context) -> str:
    return ctx.rng("notes").choice(NOTES_ZH if ctx.facts.zh else NOTES)


@option("pairs")
def three_columns(ctx: Context, pairs: Shown) -> Children:
    """Label, value, and a column of remarks, with a row of titles."""
    ctx.lossy.add("remarks beside values")
    titles = ("规格", "值", "说明") if ctx.facts.zh else ("Specification", "Value", "Description")
    rows = [h("tr", h("td", label), h("td", value), h("td", _note(ctx))) for label, value in pairs]
    return [h("table", h("thead", h("tr", [h("th", title) for title in titles])), h("tbody", rows))]


@option("pairs")
def note_below(ctx: Context, pairs: Shown) -> Children:
    ctx.lossy.add("remarks beside values")
    return [
        h("div", h("div", label), h("div", value), h("p", h("small", _note(ctx)))) for label, value in pairs
    ]


@option("pairs")
def definition_with_remark(ctx: Context, pairs: Shown) -> Children:
    ctx.lossy.add("remarks beside values")
    return [h("dl", [[h("dt", label), h("dd", value), h("dd", _note(ctx))] for label, value in pairs])]


@option("pairs")
def linked_facts(ctx: Context, pairs: Shown) -> Children:
    """The whole pair is a link to a page about the label."""
    return [
        h("a", h("div", label), h("div", value), href=f"/glossary/{at}")
        for at, (label, value) in enumerate(pairs)
    ]


@option("pairs")
def middots(ctx: Context, pairs: Shown) -> Children:
    ctx.lossy.add("pairs in one line")
    found: Children = []
    for at, (label, value) in enumerate(pairs):
        found += [" · "] if at else []
        found += [h("span", *label, ": ", h("b", value))]
    return [h("p", found)]


@option("pairs")
def bars_in_one_text(ctx: Context, pairs: Shown) -> Children:
    ctx.lossy.add("pairs in one line")
    found: Children = []
    for at, (label, value) in enumerate(pairs):
        found += [" | "] if at else []
        found += [*label, ": ", *value]
    return [h("p", found)]


@option("pairs")
def div_header_row(ctx: Context, pairs: Shown) -> Children:
    """A row of labels over a row of values, all divs."""
    ctx.lossy.add("header row of divs")
    found: Children = []
    for at in range(0, len(pairs), 4):
        part = pairs[at : at + 4]
        labels = h("div", [h("div", label) for label, _ in part], class_="row")
        found.append(h("div", labels, h("div", [h("div", value) for _, value in part], class_="row")))
    return found


@option("pairs")
def spoken_copy(ctx: Context, pairs: Shown) -> Children:
    """Each card has its text once more for screen readers."""
    ctx.lossy.add("text for screen readers")
    return [
        h(
            "div",
            h("span", *label, ": ", *value, class_="sr-only"),
            h("div", h("div", label), h("div", value)),
        )
        for label, value in pairs
    ]


@option("pairs")
def twice_for_phones(ctx: Context, pairs: Shown) -> Children:
    """A list for phones and a table for desktops, one of them not displayed."""
    phone = h("dl", [[h("dt", label), h("dd", value)] for label, value in pairs], class_="md:hidden")
    rows = [h("tr", h("th", label), h("td", value)) for label, value in pairs]
    return [phone, h("table", h("tbody", rows), class_="hidden md:table")]


@option("pairs")
def tab_panels(ctx: Context, pairs: Shown) -> Children:
    """Two tabs: a short list and the whole one."""
    titles = ("简要", "全部") if ctx.facts.zh else ("Short", "All")
    tabs = h("div", [h("button", title, role="tab") for title in titles], role="tablist")
    short = h(
        "div", [h("div", h("span", label), " ", h("b", value)) for label, value in pairs[:2]], role="tabpanel"
    )
    whole = h("div", [h("div", h("div", label), h("div", value)) for label, value in pairs], role="tabpanel")
    ctx.lossy.add("tabs")
    return [tabs, short, whole]


@option("pairs")
def rows_and_cells(ctx: Context, pairs: Shown) -> Children:
    rows = [
        h("div", h("span", label, role="rowheader"), "\n", h("span", value, role="cell"), role="row")
        for label, value in pairs
    ]
    return [h("div", rows, role="table")]


@option("pairs")
def list_of_two_blocks(ctx: Context, pairs: Shown) -> Children:
    return [h("ol", [h("li", h("p", h("em", label)), h("p", value)) for label, value in pairs])]


@option("pairs")
def heading_and_breaks(ctx: Context, pairs: Shown) -> Children:
    return [h("div", lines([[h("span", label), h("br"), h("strong", value)] for label, value in pairs]))]


@option("pairs")
def spacer_cells(ctx: Context, pairs: Shown) -> Children:
    gap = h("td", Raw("&nbsp;"))
    return [h("table", [h("tr", gap, h("td", label), gap, h("td", value), gap) for label, value in pairs])]


@option("pairs")
def bullet_signs(ctx: Context, pairs: Shown) -> Children:
    return [h("div", lines([["• ", *label, ": ", *value] for label, value in pairs]))]


@option("pairs")
def table_per_pair(ctx: Context, pairs: Shown) -> Children:
    return [h("table", h("tr", h("td", label)), h("tr", h("td", value))) for label, value in pairs]


@option("pairs")
def font_tags(ctx: Context, pairs: Shown) -> Children:
    rows = [
        h("tr", h("td", h("font", h("b", label), color="#666")), h("td", h("font", value)))
        for label, value in pairs
    ]
    return [h("center", h("table", rows, border="0"))]


@option("pairs")
def buttons_with_values(ctx: Context, pairs: Shown) -> Children:
    return [h("div", h("button", label, type="button"), h("div", value)) for label, value in pairs]


@option("pairs")
def vue_fragments(ctx: Context, pairs: Shown) -> Children:
    start, end = Raw("<!--[-->"), Raw("<!--]-->")
    rows = [
        h("div", Raw("<!---->"), h("dt", start, label, end), h("dd", start, value, end))
        for label, value in pairs
    ]
    return [h("dl", start, rows, end)]


@option("pairs")
def angular(ctx: Context, pairs: Shown) -> Children:
    return [
        h(
            "app-spec",
            h("mat-card", h("mat-card-title", label), h("mat-card-content", h("p", value))),
            _nghost_c1="",
        )
        for label, value in pairs
    ]
