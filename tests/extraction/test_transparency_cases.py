"""Forms of the transparency report, each on a page of its own: lines with several pieces, cards, lists, tables."""

from __future__ import annotations

from typing import Any

import pytest

from scraper.extraction import Kind
from tests.extraction.asking import TEXT, ask, facts_of

START = """<h1>Falcon Mini 7B</h1><dl><dt>Parameters</dt><dd>7B</dd><dt>Context Length</dt><dd>8K</dd>
<dt>License</dt><dd>MIT</dd></dl><h2>Falcon Mini 7B Transparency Report</h2>"""
TOTAL = "<div>Total Score</div><div>61 / 100</div><div>B</div>"
LONG = "The paper describes the layers and leaves out why they were chosen."
OTHER = "A table lists the sources by kind, and gives no shares for any of them."
NOTE = "The makers are open about use and silent about the data behind it."


def report(html: str, media_type: str = "text/html; charset=utf-8") -> dict[str, Any]:
    found: dict[str, Any] = facts_of(ask(html, media_type)).get("transparency", {})
    return found


def criterion(
    name: str, score: float | None = None, text: str | None = None, pillar: str = ""
) -> dict[str, Any]:
    made = {"pillar": pillar or None, "criterion": name, "score": score, "assessment": text}
    made["max_score"] = None if score is None else 10.0
    return {key: value for key, value in made.items() if value is not None}


TOTALS = {
    "one line with a bracket": "<p><b>Total Score:</b> 61 / 100 (B)</p>",
    "one line, no label": "<p>61/100 B</p>",
    "spans": "<p><span>Total Score</span> <span>61</span> <span>/ 100</span> <span>B</span></p>",
    "spans without spaces": "<div><span>Total Score</span><span>61</span><span>/ 100</span><span>B</span></div>",
    "a bare stroke": "<p><span>Total Score</span><span>61</span>/<span>100</span><span>B</span></p>",
    "grade before points": "<button><span>Total Score</span> <span>B</span> <span>61 / 100</span></button>",
    "labelled grade": "<p>Total Score: 61 / 100 · Grade: B</p>",
    "grade on its own line": "<p>Total Score – 61/100</p><p>Overall Grade: B</p>",
    "score above label": "<div><div><b>61</b> / 100</div><div>Total Score</div></div><div>B</div>",
    "twice": "<p>Total Score B 61/100</p>" + TOTAL,
    "Chinese": "<p>总分：61 / 100（B）</p>",
    "Chinese spans": "<div><span>总分</span><span>B</span><span>61 / 100</span></div>",
    "Chinese grade": "<p>总分：61 / 100</p><p>等级：B</p>",
}


@pytest.mark.parametrize("html", TOTALS.values(), ids=TOTALS)
def test_total(html: str) -> None:
    found = ask(
        f"{START}{html}<h3>Audit Note</h3><p>{NOTE}</p><h3>Upstream</h3><h4>Training Compute</h4><p>{LONG}</p>"
    )
    assert facts_of(found)["transparency"] == {
        "score": 61.0,
        "max_score": 100.0,
        "grade": "B",
        "note": NOTE,
        "criteria": [criterion("Training Compute", None, LONG, "Upstream")],
    }
    assert found.findings == ()


LINES = {
    "bracket": f"<h4>Training Compute (7 / 10)</h4><p>{LONG}</p>",
    "dash": f"<div>Training Compute — 7/10</div><p>{LONG}</p>",
    "comma": f"<div>Training Compute, 7/10</div><p>{LONG}</p>",
    "spans without spaces": f"<summary><span>Training Compute</span><span>7/10</span></summary><p>{LONG}</p>",
    "text behind": f"<ul><li><b>Training Compute:</b> 7/10. {LONG}</li></ul>",
    "text behind a dash": f"<p>Training Compute: 7 / 10 - {LONG}</p>",
    "text behind a bracket": f"<p><b>Training Compute</b> (7/10): {LONG}</p>",
    "points before their text": f"<h4>Training Compute</h4><p>7/10. {LONG}</p>",
    "permalink": f'<h4>Training Compute <a href="#c">#</a></h4><p>7 / 10</p><p>{LONG}</p>',
    "pilcrow": f'<h4>Training Compute<a href="#c">¶</a></h4><p>7 / 10</p><p>{LONG}</p>',
    "number": f"<h4>1.1 Training Compute</h4><p>7 / 10</p><p>{LONG}</p>",
    "colon": f"<h4>Training Compute:</h4><p>7 / 10</p><p>{LONG}</p>",
    "above the name": f"<div><span>7 / 10</span><h4>Training Compute</h4><p>{LONG}</p></div>",
    "in the card's header": f"<div><div><div>7/10</div><b>Training Compute</b></div><div><p>{LONG}</p></div></div>",
    "tooltip": f"<ul><li><b>Training Compute</b> <span>7/10</span> <span>{LONG}</span></li></ul>",
}


