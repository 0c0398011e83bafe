"""What happens inside a label, a value or a heading without changing what a reader sees."""

from __future__ import annotations

from html import escape
from random import Random

from tests.markups.registry import Context, dimension, option
from tests.markups.tree import Children, Raw, h

dimension("label_text", 0.5)
dimension("value_text", 0.4)
dimension("heading_text", 0.25)


@option("label_text")
def as_is(ctx: Context, text: str) -> Children:
    return [text]


@option("label_text")
def upper(ctx: Context, text: str) -> Children:
    return [text.upper()]


@option("label_text")
def lower(ctx: Context, text: str) -> Children:
    return [text.lower()]


@option("label_text")
def no_break_spaces(ctx: Context, text: str) -> Children:
    return [text.replace(" ", "\u00a0") + "\u00a0"]


@option("label_text")
def zero_width(ctx: Context, text: str) -> Children:
    return [_inside(text, ctx.rng("label_text"), "\u200b")]


@option("label_text")
def soft_hyphens(ctx: Context, text: str) -> Children:
    return [_inside(text, ctx.rng("label_text"), "\u00ad")]


@option("label_text")
def soft_hyphen_entities(ctx: Context, text: str) -> Children:
    return [
        Raw(
            _inside(escape(text), ctx.rng("label_text"), "&shy;") if "&" not in escape(text) else escape(text)
        )
    ]


@option("label_text")
def comments_in_words(ctx: Context, text: str) -> Children:
    return [
        Raw(
            _inside(escape(text), ctx.rng("label_text"), "<!-- -->")
            if "&" not in escape(text)
            else escape(text)
        )
    ]


@option("label_text")
def comments_around(ctx: Context, text: str) -> Children:
    return [Raw("<!--[-->"), text, Raw("<!--]-->")]


@option("label_text")
def full_width_parentheses(ctx: Context, text: str) -> Children:
    return [text.replace(" (", "（").replace(")", "）")]


@option("label_text")
def numeric_entities(ctx: Context, text: str) -> Children:
    return [Raw("".join(f"&#x{ord(letter):x};" if letter in "aeio (" else escape(letter) for letter in text))]


@option("label_text")
def words_in_spans(ctx: Context, text: str) -> Children:
    first, _, rest = text.partition(" ")
    return [h("span", first), " ", h("span", rest)] if rest else [h("span", first)]


@option("label_text")
def abbreviation(ctx: Context, text: str) -> Children:
    return [h("abbr", text, title="Shown as published by the makers")]


@option("label_text")
def line_breaks_in_source(ctx: Context, text: str) -> Children:
    if ctx.layout == "preformatted":
        return [text]
    return ["\n      " + text.replace(" ", "\n      ") + "\n    "]


@option("label_text")
def small_break(ctx: Context, text: str) -> Children:
    return [Raw(escape(text).replace(" ", "<wbr> ") + "<wbr>")]


@option("value_text")
def value_as_is(ctx: Context, text: str) -> Children:
    return [text]


@option("value_text")
def value_no_break_spaces(ctx: Context, text: str) -> Children:
    return ["\u00a0" + text.replace(" ", "\u00a0") + "&nbsp;".replace("&nbsp;", "\u00a0")]


@option("value_text")
def value_zero_width(ctx: Context, text: str) -> Children:
    return ["\u200b" + _inside(text, ctx.rng("value_text"), "\u200b") + "\ufeff"]


@option("value_text")
def value_comment(ctx: Context, text: str) -> Children:
    return [
        Raw(
            _inside(escape(text), ctx.rng("value_text"), "<!-- -->")
            if "&" not in escape(text)
            else escape(text)
        )
    ]


@option("value_text")
def unit_in_span(ctx: Context, text: str) -> Children:
    if text and text[-1] in "KMBT" and text[:-1].replace(".", "").replace(",", "").isdigit():
        return [text[:-1], h("span", text[-1], class_="text-sm")]
    return [h("span", text)]


@option("value_text")
def strong(ctx: Context, text: str) -> Children:
    return [h("strong", text)]


@option("value_text")
def code(ctx: Context, text: str) -> Children:
    return [h("code", text)]


@option("value_text")
def data_element(ctx: Context, text: str) -> Children:
    return [h("data", text, value="42")]


@option("value_text")
def titled(ctx: Context, text: str) -> Children:
    return [h("span", text, title="about 999K, see notes")]


@option("value_text")
def linked(ctx: Context, text: str) -> Children:
    if any(letter.isdigit() for letter in text) or len(text) < 2:
        return [text]
    return [h("a", text, href="/glossary/" + "".join(c for c in text.lower() if c.isalnum()))]


@option("value_text")
def numeric_references(ctx: Context, text: str) -> Children:
    return [Raw("".join(f"&#{ord(letter)};" if letter.isalnum() else escape(letter) for letter in text))]


@option("value_text")
def padded(ctx: Context, text: str) -> Children:
    return [text] if ctx.layout == "preformatted" else ["\n\t\t" + text + "\n\t"]


@option("value_text")
def nested_inline(ctx: Context, text: str) -> Children:
    return [h("span", h("b", h("bdi", text)))]


@option("heading_text")
def heading_as_is(ctx: Context, text: str) -> Children:
    return [text]


@option("heading_text")
def heading_anchor(ctx: Context, text: str) -> Children:
    return [h("a", text, href="#" + text.lower().replace(" ", "-"))]


@option("heading_text")
def heading_icon(ctx: Context, text: str) -> Children:
    return [
        Raw('<svg viewBox="0 0 9 9" aria-hidden="true"><title>section icon</title><path d="M0 0h9"/></svg>'),
        " ",
        text,
    ]


@option("heading_text")
def heading_upper(ctx: Context, text: str) -> Children:
    """Not where a name stands in it: nobody could tell how it is written."""
    named = any(name and name in text for name in (ctx.facts.name, ctx.facts.family))
    return [text if named else text.upper()]


@option("heading_text")
def heading_no_break(ctx: Context, text: str) -> Children:
    return [text.replace(" ", "\u00a0")]


@option("heading_text")
def heading_comments(ctx: Context, text: str) -> Children:
    return [Raw("<!-- -->"), text, Raw("<!-- -->")]


@option("heading_text")
def heading_hash(ctx: Context, text: str) -> Children:
    """A link sign behind the heading, as documentation generators write it."""
    return [text, " ", h("a", "#", href="#here", aria_label="Link to this section")]


@option("heading_text")
def heading_spans(ctx: Context, text: str) -> Children:
    return [h("span", h("span", text))]


@option("heading_text")
def heading_emoji(ctx: Context, text: str) -> Children:
    return [h("span", ctx.rng("heading_text").choice("📊⚙🧠🔍"), aria_hidden="true"), " ", text]


def _inside(text: str, rng: Random, what: str) -> str:
    """`text` with `what` between two letters of one word, where there is a word of two letters."""
    places = [at for at in range(1, len(text)) if text[at - 1].isalnum() and text[at].isalnum()]
    if not places:
        return text
    at = rng.choice(places)
    return text[:at] + what + text[at:]
