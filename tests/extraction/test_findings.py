"""What cannot be read is kept and reported; what is another model's is left alone. One behaviour a test."""

# ruff: noqa: E501 - tables of markup
from __future__ import annotations

import pytest

from scraper.extraction import Extraction, Kind, NotAProfile
from tests.extraction.asking import TEXT, ask, facts_of

ROWS = {"License": "MIT", "Modality": "Text", "Architecture": "Dense", "Attention Heads": "32"}
FORMS = {
    "table": lambda rows: (
        "<table>" + "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows) + "</table>"
    ),
    "divs": lambda rows: "".join(f"<div><div>{a}</div><div>{b}</div></div>" for a, b in rows),
    "dl": lambda rows: "<dl>" + "".join(f"<dt>{a}</dt><dd>{b}</dd>" for a, b in rows) + "</dl>",
    "list": lambda rows: "<ul>" + "".join(f"<li>{a}: {b}</li>" for a, b in rows) + "</ul>",
    "text": lambda rows: "\n".join(part for pair in rows for part in pair),
}
SENTENCE = "Falcon reads what it is given and says what it has found there."


def page(
    *rows: tuple[str, str], form: str = "table", after: str = "", title: str = "Falcon Mini 7B"
) -> Extraction:
    body = FORMS[form]([*list(ROWS.items())[:2], *rows, *list(ROWS.items())[2:]])
    if form == "text":
        return ask(body + "\n" + after, TEXT)
    return ask(f"<!DOCTYPE html><title>{title}</title><h1>{title}</h1>{body}{after}")


def told(found: Extraction, *kinds: Kind) -> list[tuple[str, str, str]]:
    chosen = (each for each in found.findings if each.kind in (kinds or Kind))
    return sorted((each.kind.value, (each.label or "").casefold(), each.text) for each in chosen)


every_form = pytest.mark.parametrize("form", FORMS)


@every_form
def test_an_unknown_label_is_kept_and_reported(form: str) -> None:
    found = page(("Max Output Tokens", "64K"), form=form)
    assert told(found) == [("unknown_label", "max output tokens", "64K")]
    kept = [(each.label, each.raw, each.field) for each in found.readings]
    assert kept[2] == ("Max Output Tokens", "64K", None)
    assert len(kept) == 5


def test_an_unknown_group_is_kept_with_its_heading() -> None:
    group = "<h3>Training</h3><dl><dt>Training Tokens</dt><dd>15T</dd><dt>Optimizer</dt><dd>AdamW 2</dd></dl>"
    known = "<h3>Attention</h3><dl><dt>Attention Heads</dt><dd>32</dd><dt>KV Heads</dt><dd>8</dd></dl>"
    body = f"<h1>Falcon</h1><h2>Technical Specifications</h2><div>{known}</div><div>{group}</div><div>{known}</div>"
    found = ask(body + FORMS["dl"](list(ROWS.items())[:2]))
    assert told(found) == [
        ("unknown_label", "optimizer", "AdamW 2"),
        ("unknown_label", "training tokens", "15T"),
    ]
    assert {each.section for each in found.readings if each.field is None} == {"Training"}


@every_form
@pytest.mark.parametrize("raw", ["ask sales", "~7B", "1,5B", "7B+", "up to 128K", "8×7B", "32K / 128K"])
def test_a_value_that_cannot_be_read_is_refused(form: str, raw: str) -> None:
    found = page(("Context Length", raw), form=form)
    assert told(found) == [("refused", "context length", raw)]
    assert found.record.context_length is None
    assert [each.raw for each in found.readings if each.field == "context_length"] == [raw]


@every_form
def test_two_values_are_a_conflict_and_the_first_stands(form: str) -> None:
    found = page(("Context Length", "128K"), ("Context Length", "200K"), form=form)
    assert found.record.context_length == 128_000
    assert told(found) == [("conflict", "context length", "200K")]


@pytest.mark.parametrize("again", ["128K", "128,000", "128 K", "128000"])
def test_one_value_twice_is_one_fact(again: str) -> None:
    found = page(
        ("Context Length", "128K"), after=FORMS["divs"]([("Context Length", again), ("License", "MIT")])
    )
    assert found.record.context_length == 128_000
    assert told(found) == []
    assert len([each for each in found.readings if each.field == "context_length"]) == 1


