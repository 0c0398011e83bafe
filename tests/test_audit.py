"""Plausibility rules: real contradictions are found, real pages stay silent, every rule has both sides."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.profile import Criterion, ModelProfile, Transparency
from scraper.audit import MOST_PER_RULE, RULES, audit
from scraper.audit.name_sizes import name_sizes
from scraper.extraction import Reading

TODAY = date(2026, 5, 1)
PAGES = json.loads((Path(__file__).parent / "fixtures" / "audit.json").read_text("utf-8"))
"""Facts of real pages, and the rules that must report them: [] means silence."""


def record(**facts: object) -> ModelProfile:
    address = {"id": "a", "slug": "a", "locale": "en", "url": "https://apxml.com/models/a"}
    return ModelProfile.model_validate(address | facts)


def rules(**facts: object) -> list[str]:
    return [anomaly.rule for anomaly in audit(record(**facts), TODAY)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["slug"])
def test_real_page(page):
    assert rules(**page["facts"]) == page["rules"]


def report(*criteria: tuple[float | None, float | None], score: float = 34, most: float | None = 100):
    parts = tuple(Criterion(criterion=str(i), score=s, max_score=m) for i, (s, m) in enumerate(criteria))
    return Transparency(score=score, max_score=most, criteria=parts)


TEN = [(3.0, 10.0)] * 9 + [(7.0, 10.0)]
ROW = {"category": "Coding", "benchmark": "LiveBench Coding"}
DEVICE = {"device": "RTX 4090", "device_vram_gb": 24, "vram_gb": 26.98}
FOUND_AND_SILENT = {
    "active_above_total_experts": (
        {"active_parameters": "671B", "total_expert_parameters": "37.0B"},
        {"active_parameters": "52B", "total_expert_parameters": "389B"},
    ),
    "active_above_parameters": (
        {"parameters": "7B", "active_parameters": "8B"},
        {"parameters": "8B", "active_parameters": "8B"},
    ),
    "experts_above_parameters": (
        {"parameters": "30B", "total_expert_parameters": "31B"},
        {"parameters": "30B", "total_expert_parameters": "29B"},
    ),
    "size_in_name": (
        {"name": "Qwen3-8B", "parameters": "14B"},
        {"name": "Mistral-7B-v0.1", "parameters": "7.3B"},
    ),
    "name_of_another": (
        {"slug": "falcon-40b", "name": "Phi 4"},
        {"slug": "deepseekv3", "name": "DeepSeek V3"},
    ),
    "active_experts_above_experts": (
        {"experts": 8, "active_experts": 16},
        {"experts": 8, "active_experts": 9, "shared_experts": 1},
    ),
    "key_value_heads_above_heads": (
        {"attention_heads": 8, "key_value_heads": 32},
        {"attention_heads": 32, "key_value_heads": 32},
    ),
    "heads_not_divisible": (
        {"attention_heads": 30, "key_value_heads": 8},
        {"attention_heads": 71, "key_value_heads": 1},
    ),
    "heads_far_from_hidden_size": (
        {"attention_heads": 8, "head_dimension": 256, "hidden_size": 10_240},
        {"attention_heads": 32, "head_dimension": 256, "hidden_size": 3_072},
    ),
    "embedding_above_parameters": (
        {"vocabulary_size": 262_144, "hidden_size": 4_096, "parameters": "0.5B"},
        {"vocabulary_size": 262_144, "hidden_size": 1_024, "parameters": "0.27B"},
    ),
    "dense_layers_above_layers": (
        {"layers": 3, "dense_layers_before_moe": 61},
        {"layers": 61, "dense_layers_before_moe": 3},
    ),
    "window_size_without_window": (
        {"sliding_window": "No", "sliding_window_size": "131,072"},
        {"sliding_window": "Yes", "sliding_window_size": "4,096"},
    ),
    "window_without_window_size": (
        {"sliding_window": "Yes", "sliding_window_size": 0},
        {"sliding_window": "Yes", "sliding_window_size": None},
    ),
    "window_above_context": (
        {"sliding_window": "Yes", "sliding_window_size": "262,144", "context_length": "128K"},
        {"sliding_window": "Yes", "sliding_window_size": "128K", "context_length": "128K"},
    ),
    "cutoff_after_release": (
        {"knowledge_cutoff": "Mar 2025", "release_date": "15 Jan 2025"},
        {"knowledge_cutoff": "30 Jan 2025", "release_date": "Jan 2025"},
    ),
    "date_in_the_future": ({"release_date": "2 May 2026"}, {"release_date": "1 May 2026"}),
    "date_too_early": ({"release_date": "1 Jan 1970"}, {"release_date": "14 Mar 2023"}),
    "criteria_do_not_add_up": (
        {"transparency": report(*TEN, score=44)},
        {"transparency": report(*TEN, score=34)},
    ),
    "score_above_maximum": (
        {"transparency": report((11.0, 10.0))},
        {"transparency": report((10.0, 10.0))},
    ),
    "benchmark_published_twice": (
        {"benchmarks": [ROW | {"score": 0.7}, ROW | {"score": 0.8}]},
        {"benchmarks": [ROW | {"score": 0.7}, ROW | {"score": 0.8, "category": "Reasoning"}]},
    ),
    "score_below_zero": ({"benchmarks": [ROW | {"score": -0.1}]}, {"benchmarks": [ROW | {"score": 0}]}),
    "device_too_small": (
        {"requirements": [DEVICE | {"device_count": 1}]},
        {"requirements": [DEVICE | {"device_count": 2}]},
    ),
}


@pytest.mark.parametrize("name", FOUND_AND_SILENT)
def test_rule_finds_its_contradiction_and_nothing_else(name):
    found, silent = FOUND_AND_SILENT[name]
    assert rules(**found) == [name]
    assert rules(**silent) == []


def test_every_rule_is_tested_and_described():
    assert set(RULES) == {*FOUND_AND_SILENT, "pillar_does_not_add_up"}
    assert all(check.__doc__ for check in RULES.values())


@pytest.mark.parametrize(
    ("name", "counts", "agrees"),
    [
        ("Qwen3-235B-A22B", {"active_parameters": "235B", "total_expert_parameters": "22B"}, True),
        ("Qwen3-235B-A22B", {"parameters": "235B", "active_parameters": "22B"}, True),
        ("Qwen3-235B-A22B", {"parameters": "235B", "active_parameters": "37B"}, False),
        ("Qwen3-235B-A22B", {"parameters": "200B", "active_parameters": "22B"}, True),
        ("Qwen3-235B-A22B", {"parameters": "23.5B", "active_parameters": "22B"}, False),
        ("Qwen3-235B-A22B", {"parameters": "30B"}, False),
        ("ERNIE-4.5-21B-A3B", {"active_parameters": "3B"}, True),
        ("Hunyuan A13B", {"parameters": "80B"}, True),
        ("ERNIE-4.5-0.3B", {"parameters": "0.3B"}, True),
        ("ERNIE-4.5-0.3B", {"parameters": "3B"}, False),
        ("Gemma 3 270M", {"parameters": "0.27B"}, True),
        ("Gemma 3 270M", {"parameters": "270B"}, False),
        ("Gemma 4 E2B", {"parameters": "5.1B"}, True),
        ("Phi-3-mini", {"parameters": "3.8B"}, True),
        ("Mixtral-8x7B", {"parameters": "46.7B"}, True),
        ("Mixtral-8x7B", {"parameters": "56B"}, True),
        ("Mixtral-8x7B", {"parameters": "141B"}, False),
        ("Mixtral-8x22B-Instruct", {"active_parameters": "141B"}, True),
        ("Qwen2.5-7B-Instruct-1M", {"parameters": "7.6B"}, True),
        ("Llama 4 Scout 17B 16E", {"active_parameters": "17B"}, True),
        ("Llama 4 Scout 17B 16E", {"active_parameters": "109B"}, False),
        ("Llama 4 Scout 17B-16E", {"parameters": "109B"}, True),
        ("Llama 4 Scout 17B-16E", {"parameters": "109B", "active_parameters": "17B"}, True),
        ("Bloom 176 B", {"parameters": "176B"}, True),
        ("Bloom 176 B", {"parameters": "7B"}, False),
        ("Ling-1T", {"parameters": "1T"}, True),
        ("OLMo-1B-3T", {"parameters": "1.2B"}, True),
        ("Ministral 3 3B", {"parameters": "3B"}, True),
        ("Yi-34B-200K", {"parameters": "34B"}, True),
    ],
)
def test_size_in_name(name, counts, agrees):
    assert ("size_in_name" in rules(name=name, **counts)) is not agrees


def test_a_number_that_equals_the_context_is_no_size():
    assert name_sizes("GLM Long 128M", context_length=128_000_000) == ()


def test_sentence_names_the_values():
    (anomaly,) = audit(record(active_parameters="671B", total_expert_parameters="37.0B"), TODAY)
    assert anomaly.detail == "Active Parameters 671B is more than Total Expert Parameters 37B."


def test_criteria_of_a_cut_page_are_silent():
    """Parts that are missing make a sum too small, which is no contradiction; too large stays one."""
    assert rules(transparency=report(*TEN[:4], score=34)) == []
    assert rules(transparency=report(*TEN, (None, None), score=34)) == []
    assert rules(transparency=report((20.0, None), (20.0, None), score=34)) == ["criteria_do_not_add_up"]


def test_whole_points_may_round():
    assert rules(transparency=report(*TEN[:9], (7.4, 10.0), score=34)) == []


@pytest.mark.parametrize(
    ("published", "found"),
    [("21.0 / 30", False), ("24 / 30", True), ("12.0 / 30", True), ("21 of 30", False), ("a / b", False)],
)
def test_pillars(published, found):
    parts = tuple(Criterion(pillar="Upstream", criterion=str(i), score=7, max_score=10) for i in range(3))
    other = Criterion(pillar="Model", criterion="3", score=5, max_score=10)
    transparency = Transparency(score=26, max_score=100, criteria=(*parts, other))
    readings = (Reading(0, None, "Upstream", published, None), Reading(1, None, "Elsewhere", "1 / 2", None))
    anomalies = audit(record(transparency=transparency), TODAY, readings)
    assert [a.rule for a in anomalies] == ["pillar_does_not_add_up"] * found


def test_a_hostile_page_cannot_flood():
    rows = [{"benchmark": f"B{i}", "score": -1} for i in range(10_000)]
    assert rules(benchmarks=rows) == ["score_below_zero"] * MOST_PER_RULE


@given(st.text(max_size=160))
def test_any_name_is_read_without_error(name):
    for size in name_sizes(name):
        assert 0 <= size.least <= size.most
        assert size.text in name