@pytest.mark.parametrize(
    "pillar", ["<h3>Upstream</h3>", "<h3>Upstream (7.0 / 30)</h3>", "<h3>Upstream #</h3>"]
)
@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_criterion(line: str, pillar: str) -> None:
    found = ask(START + TOTAL + f"<section>{pillar}{line}</section>")
    assert facts_of(found)["transparency"] == {
        "score": 61.0,
        "max_score": 100.0,
        "grade": "B",
        "criteria": [criterion("Training Compute", 7.0, LONG, "Upstream")],
    }
    assert found.findings == ()


SHORT = "Nothing is known."
TEXT_BEFORE = ("Parameters", "7B", "Modality", "Text", "License", "MIT", "Model Transparency")


@pytest.mark.parametrize(
    ("html", "media_type"),
    [
        (
            f"<div>Training Compute</div><div>0 / 10</div><div>{SHORT}</div><div>Parameter Density</div>",
            "text/html",
        ),
        (
            f"<div><h4>Training Compute</h4><b>0 / 10</b><p>{SHORT}</p></div><h4>Parameter Density</h4>",
            "text/html",
        ),
        (f"Training Compute\n0 / 10\n{SHORT}\nParameter Density\n", "text/plain"),
    ],
)
def test_a_short_sentence_is_an_assessment_and_no_name(html: str, media_type: str) -> None:
    begin, end = START + TOTAL + "<h3>Model</h3>", f"<b>3 / 10</b><p>{LONG}</p>"
    if media_type == "text/plain":
        begin = "\n".join(("Falcon Mini 7B", *TEXT_BEFORE, "Total Score", "61 / 100", "B", "Model", ""))
        end = f"3 / 10\n{LONG}\n"
    found = ask(begin + html + end, media_type)
    assert facts_of(found)["transparency"]["criteria"] == [
        criterion("Training Compute", 0.0, SHORT, "Model"),
        criterion("Parameter Density", 3.0, LONG, "Model"),
    ]
    assert found.findings == ()


def test_a_sentence_that_begins_with_numbers_publishes_no_points() -> None:
    text = "7 of 10 papers on training exist, and two of them were written by others."
    found = ask(
        f"{START}{TOTAL}<h4>Training Compute</h4><p>{text}</p><h4>Parameter Density</h4><p>{LONG}</p>"
    )
    assert facts_of(found)["transparency"]["criteria"] == [
        criterion("Training Compute", None, text),
        criterion("Parameter Density", None, LONG),
    ]


def test_what_stands_under_the_total_is_no_note_where_the_note_has_its_heading() -> None:
    total = f"<dl><dt>Total Score</dt><dd>61 / 100</dd><dd>{OTHER}</dd></dl>"
    found = ask(f"{START}{total}<dl><dt>Grade</dt><dd>B</dd></dl><h3>Audit Note</h3><p>{NOTE}</p>")
    assert facts_of(found)["transparency"] == {"score": 61.0, "max_score": 100.0, "grade": "B", "note": NOTE}
    assert [each.text for each in found.findings] == [OTHER]


def test_points_above_every_name_are_the_criteria_s() -> None:
    flat = f"<b>7 / 10</b><h4>Training Compute</h4><p>{LONG}</p>"
    flat += f"<b>3 / 10</b><h4>Identity Consistency</h4><p>{OTHER}</p>"
    cards = flat.replace("<b>", "<div><b>").replace("</p>", "</p></div>")
    for drawn in (flat, cards, f"<div>9 / 30</div>{cards}"):
        assert report(f"{START}{TOTAL}<h3>Model</h3>{drawn}")["criteria"] == [
            criterion("Training Compute", 7.0, LONG, "Model"),
            criterion("Identity Consistency", 3.0, OTHER, "Model"),
        ]


