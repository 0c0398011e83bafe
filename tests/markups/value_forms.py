"""Other ways to publish the same value: numbers, dates, blanks, yes and no, units."""

from __future__ import annotations

from typing import Any

from tests.markups.facts import Pair
from tests.markups.registry import Context, dimension, option

dimension("number_form", 0.12)
dimension("date_form", 0.2)
dimension("blank_form", 0.25)
dimension("truth_form", 0.2)

COUNTS = frozenset(
    (
        "parameters", "active_parameters", "total_expert_parameters", "context_length", "attention_heads",
        "key_value_heads", "head_dimension", "rope_theta", "sliding_window_size", "hidden_size", "layers",
        "ffn_intermediate_size", "vocabulary_size", "experts", "active_experts", "shared_experts",
        "expert_ffn_intermediate_size", "dense_layers_before_moe",
    )
)  # fmt: skip
LARGE = frozenset(("parameters", "active_parameters", "total_expert_parameters"))
MONTHS = ("January February March April May June July August September October November December").split()
ROOMY = frozenset(
    (
        "sibling_divs", "nested_blocks", "definition_list", "definition_list_in_divs", "two_columns",
        "two_columns_th", "two_columns_paragraphs", "header_row", "custom_elements", "label_cards",
    )
)  # fmt: skip
"""Layouts in which an empty value still has its place."""


def raw_value(ctx: Context, pair: Pair) -> str:
    """What the page shows for a pair: the published raw text, or the same value in another form."""
    _, raw, name = pair
    value: Any = ctx.facts.expected.get(name or "")
    if raw == "-":
        return str(ctx.use("blank_form", raw)) if name else raw
    if isinstance(value, bool):
        return str(ctx.use("truth_form", raw, value))
    if name in COUNTS and isinstance(value, int):
        return str(ctx.use("number_form", raw, value, name))
    if name in ("release_date", "knowledge_cutoff") and isinstance(value, str):
        return str(ctx.use("date_form", raw, value))
    return raw


@option("number_form")
def number_as_published(ctx: Context, raw: str, value: int, name: str) -> str:
    return raw


@option("number_form")
def number_in_full(ctx: Context, raw: str, value: int, name: str) -> str:
    return f"{value:,}"


@option("number_form")
def number_without_commas(ctx: Context, raw: str, value: int, name: str) -> str:
    return str(value)


@option("number_form")
def number_with_unit(ctx: Context, raw: str, value: int, name: str) -> str:
    unit = "词元" if ctx.facts.zh else " tokens"
    return raw + unit if name == "context_length" else raw


@option("number_form")
def number_space_before_multiplier(ctx: Context, raw: str, value: int, name: str) -> str:
    return raw[:-1] + " " + raw[-1] if raw[-1] in "KMBT" else raw


@option("number_form")
def number_in_words(ctx: Context, raw: str, value: int, name: str) -> str:
    word = {"B": "billion", "M": "million", "T": "trillion"}.get(raw[-1])
    return f"{raw[:-1]} {word}" if word and name in LARGE else raw


@option("number_form")
def number_full_width(ctx: Context, raw: str, value: int, name: str) -> str:
    """Full-width digits, as Chinese input methods write them."""
    if not ctx.facts.zh:
        return raw
    return "".join(chr(ord(letter) + 0xFEE0) if letter.isdigit() else letter for letter in raw)


@option("date_form")
def date_as_published(ctx: Context, raw: str, value: str) -> str:
    return raw


@option("date_form")
def date_iso(ctx: Context, raw: str, value: str) -> str:
    return value


@option("date_form")
def date_month_first(ctx: Context, raw: str, value: str) -> str:
    parts = value.split("-")
    if len(parts) < 2:
        return raw
    month = MONTHS[int(parts[1]) - 1]
    return f"{month} {int(parts[2])}, {parts[0]}" if len(parts) == 3 else f"{month} {parts[0]}"


@option("date_form")
def date_ideographic(ctx: Context, raw: str, value: str) -> str:
    signs = "年月日"
    return "".join(f"{int(part)}{sign}" for part, sign in zip(value.split("-"), signs, strict=False))


@option("blank_form")
def hyphen(ctx: Context, raw: str) -> str:
    return raw


@option("blank_form")
def dash(ctx: Context, raw: str) -> str:
    return "—"


@option("blank_form")
def not_available(ctx: Context, raw: str) -> str:
    return "N/A"


@option("blank_form")
def empty(ctx: Context, raw: str) -> str:
    return "" if ctx.layout in ROOMY else raw


@option("truth_form")
def truth_as_published(ctx: Context, raw: str, value: bool) -> str:
    return raw


@option("truth_form")
def truth_sign(ctx: Context, raw: str, value: bool) -> str:
    return "✓" if value else "✗"


@option("truth_form")
def truth_word(ctx: Context, raw: str, value: bool) -> str:
    return ("是" if value else "否") if ctx.facts.zh else ("True" if value else "False")
