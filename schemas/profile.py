"""What a model profile is. One line per field; the unit stands in the field's description."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from schemas.values import (
    Count,
    Grade,
    Name,
    PartialDate,
    Prose,
    Rank,
    Score,
    YesNo,
)


class Part(BaseModel):
    """Common rules of every part of a record: unknown keys are an error, records never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=False)


def about(text: str, *examples: object) -> object:
    """Field metadata: one sentence with the unit, and examples as published on a page."""
    return Field(description=text, examples=list(examples))


class Benchmark(Part):
    """One row of the benchmark table."""

    category: Annotated[Name | None, about("What the benchmark measures.", "Agentic Coding")] = None
    benchmark: Annotated[Name, about("Name of the benchmark.", "LiveBench Agentic")]
    score: Annotated[Score | None, about("Score on the benchmark's own scale.", 0.476, 1314.0)] = None
    rank: Annotated[Rank | None, about("Place among all models of the site; 1 is best.", 25)] = None


class Criterion(Part):
    """One criterion of the transparency report."""

    pillar: Annotated[Name | None, about("Group of the criterion.", "Upstream")] = None
    criterion: Annotated[Name, about("Name of the criterion.", "Architectural Provenance")]
    score: Annotated[Score | None, about("Points given.", 7.0)] = None
    max_score: Annotated[Score | None, about("Points possible.", 10.0)] = None
    assessment: Annotated[Prose | None, about("Why the points were given, whole, as published.")] = None


class Transparency(Part):
    """The transparency report, also published as "Model Integrity"."""

    score: Annotated[Score | None, about("Total points.", 34.0)] = None
    max_score: Annotated[Score | None, about("Possible points.", 100.0)] = None
    grade: Annotated[Grade | None, about("School grade.", "B", "D+")] = None
    note: Annotated[Prose | None, about("Audit note, whole, as published.")] = None
    criteria: Annotated[tuple[Criterion, ...], about("In page order.")] = ()


class Requirement(Part):
    """One hardware recommendation: a tier's device for a context size."""

    context_tokens: Annotated[Count | None, about("Context size, tokens.", 1024)] = None
    vram_gb: Annotated[Score | None, about("Memory needed, GB.", 26.98)] = None
    tier: Annotated[Name | None, about("Class of hardware.", "Consumer")] = None
    device: Annotated[Name | None, about("Device.", "RTX 4090")] = None
    device_count: Annotated[Count | None, about("Devices needed.", 2)] = None
    device_vram_gb: Annotated[Score | None, about("Memory of one device, GB.", 24.0)] = None


class ModelProfile(Part):
    """One model as its profile page publishes it. `null`: the page says nothing, or a blank."""

    id: Annotated[
        str, about("The path under /models/; another locale stands before it.", "claude-haiku-45", "zh/phi-4")
    ]
    slug: Annotated[str, about("Last part of the page's path.", "claude-haiku-45")]
    locale: Annotated[str, about("Language of the page, as in its path.", "en")]
    url: Annotated[str, about("Canonical address of the page.", "https://apxml.com/models/claude-haiku-45")]
    name: Annotated[Name | None, about("Name of the model.", "Claude Haiku 4.5")] = None
    family: Annotated[Name | None, about("Family the model belongs to.", "Claude 4.5")] = None
    description: Annotated[
        Prose | None, about("The page's text about the model, paragraphs apart by an empty line.")
    ] = None
    family_description: Annotated[Prose | None, about("The page's text about the family.")] = None

    parameters: Annotated[Count | None, about("Parameters of the model, number.", "671B")] = None
    active_parameters: Annotated[
        Count | None, about("Parameters used per token as published, number.", "37.0B")
    ] = None
    total_expert_parameters: Annotated[
        Count | None, about("Parameters in all experts as published, number.", "671B")
    ] = None
    context_length: Annotated[Count | None, about("Longest input, tokens.", "200K", "131.072K")] = None
    modality: Annotated[Name | None, about("Kinds of input and output.", "Multimodal")] = None
    architecture: Annotated[Name | None, about("Overall design.", "Mixture of Experts (MoE)")] = None
    license: Annotated[Name | None, about("Licence of the weights or the service.", "Apache 2.0")] = None
    release_date: Annotated[
        PartialDate | None, about("Day of release, at the published precision.", "1 Oct 2025")
    ] = None
    knowledge_cutoff: Annotated[
        PartialDate | None, about("End of the training data, at the published precision.", "Feb 2025")
    ] = None

    attention_structure: Annotated[Name | None, about("Kind of attention.", "Grouped-Query Attention")] = None
    attention_heads: Annotated[Count | None, about("Query heads per layer, number.", "32")] = None
    key_value_heads: Annotated[Count | None, about("Key-value heads per layer, number.", "8")] = None
    head_dimension: Annotated[Count | None, about("Width of an attention head, elements.", "128")] = None
    position_embedding: Annotated[Name | None, about("How positions are encoded.", "ROPE")] = None
    rope_theta: Annotated[Count | None, about("Base of the rotary embedding.", "1,000,000")] = None
    sliding_window: Annotated[YesNo | None, about("Whether attention is limited to a window.", "Yes")] = None
    sliding_window_size: Annotated[Count | None, about("Width of that window, tokens.", "4,096")] = None
    normalization: Annotated[Name | None, about("Kind of normalization layer.", "RMS Normalization")] = None
    activation_function: Annotated[Name | None, about("Activation of the feed-forward layers.", "SwigLU")] = (
        None
    )

    hidden_size: Annotated[Count | None, about("Width of the model, elements.", "4,096")] = None
    layers: Annotated[Count | None, about("Transformer layers, number.", "61")] = None
    ffn_intermediate_size: Annotated[
        Count | None, about("Inner width of a dense feed-forward layer, elements.", "14,336")
    ] = None
    multi_token_prediction_heads: Annotated[
        Count | None, about("Heads that predict further tokens, number.", "1")
    ] = None

    vocabulary_size: Annotated[Count | None, about("Tokens in the vocabulary, number.", "151,936")] = None

    experts: Annotated[Count | None, about("Experts per layer, number.", "257")] = None
    active_experts: Annotated[Count | None, about("Experts used per token, number.", "8")] = None
    shared_experts: Annotated[Count | None, about("Experts that every token uses, number.", "1")] = None
    expert_ffn_intermediate_size: Annotated[
        Count | None, about("Inner width of an expert, elements.", "2,048")
    ] = None
    dense_layers_before_moe: Annotated[
        Count | None, about("Dense layers before the first expert layer, number.", "3")
    ] = None

    overall_rank: Annotated[Rank | None, about("Place among all models of the site; 1 is best.", "#120")] = (
        None
    )
    coding_rank: Annotated[
        Rank | None, about("Place for coding among all models of the site; 1 is best.", "#82")
    ] = None

    benchmarks: Annotated[tuple[Benchmark, ...], about("In page order.")] = ()
    transparency: Annotated[Transparency | None, about("Null where the page has no report.")] = None
    requirements: Annotated[tuple[Requirement, ...], about("In page order.")] = ()


SCALARS: tuple[str, ...] = tuple(
    name for name in ModelProfile.model_fields if name not in ("benchmarks", "transparency", "requirements")
)
"""Fields that hold one value: the columns of the `models` table, in this order."""

IDENTITY: tuple[str, ...] = ("id", "slug", "locale", "url")
"""Scalars that come from the address, not from the page's text."""