def test_points_above_the_only_criterion_leave_the_total_its_own() -> None:
    card = f"<div><b>7 / 10</b><h4>Training Compute</h4><p>{LONG}</p></div>"
    found = report(f"{START}<p>Total Score</p><p>61 / 100</p><h3>Upstream</h3>{card}")
    assert (found["score"], found["max_score"]) == (61.0, 100.0)
    assert found["criteria"] == [criterion("Training Compute", 7.0, LONG, "Upstream")]


def test_a_list_of_the_criteria_beside_the_report_is_not_the_report() -> None:
    legend = "<ul><li>Training Compute <b>7/10</b></li><li>Identity Consistency <b>3/10</b></li></ul>"
    whole = (
        f"{TOTAL}<p>{NOTE}</p><h3>Model</h3><h4>Training Compute</h4><p>7/10</p><p>{LONG}</p>"
        f"<h4>Identity Consistency</h4><p>3/10</p><p>{OTHER}</p>"
    )
    expected = report(START + whole)
    assert [each["criterion"] for each in expected["criteria"]] == [
        "Training Compute",
        "Identity Consistency",
    ]
    assert expected["note"] == NOTE
    assert report(START + legend + whole) == expected
    assert report(START + whole + legend) == expected
    assert report(START + whole.replace(TOTAL, TOTAL + legend)) == expected


def test_a_list_that_says_something_else_is_a_conflict() -> None:
    legend = "<ul><li>Training Compute <b>8/10</b></li><li>Identity Consistency <b>3/10</b></li></ul>"
    found = ask(
        f"{START}{legend}{TOTAL}<h4>Training Compute (7/10)</h4><p>{LONG}</p>"
        f"<h4>Identity Consistency</h4><p>{OTHER}</p>"
    )
    assert facts_of(found)["transparency"]["criteria"] == [
        criterion("Training Compute", 7.0, LONG),
        criterion("Identity Consistency", 3.0, OTHER),
    ]
    assert [(each.kind, each.label, each.text) for each in found.findings] == [
        (Kind.CONFLICT, "Training Compute", "8 / 10")
    ]


def test_what_has_no_place_is_reported() -> None:
    found = ask(
        f"{START}{TOTAL}<h4>Training Compute</h4><canvas>7</canvas><span>/ 10</span><p>{LONG}</p>"
        f"<h4>Identity Consistency</h4><p>3/10</p><p>4/10</p><p>{OTHER}</p><h4>What Is Missing</h4><p>{NOTE}</p>"
    )
    assert facts_of(found)["transparency"]["criteria"] == [
        criterion("Training Compute", None, LONG),
        criterion("Identity Consistency", 3.0, OTHER),
    ]
    assert [each.text for each in found.findings] == ["/ 10", "4/10", NOTE]


def test_a_blank_is_no_points() -> None:
    found = ask(
        f"{START}{TOTAL}<h4>Training Compute</h4><b>-</b><p>{LONG}</p><h4>Identity Consistency</h4><b>3/10</b>"
    )
    assert facts_of(found)["transparency"]["criteria"] == [
        criterion("Training Compute", None, LONG),
        criterion("Identity Consistency", 3.0),
    ]
    assert found.findings == ()


def test_an_unknown_criterion_is_known_by_its_points() -> None:
    found = report(
        f"{START}{TOTAL}<h4>Training Compute (7/10)</h4><p>{LONG}</p><h4>Water Use (3/10)</h4><p>{OTHER}</p>"
    )
    assert found["criteria"] == [criterion("Training Compute", 7.0, LONG), criterion("Water Use", 3.0, OTHER)]


def test_a_sentence_with_points_inside_stays_a_sentence() -> None:
    text = "The total score of 61/100 is low, and Training Compute: 7/10 is the best of it."
    assert report(f"{START}{TOTAL}<p>{text}</p><h4>Training Compute</h4><p>7/10</p>")["note"] == text


def test_plain_text() -> None:
    lines = (
        "Falcon Mini 7B\n\nParameters: 7B\nContext Length: 8K\nLicense: MIT\n\nTransparency Report\n\n"
        f"Total Score: 61 / 100 (B)\n\nAudit Note: {NOTE}\n\n"
        f"- Training Compute: 7 / 10 - {LONG}\n- Identity Consistency: 3.5 / 10 - {OTHER}\n"
    )
    assert report(lines, TEXT) == {
        "score": 61.0,
        "max_score": 100.0,
        "grade": "B",
        "note": NOTE,
        "criteria": [
            criterion("Training Compute", 7.0, LONG),
            criterion("Identity Consistency", 3.5, OTHER),
        ],
    }


