"""What stands on the page and is not this model's: offers, readers' words, other models, links. One case a kind."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.asking import HTML, TEXT, ask, facts_of

NAME = "<h1>Falcon Mini 7B</h1>"
FACTS = "<dl><dt>Parameters</dt><dd>7B</dd><dt>Modality</dt><dd>Text</dd><dt>License</dt><dd>MIT</dd></dl>"
READ: dict[str, Any] = {
    "name": "Falcon Mini 7B", "parameters": 7_000_000_000, "modality": "Text", "license": "MIT",
}  # fmt: skip
SAYS = "Falcon Mini 7B writes letters and notes, and it runs on one small card at home."
TOLD = READ | {"description": SAYS}


def offer(*heads: str, tag: str = "th") -> str:
    row = "".join(f"<{tag}>{head}</{tag}>" for head in heads)
    return f"<table><tr>{row}</tr><tr><td>Reed</td><td>16K</td><td>$0.2</td></tr></table>"


OFFERS = {
    "one provider under a strange heading": (
        f"<h2>Prices per Hour</h2>{offer('Provider', 'Context Length', 'Input')}", READ,
    ),
    "one provider, without elements for heads": (
        f"<h2>Prices per Hour</h2>{offer('Provider', 'Context Length', 'Input', tag='td')}", READ,
    ),
    "one provider, in Chinese": (f"<h2>价格</h2>{offer('供应商', '上下文长度', '输入')}", READ),
    "the maker in the head of the model's own table": (
        offer("Provider", "Context Length", "Input"), READ | {"context_length": 16_000},
    ),
    "a pair beside a provider": (
        "<h2>Odds and Ends</h2><table><tr><td>Context Length</td><td>32K</td><td>Provider</td><td>Reed</td></tr>"
        "<tr><td>Price</td><td>$1</td><td>Speed</td><td>9</td></tr></table>",
        READ | {"context_length": 32_000},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OFFERS)
def test_tables_of_providers(name: str) -> None:
    page, facts = OFFERS[name]
    assert facts_of(ask(f"{NAME}{FACTS}{page}", HTML)) == facts


@pytest.mark.parametrize(
    "heading",
    ["全部评论", "精彩评论", "12 条评论", "12条评论", "3 条留言", "用户讨论", "发表评论", "留言", "All Comments"],
)  # fmt: skip
def test_what_readers_say(heading: str) -> None:
    said = f"<section><h3>{heading}</h3><div><b>Ann</b><p>Context Length: 32K</p><p>That will do.</p></div></section>"
    found = ask(f"{NAME}{FACTS}{said}", HTML)
    assert facts_of(found) == READ
    assert found.findings == ()


@pytest.mark.parametrize("heading", ["Compare with", "Compare with Egret", "Compared to"])
def test_another_model_before_the_facts(heading: str) -> None:
    other = f"<aside><h3>{heading}</h3><div><b>Egret</b>{FACTS.replace('7B', '2B')}</div></aside>"
    assert facts_of(ask(f"{NAME}{other}{FACTS}", HTML)) == READ


@pytest.mark.parametrize(
    "heading", ["Built in the same workshop", "Models by the same author", "Model of the Week"]
)
@pytest.mark.parametrize("title", ["div", "b", "p"])
def test_cards_of_others_that_say_what_the_page_does_not(heading: str, title: str) -> None:
    cards = "".join(
        f"<div><{title}>{name}</{title}><dl><dt>Architecture<dd>Dense<dt>Released<dd>{date}</dl></div>"
        for name, date in [("Egret 3B", "Dec 2024"), ("Stork-9B", "Mar 2024")]
    )
    found = ask(f"{NAME}<p>{SAYS}</p>{FACTS}<section><h2>{heading}</h2>{cards}</section>", HTML)
    assert facts_of(found) == TOLD
    assert found.findings == ()


def test_values_above_their_labels_under_a_strange_heading_name_no_model() -> None:
    tiles = "<div><div>Heron Terms 2</div><div>License</div><div>9K</div><div>Context Length</div></div>"
    page = f"{NAME}<dl><dt>Parameters<dd>7B<dt>Modality<dd>Text</dl><h2>Odds and Ends</h2>{tiles}"
    assert facts_of(ask(page, HTML)) == READ | {"license": "Heron Terms 2", "context_length": 9_000}


@pytest.mark.parametrize("heading", ["Providers", "API Providers", "提供商"])
def test_offers_before_the_facts(heading: str) -> None:
    offers = f"<h2>{heading}</h2><div><b>Reed</b><dl><dt>Context Length<dd>16K<dt>Max Output<dd>8K</dl></div>"
    page = f"{NAME}{offers}<h2>Specifications</h2>{FACTS}<dl><dt>Context Length<dd>32K</dl>"
    assert facts_of(ask(page, HTML)) == READ | {"context_length": 32_000}


@pytest.mark.parametrize("links", ["About us Terms of service", "关于我们 隐私政策 服务条款"])
def test_links_in_a_line_name_no_family(links: str) -> None:
    text = (
        f"Falcon Mini 7B\n\nParameters: 7B\nModality: Text\nLicense: MIT\n\nOverview\n\n{SAYS}\n\n{links}\n"
    )
    assert facts_of(ask(text, TEXT)) == TOLD


@pytest.mark.parametrize("heading", ["About", "关于", "模型概述", "介绍"])
def test_a_heading_over_the_text(heading: str) -> None:
    assert facts_of(ask(f"{NAME}{FACTS}<aside><h2>{heading}</h2><p>{SAYS}</p></aside>", HTML)) == TOLD


def test_about_the_makers_is_no_text() -> None:
    text = "We are three people who look after herons, and we like that a lot."
    found = ask(f"{NAME}{FACTS}<h2>About</h2><p>{text}</p>", HTML)
    assert facts_of(found) == READ
    assert [(each.kind.value, each.text) for each in found.findings] == [("unread", text)]


NOTICE = "<div><h4>Please read!</h4><p>The prices of the reeds change at the end of the month.</p></div>"


def test_a_notice_interrupts_the_text_under_the_name() -> None:
    assert facts_of(ask(f"{NAME}{NOTICE}<p>{SAYS}</p>{FACTS}", HTML)) == TOLD


def test_behind_the_facts_a_strange_heading_ends_the_text() -> None:
    assert facts_of(ask(f"{NAME}{FACTS}{NOTICE}<p>Nobody knows where this line belongs.</p>", HTML)) == READ
