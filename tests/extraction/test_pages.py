"""Profile pages as people write them, in many systems and ages, each with what a reader finds on it.

`pages/<name>.html` is the page, `pages/<name>.json` what stands there: `url`; `record`, without the fields of the
address; `findings`, where any are expected. `loose`: fields (or "findings") on which readers may differ; `allowed`:
values that may be read or left.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from schemas.language import key
from tests.extraction.asking import ask, facts_of, findings_of
from tests.markups import strip_attributes

PAGES = Path(__file__).with_name("pages")
CASES = sorted(path.stem for path in PAGES.glob("*.html"))


@pytest.mark.parametrize("form", ["as written", "without attributes"])
@pytest.mark.parametrize("name", CASES)
def test_page(name: str, form: str) -> None:
    expected = json.loads((PAGES / f"{name}.json").read_text("utf-8"))
    body = (PAGES / f"{name}.html").read_bytes()
    if form == "without attributes":
        if expected.get("bound"):
            pytest.skip(expected["bound"])
        body = strip_attributes(body)
    found = ask(body, url=expected["url"])
    facts, allowed, loose = facts_of(found), expected.get("allowed", {}), expected.get("loose", [])
    known = {
        field: value for field, value in facts.items() if field not in loose and allowed.get(field) != value
    }
    assert known == {field: value for field, value in expected["record"].items() if field not in loose}
    if "findings" not in loose:
        findings = [(kind, key(label), text) for kind, label, text in expected.get("findings", [])]
        assert findings_of(found) == sorted(findings)


def test_there_are_pages_of_many_kinds() -> None:
    assert len(CASES) >= 25
    assert sorted(path.stem for path in PAGES.glob("*.json")) == CASES