def test_a_report_without_a_heading_begins_at_its_total() -> None:
    start = START[: START.index("<h2>")]
    found = report(f"{start}<p>Total Score: 61 / 100 (B)</p><h4>Training Compute (7/10)</h4><p>{LONG}</p>")
    assert found["grade"] == "B"
    assert found["criteria"] == [criterion("Training Compute", 7.0, LONG)]


@pytest.mark.parametrize("grade", ["A-", "A", "B+"])
def test_a_grade_before_its_points_keeps_its_sign(grade: str) -> None:
    for head in (
        f"<div><span>{grade}</span><span>61 / 100</span><span>Total Score</span></div>",
        f"<p>{grade} 61 / 100</p>",
        f"<p>Total Score ({grade}) 61 / 100</p>",
        f"<p>Total Score {grade} - 61 / 100</p>",
        f"<p>Total Score: {grade} · 61 / 100</p>",
    ):
        found = report(f"{START}{head}<h4>Training Compute (7/10)</h4><p>{LONG}</p>")
        assert (found["grade"], found["score"]) == (grade, 61.0)


BLANK_POINTS = {
    "spans": f"<details><summary><span>Training Compute</span> <span>- / 10</span></summary><p>{LONG}</p></details>",
    "below": f"<h4>Training Compute</h4><div>N/A / 10</div><p>{LONG}</p>",
    "in pieces": f"<div><h4>Training Compute</h4><div>–</div><div>/ 10</div><p>{LONG}</p></div>",
    "words": f"<li><b>Training Compute:</b> - out of 10. {LONG}</li>",
    "bracket": f"<h4>Training Compute (—/10)</h4><p>{LONG}</p>",
    "columns": f"<table><tr><th>Criterion</th><th>Points</th><th>Max</th><th>Assessment</th></tr>"
    f"<tr><td>Training Compute</td><td>-</td><td>10</td><td>{LONG}</td></tr></table>",
    "head": f"<table><tr><th>Criterion</th><th>Score (out of 10)</th><th>Assessment</th></tr>"
    f"<tr><td>Training Compute</td><td>-</td><td>{LONG}</td></tr></table>",
}


@pytest.mark.parametrize("html", BLANK_POINTS.values(), ids=BLANK_POINTS)
def test_blank_points_have_a_most(html: str) -> None:
    found = ask(f"{START}{TOTAL}{html}<h4>Identity Consistency</h4><b>3/10</b>")
    assert facts_of(found)["transparency"]["criteria"] == [
        criterion("Training Compute", None, LONG) | {"max_score": 10.0},
        criterion("Identity Consistency", 3.0),
    ]
    assert found.findings == ()


UNREADABLE = {
    "colon": f"<ul><li><b>Training Compute</b>: pending<p>{LONG}</p></li></ul>",
    "below": f"<h4>Training Compute</h4><div>pending</div><p>{LONG}</p>",
    "labelled": f"<h4>Training Compute</h4><div>Score: pending</div><p>{LONG}</p>",
    "table": "<table><tr><th>Criterion</th><th>Score</th><th>Assessment</th></tr>"
    f"<tr><td>Training Compute</td><td>pending</td><td>{LONG}</td></tr></table>",
}


@pytest.mark.parametrize("html", UNREADABLE.values(), ids=UNREADABLE)
def test_words_in_the_place_of_points_are_refused(html: str) -> None:
    found = ask(f"{START}{TOTAL}{html}<h4>Identity Consistency</h4><b>3/10</b>")
    assert facts_of(found)["transparency"]["criteria"] == [
        criterion("Training Compute", None, LONG),
        criterion("Identity Consistency", 3.0),
    ]
    assert [(each.kind, each.label, each.text) for each in found.findings] == [
        (Kind.REFUSED, "Training Compute", "pending")
    ]


