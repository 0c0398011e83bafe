"""Texts and facts that are easily taken for each other, and texts that something interrupts. One case a kind."""

from __future__ import annotations

import pytest

from tests.extraction.asking import HTML, ask

TEXT = "Falcon Mini 7B was made for letters and for notes, and it runs on one card at home."
LANGUAGES = (
    "Dutch, Danish, Finnish, Greek, Polish, Romanian, Swedish and Turkish, and about twenty more with gaps"
)
FACTS = [("Parameters", "7B"), ("Context Length", "32K"), ("Modality", "Text"), ("License", "MIT")]
STRANGE = ("Languages", LANGUAGES)
UNKNOWN = ("unknown_label", "Languages", LANGUAGES)


def lines(row: str, *facts: tuple[str, str], box: str = "ul") -> str:
    return f"<{box}>{''.join(row.format(*fact) for fact in facts)}</{box}>"


ITEM = "<li><strong>{}:</strong> {}</li>"
LONG: dict[str, tuple[str, list[tuple[str, str, str]]]] = {
    "the first item of a list": (lines(ITEM, STRANGE, *FACTS), [UNKNOWN]),
    "between items of a list": (lines(ITEM, FACTS[0], STRANGE, *FACTS[1:]), [UNKNOWN]),
    "two of them, without elements": (
        lines("<li>{}: {}</li>", *FACTS, STRANGE, ("Tuned for", LANGUAGES)),
        [UNKNOWN, ("unknown_label", "Tuned for", LANGUAGES)],
    ),
    "a sentence in a list of facts": (
        lines(ITEM, *FACTS, ("Safety", "Two teams of testers looked at it for a month.")),
        [("unknown_label", "Safety", "Two teams of testers looked at it for a month.")],
    ),
    "paragraphs": (lines("<p>{}: {}</p>", *FACTS[:2], STRANGE, *FACTS[2:], box="div"), [UNKNOWN]),
    "one line": (f"<p>{' · '.join(f'{label}: {value}' for label, value in [STRANGE, *FACTS])}</p>", [UNKNOWN]),
    "boxes of two": (
        lines("<div><span>{}</span><span>{}</span></div>", *FACTS[:2], STRANGE, *FACTS[2:], box="div"), [UNKNOWN],
    ),
    "a table": (lines("<tr><th>{}</th><td>{}</td></tr>", STRANGE, *FACTS, box="table"), [UNKNOWN]),
    "a list of terms": (lines("<dt>{}</dt><dd>{}</dd>", STRANGE, *FACTS, box="dl"), [UNKNOWN]),
    "the end of a list of terms": (lines("<dt>{}</dt><dd>{}</dd>", *FACTS, STRANGE, box="dl"), [UNKNOWN]),
    "a known label with a question": (
        lines(ITEM, ("Release Date", "some time in 2027?"), *FACTS),
        [("refused", "Release Date", "some time in 2027?")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LONG)
def test_long_values_beside_facts_are_no_text(name: str) -> None:
    page, expected = LONG[name]
    found = ask(f"<h1>Falcon Mini 7B</h1><p>{TEXT}</p>{page}", HTML)
    assert [(each.kind.value, each.label, each.text) for each in found.findings] == expected
    record = found.record
    assert record.description == TEXT
    assert (record.parameters, record.context_length) == (7_000_000_000, 32_000)
    assert (record.modality, record.license) == ("Text", "MIT")


NAME = "<h2>Falcon Mini 7B</h2>"
TABLE = lines("<dt>{}</dt><dd>{}</dd>", *FACTS, box="dl")
MORE = "It answers in a calm tone, asks back where a letter has gaps, and signs nothing by itself."
KIN = "The Falcon models come in three sizes, and all of them read the same kind of files."
FAMILY = f"<h3>About Falcon</h3><p>{KIN}</p>"
BROKEN: dict[str, tuple[str, str | None]] = {
    "an infobox with a heading between two paragraphs": (
        f"<h1>Falcon Mini 7B</h1>{TABLE}{NAME}<p>{TEXT}</p>"
        f"<aside><h3>Key Facts</h3><dl><dt>Parameters</dt><dd>7B</dd></dl></aside><p>{MORE}</p>",
        None,
    ),
    "an infobox right under the first heading": (
        f"<h1>Falcon Mini 7B</h1><p>{TEXT}</p><aside><h2>Key Facts</h2>{TABLE}</aside><p>{MORE}</p>", None,
    ),
    "a date below the heading, as the only pair beside the text": (
        f"<section>{TABLE}</section><section>{NAME}<p>Last updated: 7 Feb 2026</p><p>{TEXT}</p><p>{MORE}</p>"
        f"{FAMILY.replace('h3', 'h2')}</section><section><div><div>Overall Rank</div><div>#9</div></div></section>",
        KIN,
    ),
    "an offer in a box of its own, before the heading": (
        f"<h1>Falcon Mini 7B</h1>{TABLE}<section><aside><small>Advertisement</small><a href='/shop'>Sheds for sale</a>"
        f"</aside><h2>About Falcon Mini 7B</h2><p>{TEXT}</p><p>{MORE}</p></section>",
        None,
    ),
    "the family's text in a box beside it": (
        f"<h1>Falcon Mini 7B</h1>{TABLE}{NAME}<p>{TEXT}</p><p>{MORE}</p><aside>{FAMILY}</aside>", KIN,
    ),
    "a box under a smaller heading, in a text that is no box": (
        f"<h1>Falcon Mini 7B</h1><h2>Overview</h2><p>{TEXT}</p><div><h3>Key Facts</h3>{TABLE}</div><p>{MORE}</p>", None,
    ),
    "a date between two paragraphs": (
        f"<h1>Falcon Mini 7B</h1>{TABLE}{NAME}<p>{TEXT}</p><p>Last updated: 7 Feb 2026</p><p>{MORE}</p>", None,
    ),
    "who wrote it, in lines of their own": (
        f"<h1>Falcon Mini 7B</h1>{TABLE}{NAME}<div>Written by</div><div>Ida Holm</div><p>{TEXT}</p><p>{MORE}</p>", None,
    ),
    "who has read it, below the heading": (
        f"<h1>Falcon Mini 7B</h1>{TABLE}{NAME}<p>Reviewed by <a href='/team/7'>Ida Holm</a></p><p>{TEXT}</p>"
        f"<p>{MORE}</p>",
        None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_texts_go_on_behind_what_interrupts_them(name: str) -> None:
    page, kin = BROKEN[name]
    record = ask(page, HTML).record
    assert (record.description, record.family_description) == (f"{TEXT}\n\n{MORE}", kin)
    assert (record.parameters, record.license) == (7_000_000_000, "MIT")


def test_text_behind_facts_under_the_first_heading_is_none_of_its_own() -> None:
    page = f"<h1>Falcon Mini 7B</h1><p>{TEXT}</p><div><h2>Key Facts</h2>{TABLE}</div><p>{MORE}</p>"
    assert ask(page, HTML).record.description == TEXT


@pytest.mark.parametrize("title", ["Note", "Info", "Tip", "Warning", "提示", "说明", "注意"])
@pytest.mark.parametrize("place", ["behind the text", "behind the facts"])
def test_a_box_with_a_title_of_remarks_is_no_text(title: str, place: str) -> None:
    text = "Readers of the old pages: the window was 4K there, and the terms were others."
    box = f"<div><p>{title}</p><p>{text}</p></div>"
    parts = [f"<p>{TEXT}</p>", box, TABLE] if place == "behind the text" else [f"<p>{TEXT}</p>", TABLE, box]
    found = ask(f"<h1>Falcon Mini 7B</h1>{''.join(parts)}", HTML)
    assert found.record.description == TEXT
    assert found.record.context_length == 32_000
    assert [each.kind.value for each in found.findings] == []


@pytest.mark.parametrize(
    ("headings", "family"),
    [
        (("About {}", "Other {} Models"), "Falcon R+"),
        (("About {}", "Other {} Models"), "F#"),
        (("About {}",), 'Falcon "Mini"'),
        (("About {}",), "Falcon®"),
        (("About {}",), "f-series"),
        (("About the {} Series",), "Falcon"),
        (("About {} ↗",), "Falcon"),
    ],
)
def test_signs_right_behind_a_familys_name_belong_to_it(headings: tuple[str, ...], family: str) -> None:
    first, *others = (f"<h2>{heading.format(family)}</h2>" for heading in headings)
    page = f"<h1>Falcon Mini 7B</h1>{TABLE}{NAME}<p>{TEXT}</p>{first}<p>{KIN}</p>"
    record = ask(
        page + "".join(f"{other}<a href='/models/falcon-9b'>Falcon 9B</a>" for other in others), HTML
    ).record
    assert (record.family, record.family_description) == (family, KIN)
