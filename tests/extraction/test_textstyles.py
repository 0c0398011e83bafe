"""The text forms of web archives and of tools, over all facts: lines, tabs, colons, bars, lists, tables, one line."""

from __future__ import annotations

import pytest

from scraper.extraction import NotAProfile
from tests.extraction.asking import TEXT, Differences, ask, findings_of, record_of, shown
from tests.markups import load_facts, prune
from tests.markups.textforms import ENGLISH_ONLY, FORMS
from tests.markups.textstyles import PAIRINGS, Text, dense, headings

STYLES = {"dense": dense, "headings": headings}
EVERY = {"lines": 1, "one_line": 3}
"""Every how many of the facts are written in this way; the others' share is a sixth."""
LINE_ENDS = {"unix": "\n", "windows": "\r\n", "empty lines between": "\n\n", "indented": "\n    "}


def differences(made: Text, body: bytes) -> Differences:
    try:
        found = ask(body, TEXT, made.facts.url)
    except NotAProfile as error:
        return {"reject": (None, str(error))}
    record, expected = record_of(found), prune(made.record)
    wrong: Differences = {
        name: (expected.get(name), record.get(name))
        for name in sorted(record.keys() | expected.keys())
        if record.get(name) != expected.get(name)
    }
    rows = [text.split(" ")[0] for kind, _, text in findings_of(found) if kind == "nameless_row"]
    others = [each for each in findings_of(found) if each[0] != "nameless_row"]
    lost = sorted(text.split(" ")[0] for _, _, text in made.findings)
    if sorted(rows) != lost or others:
        wrong["findings"] = (lost, (rows, others))
    return wrong


@pytest.mark.parametrize("pairing", [*PAIRINGS, "one_line"])
@pytest.mark.parametrize("style", STYLES)
def test_text(style: str, pairing: str) -> None:
    failing = []
    for seed, facts in enumerate(load_facts()):
        if seed % EVERY.get(pairing, 6) == 0:
            made = STYLES[style](facts, seed, pairing)
            if wrong := differences(made, made.text.encode()):
                failing.append(f"{facts.case}, seed {seed}:\n{shown(wrong)}")
    assert not failing, f"{len(failing)} fail\n" + "\n".join(failing[:3])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("style", STYLES)
def test_forms(style: str, form: str) -> None:
    failing = []
    for seed, facts in enumerate(load_facts()):
        if seed % 5 == 0 and not (facts.zh and form in ENGLISH_ONLY):
            made = STYLES[style](facts, seed, "tabs")
            if wrong := differences(made, FORMS[form](made.lines).encode()):
                failing.append(f"{facts.case}, seed {seed}:\n{shown(wrong)}")
    assert not failing, f"{len(failing)} fail\n" + "\n".join(failing[:3])


@pytest.mark.parametrize("end", LINE_ENDS.values(), ids=list(LINE_ENDS))
@pytest.mark.parametrize("style", STYLES)
def test_line_ends_do_not_matter(style: str, end: str) -> None:
    for seed, facts in enumerate(load_facts()[::40]):
        made = STYLES[style](facts, seed)
        assert not differences(made, made.text.replace("\n", end).encode()), facts.case


def test_text_without_a_media_type_is_text() -> None:
    made = dense(load_facts()[0], 0)
    assert record_of(ask(made.text, "", made.facts.url)) == record_of(ask(made.text, TEXT, made.facts.url))
