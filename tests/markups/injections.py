"""Things on a page that must be reported: unknown labels and groups, refused values, conflicts."""

from __future__ import annotations

from tests.markups.facts import Pair
from tests.markups.registry import Context, dimension, option

dimension("injection", 0.35)

Groups = list[tuple[str | None, list[Pair]]]


@option("injection")
def nothing_injected(ctx: Context, groups: Groups) -> None:
    pass


@option("injection")
def unknown_label(ctx: Context, groups: Groups) -> None:
    """A label between known ones that the vocabulary does not have."""
    label, raw = ctx.rng("injection").choice(
        [("最大输出长度", "64K"), ("量化支持", "INT8")]
        if ctx.facts.zh
        else [("Max Output Tokens", "64K"), ("Tool Calling", "Yes")]
    )
    groups[0][1].insert(3, (label, raw, None))
    ctx.findings.append(("unknown_label", label, raw))


@option("injection")
def unknown_group(ctx: Context, groups: Groups) -> None:
    """A whole new group with its heading."""
    if len(groups) < 3:
        return
    pairs = [("Input Price", "$3.00"), ("Output Price", "$15.00"), ("Batch Discount", "50%")]
    groups.append(("Pricing", [(label, raw, None) for label, raw in pairs]))
    ctx.findings += [("unknown_label", label, raw) for label, raw in pairs]


@option("injection")
def refused(ctx: Context, groups: Groups) -> None:
    """A value that is no number: the field stays null."""
    place = next(at for at, pair in enumerate(groups[0][1]) if pair[2] == "context_length")
    label = groups[0][1][place][0]
    groups[0][1][place] = (label, "ask sales", None)
    ctx.findings.append(("refused", label, "ask sales"))


@option("injection")
def conflict(ctx: Context, groups: Groups) -> None:
    """The same label again with another value: the first one stands."""
    first = next(pair for pair in groups[0][1] if pair[2] == "context_length")
    if len(groups) < 2 or first[1] == "-":
        return
    groups[-1][1].append((first[0], "77K", None))
    ctx.findings.append(("conflict", first[0], "77K"))
