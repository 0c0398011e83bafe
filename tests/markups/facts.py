"""Published facts of real pages, as data: one `Facts` per line of `tests/fixtures/facts/pages.jsonl`."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

FILE = Path(__file__).parents[1] / "fixtures" / "facts" / "pages.jsonl"

Pair = tuple[str, str, str | None]
"""Label as published, raw value, field of the record (None: the vocabulary does not have the label)."""

PILLARS = (
    ("Upstream", 30, ("Architectural Provenance", "Dataset Composition", "Tokenizer Integrity")),
    (
        "Model",
        40,
        ("Parameter Density", "Training Compute", "Benchmark Reproducibility", "Identity Consistency"),
    ),
    ("Downstream", 30, ("License Clarity", "Hardware Footprint", "Versioning Drift")),
)
PILLARS_ZH = (
    ("上游", 30, ("架构来源", "数据集构成", "分词器完整性")),
    ("模型", 40, ("参数密度", "训练算力", "基准可复现性", "身份一致性")),
    ("下游", 30, ("许可证清晰度", "硬件占用", "版本漂移")),
)


@dataclass(frozen=True)
class Facts:
    """What one page publishes. `synthetic` names the parts that no real page published in this form."""

    case: str
    url: str
    locale: str
    age: str
    name: str
    family: str | None
    groups: tuple[tuple[str | None, tuple[Pair, ...]], ...]
    rank_line: str | None
    rankings: tuple[Pair, ...]
    benchmarks: tuple[tuple[str, str, str, str], ...]
    transparency: dict[str, Any] | None
    requirements: tuple[dict[str, Any], ...]
    expected: dict[str, Any]
    synthetic: tuple[str, ...] = field(default=())

    @property
    def slug(self) -> str:
        return self.url.rstrip("/").rsplit("/", 1)[-1]

    @property
    def zh(self) -> bool:
        return self.locale == "zh"

    @property
    def moe(self) -> bool:
        return self.age.endswith("_moe")


@cache
def load_facts() -> tuple[Facts, ...]:
    """Every page's facts, in file order."""
    lines = FILE.read_text("utf-8").splitlines()
    return tuple(_facts(json.loads(line)) for line in lines)


def _facts(row: dict[str, Any]) -> Facts:
    groups = tuple((heading, tuple(tuple(pair) for pair in pairs)) for heading, pairs in row.pop("groups"))
    return Facts(
        groups=groups,
        rankings=tuple(tuple(pair) for pair in row.pop("rankings")),
        benchmarks=tuple(tuple(line) for line in row.pop("benchmarks")),
        requirements=tuple(row.pop("requirements")),
        synthetic=tuple(row.pop("synthetic")),
        **row,
    )


def criterion_scores(total: float, rng: Random) -> list[tuple[str, int, list[tuple[str, float]]]]:
    """Invented scores in steps of 0.5, at most 10 each, that add up to `total` (0 to 100)."""
    halves = [int(total * 2) // 10] * 10
    for _ in range(int(total * 2) - sum(halves)):
        halves[rng.choice([place for place in range(10) if halves[place] < 20])] += 1
    for _ in range(30):
        give, take = rng.sample(range(10), 2)
        if halves[give] > 0 and halves[take] < 20:
            halves[give] -= 1
            halves[take] += 1
    scores = iter(halves)
    return [(pillar, top, [(name, next(scores) / 2) for name in names]) for pillar, top, names in PILLARS]