def test_short_words_are_an_assessment_where_there_are_no_points() -> None:
    found = report(
        f"{START}{TOTAL}<ul><li>Training Compute: hardly known</li><li>License Clarity: plain</li></ul>"
    )
    assert found["criteria"] == [
        criterion("Training Compute", None, "hardly known"),
        criterion("License Clarity", None, "plain"),
    ]
    beside = report(f"{START}{TOTAL}<div>License Clarity – plain</div><b>8/10</b><p>{LONG}</p>")
    assert beside["criteria"] == [criterion("License Clarity", 8.0, f"plain\n\n{LONG}")]


@pytest.mark.parametrize(
    "head",
    [
        "<div>Total Score</div><div>pending</div><div>Grade</div><div>not graded</div>",
        "<p>Total Score: pending</p><p>Grade: not graded</p>",
    ],
)
def test_words_in_the_place_of_the_total_are_refused(head: str) -> None:
    rest = f"<h4>Training Compute (7/10)</h4><p>{LONG}</p>"
    found = ask(f"{START}{head}{rest}")
    assert facts_of(found)["transparency"] == {"criteria": [criterion("Training Compute", 7.0, LONG)]}
    refused = [(Kind.REFUSED, "Total Score", "pending"), (Kind.REFUSED, "Grade", "not graded")]
    assert [(each.kind, each.label, each.text) for each in found.findings] == refused
    again = ask(f"{START}{head}{TOTAL}{rest}")
    assert facts_of(again)["transparency"]["grade"] == "B"
    assert [(each.kind, each.label, each.text) for each in again.findings] == refused


def test_one_total_in_two_forms() -> None:
    assert ask(f"{START}{TOTAL}<p>Total Score: 61.0/100 · Grade: B</p>").findings == ()
    found = ask(f"{START}{TOTAL}<p>Total Score: 62/100 · Grade: B-</p>")
    assert [(each.label, each.text) for each in found.findings] == [
        ("Total Score", "62 / 100"),
        (None, "B-"),
    ]


def test_a_report_goes_on_behind_the_box_of_its_heading() -> None:
    """The heading's box holds the total; the criteria stand in a table behind it, which has another box."""
    top, _, heading = START.rpartition("<h2>")
    table = (
        "<table><tr><th>Criterion</th><th>Score</th><th>Assessment</th></tr>"
        f"<tr><td>Training Compute</td><td>6 / 10</td><td>{LONG}</td></tr></table>"
    )
    found = report(f"{top}<section><h2>{heading}{TOTAL}</section>{table}")
    assert found["criteria"] == [criterion("Training Compute", 6.0, LONG)]


def test_texts_without_a_place_in_the_record_are_reported() -> None:
    found = ask(f"{START}{TOTAL}<h3>Model</h3><p>{OTHER}</p><h4>Training Compute (7/10)</h4><p>{LONG}</p>")
    assert facts_of(found)["transparency"]["criteria"] == [criterion("Training Compute", 7.0, LONG, "Model")]
    assert [(each.label, each.text) for each in found.findings] == [("Model", OTHER)]
    alone = ask(f"{START}<p>{NOTE}</p>")
    assert "transparency" not in facts_of(alone)
    assert [each.text for each in alone.findings] == [NOTE]


@pytest.mark.parametrize(
    ("line", "note"),
    [
        (f"<p><b>Audit Note</b> {NOTE}</p>", NOTE),
        (
            "<p>审计说明 作者公开了用途，但对数据来源没有任何说明。</p>",
            "作者公开了用途，但对数据来源没有任何说明。",
        ),
        (
            "<p>Audit notes are made by hand, and once a year.</p>",
            "Audit notes are made by hand, and once a year.",
        ),
    ],
)
def test_a_note_behind_its_word_without_a_sign(line: str, note: str) -> None:
    assert report(f"{START}<p>Total Score: 61 / 100 (B)</p>{line}")["note"] == note


def test_no_label_is_reported_that_stands_nowhere() -> None:
    chinese = "<h1>Falcon</h1><dl><dt>模态</dt><dd>Text</dd><dt>架构</dt><dd>Dense</dd><dt>层数</dt><dd>32</dd></dl>"
    found = ask(
        chinese
        + "<h2>模型透明度</h2><p>总分</p><p>61 / 100</p><p>总分</p><p>62 / 100</p><p>等级</p><p>待定</p>"
    )
    assert {each.label for each in found.findings} <= {None, "总分", "等级"}
    assert [each.text for each in found.findings] == ["62 / 100", "待定"]
