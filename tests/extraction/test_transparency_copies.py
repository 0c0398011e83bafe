"""A transparency report that stands more than once: a table and cards, a carousel, a list of its parts beside it."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from tests.extraction.asking import ask, facts_of

START = """<h1>Falcon Mini 7B</h1><dl><dt>Parameters</dt><dd>7B</dd><dt>Context Length</dt><dd>8K</dd>
<dt>License</dt><dd>MIT</dd></dl><h2>Model Transparency</h2>"""
TOTAL = "<div>Total Score</div><div>34 / 100</div><div>D+</div>"
NOTE = "The makers are open about use and silent about the data behind it."
ROWS = [
    ("Upstream", "Training Compute", "6", "The paper names the machines and leaves out how long they ran."),
    (
        "Upstream",
        "Dataset Composition",
        "2.5",
        "A table lists the sources by kind, and gives no shares of them.",
    ),
    ("Model", "Identity Consistency", "4", "The model tells its name and its maker whenever it is asked."),
    ("Downstream", "License Clarity", "9", "The terms are plain, and they stand beside the weights."),
]
WHOLE = [
    {
        "pillar": pillar,
        "criterion": name,
        "score": float(points),
        "max_score": 10.0,
        "assessment": text,
    }
    for pillar, name, points, text in ROWS
]


def table(*, texts: bool = True, pillars: bool = True) -> str:
    rows = [("Pillar", "Criterion", "Score", "Assessment")]
    rows += [(pillar, name, f"{points} / 10", text) for pillar, name, points, text in ROWS]
    shown = [row[0 if pillars else 1 : 4 if texts else 3] for row in rows]
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in shown)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def cards(*, texts: bool = True, pillars: bool = True, rows: Any = ROWS) -> str:
    made, last = "", ""
    for pillar, name, points, text in rows:
        made += f"<h3>{pillar}</h3>" if pillars and pillar != last else ""
        made += f"<div><h4>{name}</h4><span>{points} / 10</span>{f'<p>{text}</p>' if texts else ''}</div>"
        last = pillar
    return f"<div>{made}</div>"


def lines() -> str:
    return (
        "<ul>" + "".join(f"<li>{name}: {points}/10. {text}</li>" for _, name, points, text in ROWS) + "</ul>"
    )


LIST = "<ul>" + "".join(f"<li>{name} <b>{points}/10</b></li>" for _, name, points, _ in ROWS) + "</ul>"
PILLARS = "<ul><li>Upstream 8.5 / 20</li><li>Model 4 / 10</li><li>Downstream 9 / 10</li></ul>"
FORMS = {
    "table": table(),
    "cards": cards(),
    "lines": lines(),
    "cards without pillars": cards(pillars=False),
    "table without pillars": table(pillars=False),
    "cards without texts": cards(texts=False),
    "table without texts": table(texts=False),
    "list": LIST,
    "pillars": PILLARS,
}
WITH_PILLARS = {"table", "cards", "cards without texts", "table without texts"}
WITH_TEXTS = {"table", "cards", "lines", "cards without pillars", "table without pillars"}
PAIRS = [
    names
    for names in permutations(FORMS, 2)
    if WITH_TEXTS.intersection(names) and WITH_PILLARS.intersection(names)
]


def found_in(html: str) -> dict[str, Any]:
    found = ask(START + html)
    assert [(each.kind.value, each.label, each.text) for each in found.findings] == []
    report: dict[str, Any] = facts_of(found)["transparency"]
    return report


def whole(*, note: bool) -> dict[str, Any]:
    report = {"score": 34.0, "max_score": 100.0, "grade": "D+", "criteria": WHOLE}
    return report | {"note": NOTE} if note else report


@pytest.mark.parametrize("names", PAIRS, ids=" + ".join)
def test_two_forms(names: tuple[str, str]) -> None:
    first, second = (FORMS[name] for name in names)
    note = f"<h4>Audit Note</h4><p>{NOTE}</p>"
    assert found_in(f"{TOTAL}{note}{first}{second}") == whole(note=True)
    assert found_in(f"{TOTAL}<div>{first}</div><div>{second}</div>") == whole(note=False)


@pytest.mark.parametrize("form", ["table", "cards"])
def test_the_whole_report_stands_twice(form: str) -> None:
    one = f"<div>{TOTAL}<p>{NOTE}</p>{FORMS[form]}</div>"
    assert found_in(one + one) == whole(note=True)
    assert found_in(one + f"<div>{TOTAL}<p>{NOTE}</p>{cards()}</div>") == whole(note=True)


def test_slides_that_are_cloned() -> None:
    """A carousel has its first slide again behind the last, and its last before the first."""
    slides = [cards(rows=[row]) for row in ROWS]
    assert found_in(TOTAL + "".join([*slides, slides[0]])) == whole(note=False)
    around = found_in(TOTAL + "".join([slides[-1], *slides, slides[0]]))["criteria"]
    assert around == [WHOLE[-1], *WHOLE[:-1]]


def test_a_list_before_the_note() -> None:
    for form in ("table", "cards"):
        assert found_in(f"{LIST}{TOTAL}<p>{NOTE}</p>{FORMS[form]}") == whole(note=True)
        assert found_in(f"{TOTAL}{LIST}<p>{NOTE}</p>{FORMS[form]}") == whole(note=True)
        assert found_in(f"{TOTAL}{PILLARS}<p>{NOTE}</p>{FORMS[form]}") == whole(note=True)


def test_a_copy_with_a_shorter_text() -> None:
    short = [(pillar, name, points, text[:30] + " …") for pillar, name, points, text in ROWS]
    for html in (table() + cards(rows=short), cards(rows=short) + table()):
        assert found_in(TOTAL + html) == whole(note=False)


def test_copies_that_differ_are_conflicts() -> None:
    """The first stands, as it does everywhere."""
    other = [("Upstream", "Training Compute", "7", ROWS[0][3]), ("Model", ROWS[2][1], "4.0", ROWS[1][3])]
    found = ask(f"{START}{TOTAL}{cards()}{cards(rows=other)}")
    assert facts_of(found)["transparency"]["criteria"] == WHOLE
    assert [(each.kind.value, each.label, each.text) for each in found.findings] == [
        ("conflict", "Training Compute", "7 / 10"),
        ("conflict", "Identity Consistency", ROWS[1][3]),
    ]


def test_a_strange_name_under_two_pillars_is_two_criteria() -> None:
    rows = [
        *ROWS[:1],
        ("Upstream", "Other", "3", ROWS[1][3]),
        *ROWS[2:3],
        ("Model", "Other", "5", ROWS[3][3]),
    ]
    for html in (cards(rows=rows), cards(rows=rows) + cards(rows=rows)):
        found = found_in(TOTAL + html)["criteria"]
        assert [(each["pillar"], each["criterion"], each["score"]) for each in found] == [
            ("Upstream", "Training Compute", 6.0),
            ("Upstream", "Other", 3.0),
            ("Model", "Identity Consistency", 4.0),
            ("Model", "Other", 5.0),
        ]


def test_the_whole_report_stands_twice_values_first() -> None:
    for head in (
        "<div><div>D+</div><div>34 / 100</div><div>Total Score</div></div>",
        "<div><span>D+</span><span>34 / 100</span><span>Total Score</span></div>",
    ):
        first, second = f"<div>{head}<p>{NOTE}</p>{table()}</div>", f"<div>{head}<p>{NOTE}</p>{cards()}</div>"
        assert found_in(first + second) == whole(note=True)
        assert found_in(f"{TOTAL}{table()}{second}") == whole(note=True)


def test_a_bar_of_pillars_heads_nothing() -> None:
    bar = "<div><button>Upstream</button><button>Model</button><button>Downstream</button></div>"
    for form in ("table", "cards"):
        assert found_in(TOTAL + bar + FORMS[form]) == whole(note=False)
        flat = found_in(f"{TOTAL}{bar}{FORMS[f'{form} without pillars']}")["criteria"]
        assert flat == [{name: value for name, value in row.items() if name != "pillar"} for row in WHOLE]
