"""Parts that a page's facts lack, invented for test pages only, so that every form of page is met often."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from tests.markups.facts import Facts, Pair

BENCHMARKS = (
    ("Agentic Coding", "LiveBench Agentic"), ("Coding", "LiveBench Coding"), ("Coding", "Aider Coding"),
    ("Data Analysis", "LiveBench Data Analysis"), ("General Knowledge", "MMLU"), ("General Text", "Text Arena"),
    ("Graduate-Level QA", "GPQA"), ("Mathematics", "LiveBench Mathematics"), ("Professional Knowledge", "MMLU Pro"),
    ("QA Assistant", "ProLLM QA Assistant"), ("Reasoning", "LiveBench Reasoning"), ("Refactoring", "Aider Refactoring"),
    ("StackEval", "ProLLM Stack Eval"), ("StackUnseen", "ProLLM Stack Unseen"),
    ("Summarization", "ProLLM Summarization"), ("Web Development", "WebDev Arena"),
)  # fmt: skip
DEVICES = (
    ("Consumer", ("RTX 4090", "24GB VRAM"), ("RTX 3060", "12GB VRAM"), ("RTX 5090", "32GB VRAM")),
    ("Datacenter", ("NVIDIA A100", "80GB VRAM"), ("NVIDIA H100", "80GB VRAM"), ("NVIDIA L40S", "48GB VRAM")),
    ("Apple Silicon", ("Apple M3 Max", "128GB VRAM"), ("Apple M2 Ultra", "192GB VRAM")),
)
GRADES = ((85, "A"), (75, "B+"), (65, "B"), (50, "C"), (40, "D+"), (35, "D"), (0, "F"))


def complete(facts: Facts, seed: int) -> Facts:
    """`facts` with invented benchmarks, ranks, requirements, report and family where it lacks them, often."""
    rng = Random(f"{seed}/invented")
    changes: dict[str, Any] = {}
    if not facts.benchmarks and rng.random() < 0.6:
        changes |= _benchmarks(facts, rng)
    if not facts.requirements and rng.random() < 0.3:
        changes["requirements"] = _requirements(rng)
    if not facts.transparency and rng.random() < 0.6:
        changes["transparency"] = _report(rng)
    if not facts.family and rng.random() < 0.6:
        changes["family"] = _family(facts.name)
    return replace(facts, **changes, synthetic=(*facts.synthetic, *changes))


def _benchmarks(facts: Facts, rng: Random) -> dict[str, Any]:
    rows = []
    for category, name in rng.sample(BENCHMARKS, rng.randint(1, 9)):
        score = rng.choice([f"0.{rng.randint(1, 99):02d}", f"0.{rng.randint(100, 999)}"])
        rank = rng.choice([rng.randint(1, 9), rng.randint(10, 150)])
        rows.append((category, name, str(rng.randint(1100, 1500)) if "Arena" in name else score, str(rank)))
    overall, coding = rng.randint(1, 180), rng.choice([None, rng.randint(1, 150)])
    medal = {1: " 🥇", 2: " 🥈", 3: " 🥉"}.get(overall, "")
    names = ("总体排名", "编程排名") if facts.zh else ("Overall Rank", "Coding Rank")
    rankings: tuple[Pair, ...] = (
        (names[0], f"#{overall}{medal}", "overall_rank"),
        (names[1], f"#{coding}" if coding else "-", "coding_rank"),
    )
    expected = {**facts.expected, "overall_rank": overall} | ({"coding_rank": coding} if coding else {})
    return {
        "benchmarks": tuple(rows),
        "rank_line": f"#{overall}",
        "rankings": rankings if rng.random() < 0.85 else (),
        "expected": expected,
    }


def _requirements(rng: Random) -> tuple[dict[str, Any], ...]:
    needs = []
    for context in ("1,024 tokens", rng.choice(["32,768 tokens", "128,000 tokens", "1,000,000 tokens"])):
        devices = []
        for tier, *choices in DEVICES:
            device, memory = rng.choice(choices)
            devices.append([tier, f"{rng.randint(1, 12)}x {device}", memory])
        vram = f"{rng.randint(2, 900)}.{rng.randint(1, 99):02d} GB VRAM"
        needs.append({"context": context, "vram": vram if rng.random() < 0.8 else None, "devices": devices})
    return tuple(needs)


def _report(rng: Random) -> dict[str, Any]:
    score = rng.randint(15, 95)
    grade = next(letter for least, letter in GRADES if score >= least)
    return {"title": rng.choice(["Model Integrity", "Model Transparency"]), "score": score, "grade": grade}


def _family(name: str) -> str | None:
    """The name's first word, where more follows: "Qwen3-8B" is of the family "Qwen3"."""
    first = name.replace("-", " ").split(" ")[0]
    return first if len(first) > 2 and first != name else None
