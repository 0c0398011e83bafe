"""Writes `tests/fixtures/pages/<case>/`: small pages with what a reader finds on them. `python -m tests.cases_builder`.

The expected records come from the facts, never from the program's own output.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from tests.markups import load_facts, render_plan
from tests.markups.registry import Plan
from tests.markups.textstyles import dense, headings
from tests.site_themes import plan_of

FOLDER = Path(__file__).with_name("fixtures") / "pages"

HTML: dict[str, tuple[str, str, Plan]] = {
    "flat-nested-blocks": ("llama-3-1-8b__1", "blocks", {}),
    "flat-moe-tables": ("deepseek-v3-1__1", "tables", {}),
    "grouped-definition-lists": ("gpt-4o__1", "definitions", {}),
    "grouped-header-rows": ("claude-haiku-45__1", "headers", {}),
    "grouped-moe-cards": ("gemma-4-26b-a4b__1", "cards", {}),
    "requirements-lines": ("qwen35-27b__1", "lines", {}),
    "requirements-tables": ("gemma-3-12b__2", "tables", {"order": "prose_first"}),
    "chinese-icons": ("zh-gemma-1-7b__1", "icons", {}),
    "chinese-moe-components": ("zh-deepseek-v3-1__1", "components", {}),
    "value-above-label": ("mistral-7b-v0-1__1", "blocks", {"overview_pairs": "value_card_block"}),
    "noise-in-words": (
        "o4-mini__1",
        "definitions",
        {
            "label_text": "comments_in_words",
            "value_text": "value_zero_width",
            "heading_text": "heading_upper",
        },
    ),
    "unknown-group": ("gpt-53-codex-high__1", "blocks", {"injection": "unknown_group"}),
    "refused-value": ("phi-4__1", "definitions", {"injection": "refused"}),
    "conflict": ("qwen35-2b__1", "tables", {"injection": "conflict"}),
}
TEXTS = {
    "text-dense": ("claude-haiku-45__1", dense),
    "text-headings": ("gpt-4o__1", headings),
    "text-headings-requirements": ("gemma-3-12b__2", headings),
    "text-dense-chinese": ("zh-deepseek-v3-1__1", dense),
}


def cases() -> dict[str, tuple[str, bytes, dict[str, Any], list[tuple[str, str, str]]]]:
    """By name: file name of the page, its bytes, the record, the findings (kind, label, text)."""
    facts = {each.case: each for each in load_facts()}
    found: dict[str, tuple[str, bytes, dict[str, Any], list[tuple[str, str, str]]]] = {}
    for seed, (name, (case, theme, changes)) in enumerate(HTML.items()):
        page = render_plan(facts[case], {**plan_of(theme), **changes}, seed)
        found[name] = ("page.html", page.html + b"\n", page.expected, list(page.findings))
    for seed, (name, (case, style)) in enumerate(TEXTS.items()):
        text = style(facts[case], seed, invented=False)
        found[name] = ("page.txt", text.text.encode(), text.record, text.findings)
    return found


def files() -> dict[str, bytes]:
    """Every file by its path below the folder."""
    made = {}
    for name, (page, body, record, findings) in cases().items():
        expected = {"record": record, "findings": findings}
        made[f"{name}/{page}"] = body
        made[f"{name}/expected.json"] = (json.dumps(expected, ensure_ascii=False, indent=1) + "\n").encode()
    return made


def write() -> int:
    made = files()
    for name, body in made.items():
        target = FOLDER / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
    return len(made)


if __name__ == "__main__":
    sys.stdout.write(f"{write()} files in {FOLDER}\n")
