"""Rarer forms of the transparency report: tables, gauges, scores in pieces, summaries before details."""

from __future__ import annotations

from tests.markups.registry import Context, option
from tests.markups.tree import Child, Children, Raw, h


@option("total_form")
def total_pieces(ctx: Context, label: str, score: str, grade: str) -> Child:
    return h(
        "div", h("div", label), h("div", h("span", score), h("span", "/"), h("span", "100")), h("div", grade)
    )


@option("total_form")
def total_pairs(ctx: Context, label: str, score: str, grade: str) -> Child:
    grade_label = "等级" if ctx.facts.zh else "Grade"
    return h("dl", h("dt", label), h("dd", f"{score} / 100"), h("dt", grade_label), h("dd", grade))


@option("total_form")
def total_colon(ctx: Context, label: str, score: str, grade: str) -> Child:
    return h("div", h("p", f"{label}: {score} / 100"), h("p", grade))


@option("total_form")
def total_gauge(ctx: Context, label: str, score: str, grade: str) -> Child:
    """A ring drawn around the grade, the points beside it."""
    ring = Raw(
        '<svg viewBox="0 0 36 36"><circle r="16"></circle><circle r="16" stroke-dasharray="68 100"></circle></svg>'
    )
    return h("div", h("div", ring, h("div", grade)), h("div", h("p", label), h("p", h("b", score), " / 100")))


@option("total_form")
def total_cards(ctx: Context, label: str, score: str, grade: str) -> Child:
    return h(
        "ul", h("li", h("p", label), h("p", h("strong", f"{score}/100"))), h("li", h("p", h("strong", grade)))
    )


@option("total_form")
def total_table(ctx: Context, label: str, score: str, grade: str) -> Child:
    return h("table", h("tr", h("th", label), h("td", f"{score} / 100"), h("td", grade)))


@option("pillar_form")
def pillar_one_text(ctx: Context, name: str, score: str, rows: Children) -> Child:
    ctx.lossy.add("pillar and points in one line")
    return h("section", h("h3", name, " ", h("small", score)), rows)


@option("pillar_form")
def pillar_pieces(ctx: Context, name: str, score: str, rows: Children) -> Child:
    points, _, top = score.partition(" / ")
    return h(
        "section",
        h("div", h("h3", name), h("p", h("span", points), " ", h("span", f"/ {top}"))),
        h("div", rows),
    )


@option("pillar_form")
def pillar_meter(ctx: Context, name: str, score: str, rows: Children) -> Child:
    bar = h("progress", value="21", max="30")
    return h("article", h("header", h("h3", name), h("div", score)), bar, h("div", rows))


@option("criterion_form")
def criterion_table(ctx: Context, name: str, score: str, text: str) -> Children:
    ctx.lossy.add("criteria in a table")
    return [h("table", h("tr", h("td", h("b", name)), h("td", score), h("td", text)))]


@option("criterion_form")
def criterion_pieces(ctx: Context, name: str, score: str, text: str) -> Children:
    points, _, top = score.partition(" / ")
    return [
        h("div", h("div", h("h4", name), h("div", h("span", points), h("span", f"/{top}"))), h("p", text))
    ]


@option("criterion_form")
def criterion_tight(ctx: Context, name: str, score: str, text: str) -> Children:
    return [h("div", h("div", name), h("div", score.replace(" / ", "/")), h("p", text))]


@option("criterion_form")
def criterion_definition(ctx: Context, name: str, score: str, text: str) -> Children:
    return [h("dl", h("dt", name), h("dd", score), h("dd", text))]


@option("criterion_form")
def criterion_score_first(ctx: Context, name: str, score: str, text: str) -> Children:
    ctx.lossy.add("points before the criterion")
    return [h("div", h("div", h("span", score), "\n", h("h4", name)), h("p", text))]


@option("criterion_form")
def criterion_inline_words(ctx: Context, name: str, score: str, text: str) -> Children:
    first, gap, rest = text.partition(" ")
    return [h("div", h("h5", name), h("div", score), h("p", h("em", first), gap, rest))]


@option("criterion_form")
def criterion_button(ctx: Context, name: str, score: str, text: str) -> Children:
    """An accordion made of buttons."""
    icon = Raw('<svg><path d="m6 9 6 6 6-6"/></svg>')
    return [
        h("div", h("h3", h("button", h("span", name), " ", h("span", score), icon)), h("div", h("p", text)))
    ]


@option("total_form")
def total_bracket(ctx: Context, label: str, score: str, grade: str) -> Child:
    return h("p", h("strong", f"{label}:"), f" {score}/100 ({grade})")


@option("total_form")
def total_badges(ctx: Context, label: str, score: str, grade: str) -> Child:
    """Spans without white space, which a style sets apart."""
    ctx.lossy.add("total without spaces")
    return h("div", h("span", label), h("span", score), h("span", "/ 100"), h("span", grade))


@option("pillar_form")
def pillar_bracket(ctx: Context, name: str, score: str, rows: Children) -> Child:
    return h("section", h("h3", f"{name} ({score})"), rows)


@option("criterion_form")
def criterion_bracket(ctx: Context, name: str, score: str, text: str) -> Children:
    return [h("div", h("h4", f"{name} ({score})"), h("p", text))]


@option("criterion_form")
def criterion_dash(ctx: Context, name: str, score: str, text: str) -> Children:
    return [h("div", h("div", f"{name} — {score.replace(' ', '')}"), h("p", text))]


@option("criterion_form")
def criterion_permalink(ctx: Context, name: str, score: str, text: str) -> Children:
    return [h("div", h("h4", name, " ", h("a", "#", href="#c")), h("p", score), h("p", text))]


@option("criterion_form")
def criterion_one_item(ctx: Context, name: str, score: str, text: str) -> Children:
    """Name, points and assessment in one list item."""
    return [h("ul", h("li", h("strong", f"{name}:"), f" {score.replace(' ', '')}. {text}"))]


@option("criterion_form")
def criterion_points_above(ctx: Context, name: str, score: str, text: str) -> Children:
    ctx.lossy.add("points before the criterion")
    return [h("div", h("div", score), h("h4", name), h("p", text))]