def test_the_same_field_under_another_label_keeps_both_readings() -> None:
    found = page(("Context Length", "128K"), ("Context Window", "128K"))
    assert [each.label for each in found.readings if each.field == "context_length"] == [
        "Context Length",
        "Context Window",
    ]
    assert told(found) == []


def test_a_blank_is_null_in_the_record_and_itself_in_the_reading() -> None:
    for blank in ("-", "–", "N/A", "TBD"):
        found = page(("Context Length", blank))
        assert found.record.context_length is None
        assert [each.raw for each in found.readings if each.field == "context_length"] == [blank]
        assert told(found) == []


def test_a_value_takes_the_place_of_a_blank() -> None:
    found = page(("Context Length", "-"), ("Context Length", "8K"))
    assert found.record.context_length == 8000
    assert told(found) == []


def test_a_label_without_a_value_is_unread() -> None:
    found = page(after="<h2>More</h2><div><div>Release Date</div></div>")
    assert told(found) == [("unread", "release date", "")]
    assert found.record.release_date is None


def test_a_table_row_without_a_name_is_reported() -> None:
    rows = "<tr><td>Coding</td><td>LiveBench Coding</td><td>0.5</td><td>3</td></tr><tr><td></td><td></td><td>0.7</td><td>9</td></tr>"
    head = "<tr><th>Category</th><th>Benchmark</th><th>Score</th><th>Rank</th></tr>"
    found = page(after=f"<h2>Benchmarks</h2><table>{head}{rows}</table>")
    assert [(row.benchmark, row.score, row.rank) for row in found.record.benchmarks] == [
        ("LiveBench Coding", 0.5, 3)
    ]
    assert [text.split()[0] for _, _, text in told(found, Kind.NAMELESS_ROW)] == ["0.7"]


def test_the_same_words_in_other_letters_are_no_conflict() -> None:
    found = page(after="<table><tr><th>LICENSE</th><td>mit</td></tr></table>")
    assert found.record.license == "MIT"
    assert told(found) == []


def test_a_benchmark_with_another_score_is_a_conflict() -> None:
    rows = "".join(f"<tr><td>MMLU</td><td>{score}</td></tr>" for score in ("0.5", "0.6", "0.5"))
    found = page(after=f"<h2>Benchmarks</h2><table><tr><th>Benchmark</th><th>Score</th></tr>{rows}</table>")
    assert [row.score for row in found.record.benchmarks] == [0.5]
    assert [kind for kind, _, _ in told(found)] == ["conflict"]


def test_a_sentence_under_a_strange_heading_is_nobodys() -> None:
    found = page(
        after=f"<h2>About Falcon Mini 7B</h2><p>{SENTENCE}</p><h2>Press</h2><p>{SENTENCE[:-1]}, they wrote.</p>"
    )
    assert found.record.description == SENTENCE
    assert told(found) == [("unread", "", f"{SENTENCE[:-1]}, they wrote.")]


