"""The architecture diagram: numbers and label words that are no facts."""

from __future__ import annotations

from tests.markups.registry import Context, dimension, option
from tests.markups.sections import heading
from tests.markups.tree import Children, Raw, h
from tests.markups.words import words

dimension("diagram", 0.5)

TEXTS = (
    "Input Tokens", "Token Embedding", "Position: RoPE", "Hidden: 3.1k · Context: 99K", "x 42 layers", "RMSNorm",
    "Pre-Attention", "Grouped-Query Attention", "48Q / 12KV heads", "Head dim: 64", "+", "Feed-Forward Network",
    "Intermediate: 9k", "Final RMSNorm", "Output Logits",
)  # fmt: skip


@option("diagram")
def no_diagram(ctx: Context) -> Children:
    return []


@option("diagram")
def diagram_svg(ctx: Context) -> Children:
    texts = "".join(f'<text x="8" y="{18 * at + 18}">{text}</text>' for at, text in enumerate(TEXTS))
    return _section(ctx, Raw(f'<svg viewBox="0 0 300 290" class="diagram">{texts}</svg>'))


@option("diagram")
def diagram_one_text(ctx: Context) -> Children:
    ctx.lossy.add("diagram")
    return _section(ctx, h("div", [h("span", text) for text in TEXTS]))


@option("diagram")
def diagram_blocks(ctx: Context) -> Children:
    ctx.lossy.add("diagram")
    return _section(ctx, h("div", [h("div", text) for text in TEXTS]))


@option("diagram")
def diagram_canvas(ctx: Context) -> Children:
    return _section(ctx, h("canvas", width="300"))


def _section(ctx: Context, body: object) -> Children:
    return [h("section", heading(ctx, words(ctx.facts.zh)["diagram"]), body)]


def diagram(ctx: Context) -> Children:
    return list(ctx.use("diagram"))
