"""What stands beside labels and values: tooltips, icons, text for screen readers."""

from __future__ import annotations

from tests.markups.registry import Context, dimension, option
from tests.markups.tree import Children, Raw, h

dimension("beside_label", 0.45)
dimension("beside_value", 0.25)

ONE_LINE = frozenset(
    (
        "one_text", "one_text_paragraphs", "one_text_divs_tight", "full_width_colon", "bold_label", "badges",
        "bold_label_colon_inside", "bold_label_colon_outside", "bold_label_full_width_colon", "bold_value",
        "breaks", "breaks_plain", "break_between", "preformatted", "label_small_value_next_line",
        "spans_with_space", "label_and_output", "icons_between_spans", "middots", "bars_in_one_text",
        "bullet_signs", "heading_and_breaks", "rows_and_cells",
    )
)  # fmt: skip
"""Layouts of pairs in which label and value share a line of text."""

TIPS = (
    "How much the model can take in at once, counted the usual way; 8K or 200K are common.",
    "Published by the makers, not measured here.",
    "Larger is not always better: 7B models can beat 70B ones.",
)


@option("beside_label")
def nothing(ctx: Context, label: Children) -> Children:
    return label


@option("beside_label")
def svg_icon(ctx: Context, label: Children) -> Children:
    return [
        Raw('<svg class="w-4 h-4" viewBox="0 0 24 24"><title>Info 24</title><path d="M12 2v9"/></svg>'),
        *label,
    ]


@option("beside_label")
def svg_icon_after(ctx: Context, label: Children) -> Children:
    return [
        *label,
        Raw('<svg role="img"><title>More info</title><desc>Context 99K</desc><path d="M0 0"></path></svg>'),
    ]


@option("beside_label")
def emoji(ctx: Context, label: Children) -> Children:
    return [h("span", ctx.rng("beside_label").choice("📏🧩📅⚖🔧"), aria_hidden="true"), " ", *label]


@option("beside_label")
def screen_reader_info(ctx: Context, label: Children) -> Children:
    ctx.lossy.add("text for screen readers")
    return [*label, " ", h("button", h("span", "More info", class_="sr-only"), type="button")]


@option("beside_label")
def info_sign(ctx: Context, label: Children) -> Children:
    return [*label, " ", h("sup", "ⓘ")]


@option("beside_label")
def hidden_tooltip(ctx: Context, label: Children) -> Children:
    return [*label, h("template", h("p", ctx.rng("beside_label").choice(TIPS)))]


@option("beside_label")
def title_tooltip(ctx: Context, label: Children) -> Children:
    return [h("span", *label, title="Context Length: 999K", data_tip="Parameters: 1B")]


@option("beside_label")
def button_label(ctx: Context, label: Children) -> Children:
    return [h("button", *label, type="button", aria_describedby="tip-1")]


@option("beside_label")
def question_mark(ctx: Context, label: Children) -> Children:
    return [*label, h("a", Raw("<i></i>"), href="#glossary", aria_label="What is this?")]


@option("beside_label")
def tooltip_block(ctx: Context, label: Children) -> Children:
    """A sentence in a block of its own between label and value; no such block where both stand in one line."""
    if ctx.layout in ONE_LINE:
        return label
    ctx.lossy.add("tooltip between label and value")
    return [h("span", label), h("div", ctx.rng("beside_label").choice(TIPS), role="tooltip")]


@option("beside_value")
def nothing_more(ctx: Context, value: Children) -> Children:
    return value


@option("beside_value")
def icon_before(ctx: Context, value: Children) -> Children:
    return [Raw("<svg><title>value</title></svg>"), *value]


@option("beside_value")
def image_with_alt(ctx: Context, value: Children) -> Children:
    return [*value, h("img", src="/x.png", alt="64K")]


@option("beside_value")
def script_after(ctx: Context, value: Children) -> Children:
    return [*value, Raw('<script>window.q=(window.q||[]).concat("512K")</script>')]


@option("beside_value")
def style_after(ctx: Context, value: Children) -> Children:
    return [Raw("<style>.v{color:#128128}</style>"), *value]


@option("beside_value")
def meter_after(ctx: Context, value: Children) -> Children:
    return [*value, Raw("<!-- 77K -->"), h("i", aria_hidden="true")]
