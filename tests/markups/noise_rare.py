"""Rarer noise in and beside labels and values: marks nobody sees, letters apart, footnotes, buttons."""

from __future__ import annotations

from html import escape

from tests.markups.extras import ONE_LINE
from tests.markups.registry import Context, option
from tests.markups.tree import Children, Raw, h


@option("label_text")
def other_hyphens(ctx: Context, text: str) -> Children:
    return [text.replace("-", "\u2011")]


@option("label_text")
def direction_marks(ctx: Context, text: str) -> Children:
    return ["\u2068" + text + "\u2069\u200e"]


@option("label_text")
def word_joiners(ctx: Context, text: str) -> Children:
    return [text.replace("-", "\u2060-\u2060") + "\u200d"]


@option("label_text")
def words_without_space(ctx: Context, text: str) -> Children:
    """Each word in a span; the space between them is the style sheet's."""
    ctx.lossy.add("adjacent spans")
    return [h("span", [h("span", word) for word in text.split(" ")])]


@option("label_text")
def letters_in_spans(ctx: Context, text: str) -> Children:
    """Letters one by one, as animated text has them."""
    return [h("span", [h("span", letter) if letter != " " else " " for letter in text])]


@option("label_text")
def trailing_colon(ctx: Context, text: str) -> Children:
    """ "Context Length:" in its own element; not where the layout writes the colon itself."""
    return [text if ctx.layout in ONE_LINE else text + (":" if not ctx.facts.zh else "：")]


@option("label_text")
def entity_spaces(ctx: Context, text: str) -> Children:
    return [Raw("&ensp;" + escape(text).replace(" ", "&thinsp;") + "&#8203;")]


@option("value_text")
def value_direction_marks(ctx: Context, text: str) -> Children:
    return ["\u2068" + text + "\u2069"]


@option("value_text")
def value_letters(ctx: Context, text: str) -> Children:
    return [h("span", [h("span", letter) if letter != " " else " " for letter in text])]


@option("value_text")
def value_soft_break(ctx: Context, text: str) -> Children:
    return [Raw(escape(text).replace("-", "-<wbr>").replace(" ", " <wbr>"))]


@option("value_text")
def value_entities(ctx: Context, text: str) -> Children:
    return [Raw("&nbsp;" + escape(text).replace("-", "&#45;").replace(" ", "&#32;") + "&zwnj;")]


@option("beside_label")
def footnote_sign(ctx: Context, label: Children) -> Children:
    ctx.lossy.add("footnotes")
    return [*label, h("sup", h("a", "1", href="#note-1"))]


@option("beside_label")
def asterisk(ctx: Context, label: Children) -> Children:
    return [*label, h("span", "*")]


@option("beside_label")
def help_word(ctx: Context, label: Children) -> Children:
    """A word for help in a button of its own."""
    ctx.lossy.add("text for screen readers")
    if ctx.layout in ONE_LINE:
        return label
    return [h("span", label), h("button", "帮助" if ctx.facts.zh else "Help", type="button")]


@option("beside_label")
def tooltip_span(ctx: Context, label: Children) -> Children:
    """The tip is a span inside the label's element."""
    ctx.lossy.add("tooltip between label and value")
    if ctx.layout in ONE_LINE:
        return label
    tip = (
        "由开发者公布，单位见说明。"
        if ctx.facts.zh
        else "As published by the makers; see the notes for the unit."
    )
    return [h("span", label), h("span", tip, role="tooltip", class_="invisible")]


@option("beside_value")
def footnote_after(ctx: Context, value: Children) -> Children:
    ctx.lossy.add("footnotes")
    return [*value, h("sup", h("a", "2", href="#note-2"))]


@option("beside_value")
def copy_button(ctx: Context, value: Children) -> Children:
    ctx.lossy.add("buttons beside values")
    return [*value, " ", h("button", "复制" if ctx.facts.zh else "Copy", type="button")]


@option("beside_value")
def icon_button(ctx: Context, value: Children) -> Children:
    return [*value, h("button", Raw("<svg><title>Copy</title><path d='M0 0'/></svg>"), type="button")]


@option("beside_value")
def comment_around_value(ctx: Context, value: Children) -> Children:
    return [Raw("<!--v-if-->"), *value, Raw("<!---->")]
