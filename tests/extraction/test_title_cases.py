"""Names with a title's words behind them, headings over the family and over questions. One case a kind."""

from __future__ import annotations

import pytest

from tests.extraction.asking import HTML, ask

ZH = "https://apxml.com/zh/models/falcon-mini-7b"
FACTS = "<dl><dt>Parameters</dt><dd>7B</dd><dt>Modality</dt><dd>Text</dd><dt>License</dt><dd>MIT</dd></dl>"
SAYS = "Falcon Mini 7B writes letters and notes, and it runs on one small card at home."
KIN = "All of them read the same kind of files, and the smallest one fits on a phone."
NAME = "<h1>Falcon Mini 7B</h1>"


@pytest.mark.parametrize(
    "words",
    [
        ": Specs, Benchmarks and Pricing", " Specifications", " – Technical Specifications & Benchmarks",
        " | Overview", ": Intelligence, Performance & Price Analysis", " 技术规格", "：规格、基准与价格",
    ],
)  # fmt: skip
def test_what_the_page_holds_is_no_part_of_the_name(words: str) -> None:
    record = ask(f"<title>Falcon</title><h1>Falcon Mini 7B{words}</h1><p>{SAYS}</p>{FACTS}", HTML).record
    assert (record.name, record.description) == ("Falcon Mini 7B", SAYS)


@pytest.mark.parametrize("name", ["Falcon Review", "Falcon Mini 7B Pro", "Heron Overview"])
def test_a_name_with_such_words_stays_whole(name: str) -> None:
    url = "https://apxml.com/models/falcon-review-2"
    assert ask(f"<h1>{name}</h1>{FACTS}", HTML, url).record.name == name


@pytest.mark.parametrize(
    ("heading", "family"),
    [
        ("About Falcon", "Falcon"), ("About the Falcon Family", "Falcon"), ("About the Falcon family", "Falcon"),
        ("About Falcon Series", "Falcon"), ("About this family", None), ("About the model family", None),
        ("关于 Falcon", "Falcon"), ("关于 Falcon 系列", "Falcon"), ("关于该系列", None),
    ],
)  # fmt: skip
def test_headings_over_the_family(heading: str, family: str | None) -> None:
    record = ask(f"{NAME}<p>{SAYS}</p>{FACTS}<h2>{heading}</h2><p>{KIN}</p>", HTML).record
    assert (record.family, record.family_description) == (family, KIN)
    assert record.description == SAYS


@pytest.mark.parametrize(
    "heading",
    [
        "关于评分",
        "关于此商品",
        "关于许可证",
        "关于 API 定价",
        "关于 Falcon 的评测",
        "About the Licence",
        "About Pricing",
    ],
)
def test_headings_that_name_no_family(heading: str) -> None:
    record = ask(f"{NAME}<p>{SAYS}</p>{FACTS}<h2>{heading}</h2><p>{KIN}</p>", HTML, ZH).record
    assert (record.family, record.family_description, record.description) == (None, None, SAYS)


@pytest.mark.parametrize(
    ("name", "other"),
    [("文心一言 4.0", ""), ("Falcon Mini 7B", "<h2>其他 文心 模型</h2><a href='/'>Ant 2</a>")],
)
def test_a_chinese_family_with_a_witness(name: str, other: str) -> None:
    record = ask(f"<h1>{name}</h1>{FACTS}<h2>关于文心</h2><p>{KIN}</p>{other}", HTML, ZH).record
    assert (record.family, record.family_description) == ("文心", KIN)


@pytest.mark.parametrize(
    "heading",
    [
        "Falcon Mini 7B FAQ", "FAQs about Falcon Mini 7B", "Common questions about Falcon Mini 7B", "People also ask",
        "All that you want to know of Falcon Mini 7B", "Falcon Mini 7B 常见问题", "关于 Falcon Mini 7B 的常见问题解答",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "form", ["<h3>{}</h3><p>{}</p>", "<details><summary>{}</summary><p>{}</p></details>"]
)
def test_answers_are_no_text(heading: str, form: str) -> None:
    answer = form.format("May I sell letters?", "You may, and you may sell the notes as well.")
    record = ask(f"{NAME}<p>{SAYS}</p>{FACTS}<h2>{heading}</h2>{answer}", HTML, ZH).record
    assert (record.description, record.family) == (SAYS, None)
