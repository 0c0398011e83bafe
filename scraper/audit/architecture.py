"""Numbers of the architecture that cannot stand beside each other."""

from __future__ import annotations

from collections.abc import Iterator

from scraper.audit.case import Case, more_than, short

NARROWEST_HEADS, WIDEST_HEADS = 0.45, 4.0
"""Heads x head dimension over hidden size: 0.5 (Falcon-H1) to 3.2 (DeepSeek-V2) are real designs."""


def active_experts_above_experts(case: Case) -> Iterator[str]:
    """More experts active than there are; shared ones may be counted on either side."""
    record = case.record
    if record.experts is not None:
        there = record.experts + (record.shared_experts or 0)
        yield from more_than("Active Experts", record.active_experts, "Number of Experts", there)


def key_value_heads_above_heads(case: Case) -> Iterator[str]:
    """More key-value heads than query heads."""
    yield from more_than(
        "Key-Value Heads", case.record.key_value_heads, "Attention Heads", case.record.attention_heads
    )


def heads_not_divisible(case: Case) -> Iterator[str]:
    """Query heads cannot be shared evenly among the key-value heads."""
    heads, shared = case.record.attention_heads, case.record.key_value_heads
    if heads and shared and heads >= shared and heads % shared:
        yield f"Attention Heads {heads:,} cannot be divided among Key-Value Heads {shared:,}."


def heads_far_from_hidden_size(case: Case) -> Iterator[str]:
    """Heads times head dimension is far from the hidden size."""
    heads, width, hidden = case.record.attention_heads, case.record.head_dimension, case.record.hidden_size
    if heads and width and hidden and not NARROWEST_HEADS <= heads * width / hidden <= WIDEST_HEADS:
        yield (
            f"Attention Heads {heads:,} x Attention Head Dimension {width:,} is {heads * width:,}, "
            f"far from Hidden Dimension Size {hidden:,}."
        )


def embedding_above_parameters(case: Case) -> Iterator[str]:
    """The embedding table alone would have more parameters than the model."""
    words, hidden, whole = case.record.vocabulary_size, case.record.hidden_size, case.record.parameters
    if words and hidden and whole and words * hidden > whole * 1.05:
        yield (
            f"Vocabulary Size {words:,} x Hidden Dimension Size {hidden:,} is {short(words * hidden)}, "
            f"more than all Parameters {short(whole)}."
        )


def dense_layers_above_layers(case: Case) -> Iterator[str]:
    """More dense layers than layers."""
    record = case.record
    yield from more_than(
        "Dense Layers Before MoE", record.dense_layers_before_moe, "Number of Layers", record.layers
    )


def window_size_without_window(case: Case) -> Iterator[str]:
    """A window size on a model that has no sliding window."""
    if case.record.sliding_window is False and case.record.sliding_window_size:
        size = case.record.sliding_window_size
        yield f"Sliding Window Size is {size:,}, but Sliding Window Attention is No."


def window_without_window_size(case: Case) -> Iterator[str]:
    """A sliding window of no width; a size that is not published is no contradiction."""
    if case.record.sliding_window is True and case.record.sliding_window_size == 0:
        yield "Sliding Window Attention is Yes, but Sliding Window Size is 0."


def window_above_context(case: Case) -> Iterator[str]:
    """A window that is wider than the context it should limit."""
    record = case.record
    if record.sliding_window:
        yield from more_than(
            "Sliding Window Size", record.sliding_window_size, "Context Length", record.context_length
        )