OTHERS = {
    "a card in a link": '<a href="/models/eagle"><b>Eagle</b><i>Context Length</i><u>1M</u><i>Parameters</i><u>9B</u></a>',
    "cards under a heading": "<h2>Related Models</h2><div><h3>Eagle</h3><p>Context Length</p><p>1M</p><p>Parameters</p><p>9B</p></div>",
    "a family's other models": "<h2>Other Falcon Models</h2><ul><li>Context Length: 1M</li><li>Parameters: 9B</li></ul>",
    "a comparison": "<table><tr><th>Model</th><th>Context Length</th><th>Parameters</th></tr>"
    "<tr><td>Eagle</td><td>1M</td><td>9B</td></tr><tr><td>Kite</td><td>2M</td><td>8B</td></tr></table>",
    "a column a model": "<table><tr><th></th><th><a href='/models/eagle'>Eagle</a></th><th><a href='/models/kite'>Kite</a></th></tr><tr><td>Context Length</td><td>1M</td><td>2M</td></tr>"
    "<tr><td>Parameters</td><td>9B</td><td>8B</td></tr></table>",
    "a question": "<h2>FAQ</h2><h3>How long is it?</h3><p>Context Length: 1M</p><p>Parameters: 9B</p>",
    "a sentence": "<p>Falcon has a Context Length of 1M and more Parameters, 9B, than Eagle with its 8B.</p>",
    "navigation": "<nav><ul><li>Context Length</li><li>1M</li></ul></nav>",
    "the footer": "<footer><div>Context Length</div><div>1M</div></footer>",
    "scripts": '<script>x={"Context Length":"1M"}</script><template><p>Context Length</p><p>1M</p></template>',
    "a comment": "<!-- <p>Context Length</p><p>1M</p> -->",
    "attributes": '<p title="Context Length: 1M" data-parameters="9B"></p>',
    "a form": "<select><option>Context Length: 1M</option></select><textarea>Parameters: 9B</textarea>",
    "a diagram": "<h2>Architecture Diagram</h2><div><span>Context Length</span><span>1M</span></div>",
    "a calculator": "<h2>GPU Requirements</h2><div><span>Context Length</span><span>1M</span></div>",
    "a program": "<pre><code>Context Length: 1M\nParameters: 9B\n</code></pre>",
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=list(OTHERS))
def test_other_words_of_the_page_are_not_this_models_facts(other: str) -> None:
    found = page(after=other)
    assert (found.record.context_length, found.record.parameters) == (None, None)
    assert found.record.attention_heads == 32
    assert told(found, Kind.CONFLICT, Kind.REFUSED) == []


NAMES = {
    "heading": ("<title>Models</title><h1>Falcon 7B</h1>", "Falcon 7B"),
    "title and text": ("<title>Falcon 7B: all facts</title><div>Falcon 7B</div>", "Falcon 7B"),
    "address and text": ("<title>Facts</title><div>Falcon Mini 7B</div>", "Falcon Mini 7B"),
    "nothing but a title": ("<title>Falcon 7B</title>", None),
    "nothing": ("", None),
    "a word before the facts": ("<title>Facts</title><div>Welcome</div>", None),
    "a frame's name": ("<title>Facts</title><header>APX AI</header>", None),
}


@pytest.mark.parametrize(("head", "name"), NAMES.values(), ids=list(NAMES))
def test_a_name_needs_evidence(head: str, name: str | None) -> None:
    assert ask(head + FORMS["dl"](list(ROWS.items()))).record.name == name


def test_the_rank_above_the_table_is_the_overall_rank() -> None:
    table = "<table><tr><th>Benchmark</th><th>Score</th><th>Rank</th></tr><tr><td>MMLU</td><td>0.5</td><td>7</td></tr></table>"
    found = page(after=f"<h2>Benchmarks</h2><div><span>Rank</span><span>#120</span></div>{table}")
    assert found.record.overall_rank == 120
    assert [row.rank for row in found.record.benchmarks] == [7]


def test_a_cut_page_keeps_what_is_there() -> None:
    body = (
        f"<!DOCTYPE html><h1>Falcon</h1>{FORMS['table'](ROWS.items())}<h2>Benchmarks</h2><table><tr><th>Bench"
    )
    found = ask(body)
    assert facts_of(found) == {
        "name": "Falcon",
        "license": "MIT",
        "modality": "Text",
        "architecture": "Dense",
        "attention_heads": 32,
    }


def test_a_page_without_the_labels_is_no_profile() -> None:
    for body in (
        "<h1>Models</h1><p>Here are all the models that we have.</p>",
        "<p>License</p><p>MIT</p>",
        "hello",
    ):
        with pytest.raises(NotAProfile) as caught:
            ask(body)
        assert caught.value.reason == "not_a_profile"


def test_readings_are_numbered_in_reading_order() -> None:
    found = page(("Max Output Tokens", "64K"))
    assert [each.position for each in found.readings] == list(range(len(found.readings)))
    assert [each.label for each in found.readings] == [
        "License",
        "Modality",
        "Max Output Tokens",
        "Architecture",
        "Attention Heads",
    ]
