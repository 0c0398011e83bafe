"""Sentences that stand beside the model's text and are none of it, and what pages put around it. One case a kind."""

from __future__ import annotations

import pytest

from tests.extraction.asking import HTML, ask
from tests.extraction.asking import TEXT as TEXT_TYPE

FACTS = "<dl><dt>Parameters</dt><dd>7B</dd><dt>Modality</dt><dd>Text</dd><dt>License</dt><dd>MIT</dd></dl>"
SAYS = "Falcon Mini 7B writes letters and notes, and it runs on one small card at home."
TEXT = f"<p>{SAYS}</p>"
NAME = "<h1>Falcon Mini 7B</h1>"
BOX = "<div><p>{}</p><p>Letters of the older kind are not read by this one at all.</p></div>"
BESIDE = {
    "a message of the site": f"<p>Model was successfully updated.</p><h2>Overview</h2>{TEXT}{FACTS}",
    "the same in Chinese": f"<p>模型更新成功！</p>{TEXT}{FACTS}",
    "a pointer to another page": f"<div>“Falcon” redirects here. For the bird, see Falcon (bird).</div>{TEXT}{FACTS}",
    "what the article lacks": (
        "<table><tr><td><img></td><td><div>This article <b>needs more sources to lean on</b>. <span>Please help "
        f"improve this article by naming some.</span></div></td></tr></table>{TEXT}{FACTS}"
    ),
    "a stub": f"{TEXT}{FACTS}<div><i>This bird-related article is a stub. You can help by adding to it.</i></div>",
    "a stub in Chinese": f"{TEXT}{FACTS}<p>这是一篇关于鸟类的小作品。您可以帮助扩充内容。</p>",
    "help under a form's label": (
        f"<div><label>Description</label><p>Seen by all who visit.</p><div>{TEXT}</div></div>{FACTS}"
    ),
    "a footnote": f"{TEXT}{FACTS}<p><sup>2</sup> As counted with all the small parts: 8B.</p>",
    "a footnote with a link": f"{TEXT}{FACTS}<p><sup><a href='#a'>2</a></sup> As <b>counted</b> by two people.</p>",
    "a footnote with a sign": f"{TEXT}{FACTS}<p>* As counted with all the small parts.</p>",
    "a numbered note": f"{TEXT}{FACTS}<p>Note 2: as counted with all the small parts.</p>",
    "its label": f"<p><strong>Description:</strong> {SAYS}</p>{FACTS}",
    "its label, behind the facts": f"{FACTS}<p>Summary: {SAYS}</p>",
    "its beginning": f"<h2>Overview</h2><p>{SAYS[:50]}…</p><div hidden>{TEXT}</div><button>Show more</button>{FACTS}",
    "its beginning, cut in a word": (
        f"<p>{SAYS[:47]}...</p><details><summary>Read more</summary>{TEXT}</details>{FACTS}"
    ),
    "dots for its end": f"<p>{SAYS[:41]}<span>...</span><span>{SAYS[41:]}</span></p><button>Read more</button>{FACTS}",
} | {
    f"a box with the title {title}": f"<h2>Overview</h2>{BOX.format(title)}{TEXT}{FACTS}"
    for title in ("Danger", "Success", "Example", "Question", "Abstract", "Quote", "Bug",
                  "警告", "示例", "摘要", "小贴士")
}  # fmt: skip


@pytest.mark.parametrize("name", BESIDE)
def test_what_is_no_text(name: str) -> None:
    record = ask(f"{NAME}{BESIDE[name]}", HTML).record
    assert record.description == SAYS
    assert (record.name, record.license) == ("Falcon Mini 7B", "MIT")


def test_an_abstract_is_the_text_where_there_is_no_other() -> None:
    assert ask(f"{NAME}<div><p>Abstract</p>{TEXT}</div>{FACTS}", HTML).record.description == SAYS


@pytest.mark.parametrize("link", ["(read terms)", "(source)", "（来源）", "(link)"])
def test_a_link_in_brackets_is_no_part_of_a_value(link: str) -> None:
    rows = "<div>Parameters: <b>7B</b></div><div>Modality: <b>Text</b></div>"
    row = f"<div>License: <b>Apache 2.0</b> <a href='/terms'>{link}</a></div>"
    assert ask(f"{NAME}{rows}{row}", HTML).record.license == "Apache 2.0"


@pytest.mark.parametrize("word", ["Last Updated", "Source", "Note"])
def test_a_fact_before_all_others_is_no_title_of_the_text_below(word: str) -> None:
    lines = [word, "12 Nov 2024", "Parameters", "7B", "Modality", "Text", "License", "MIT", SAYS]
    assert ask("\n".join(lines), TEXT_TYPE).record.description == SAYS
