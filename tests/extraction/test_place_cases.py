"""What belongs to this model and what does not: headings, other models, texts. One case a kind of page."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from tests.extraction.asking import HTML, TEXT, ask, facts_of

URL = "https://apxml.com/models/heron-9b"
NAME = "<h1>Heron 9B</h1>"
FACTS = (
    "<dl><div><dt>Parameters</dt><dd>9B</dd></div><div><dt>Context Length</dt><dd>64K</dd></div>"
    "<div><dt>License</dt><dd>MIT</dd></div></dl>"
)
READ: dict[str, Any] = {
    "name": "Heron 9B", "parameters": 9_000_000_000, "context_length": 64_000, "license": "MIT",
}  # fmt: skip
SAYS = "Heron 9B waits in shallow water for a question, and answers it with one quick move."
MORE = "It was trained in two seasons; in the second one it saw nothing but river charts."
TEXT_ABOUT = f"<h2>About Heron 9B</h2><p>{SAYS}</p>"
TOLD = READ | {"description": SAYS}
FAMILY = "Birds of this line are patient, stand still for hours and never share their fish."
ABOUT_FAMILY = f"<h2>About Heron</h2><p>{FAMILY}</p>"
KIN = TOLD | {"family": "Heron", "family_description": FAMILY}
LAYERS = "<h2>Technical Specifications</h2><dl><dt>Number of Layers</dt><dd>36</dd><dt>RoPE Theta</dt><dd>-</dd></dl>"


class Case(NamedTuple):
    """A page and the facts a reader finds there; `findings`: kind and text of what is reported."""

    page: str
    facts: dict[str, Any]
    findings: tuple[tuple[str, str], ...] = ()


def card(name: str, cutoff: str, link: str = "") -> str:
    facts = (
        f"<div><b>Knowledge Cutoff</b> <span>{cutoff}</span></div><div><b>License</b> <span>GPL</span></div>"
    )
    return f"<div><div>{name}</div>{facts}{link}</div>"


OTHERS = "<dl><dt>Context Length</dt><dd>{}</dd><dt>Knowledge Cutoff</dt><dd>2020</dd></dl>"
PROVIDERS = "".join(
    f"<div><h3>{name}</h3>{OTHERS.format(size)}</div>" for name, size in (("Pond", "8K"), ("Lake", "32K"))
)
HEADINGS = {
    "a newsletter in a box before the name": Case(
        f"<aside><h2>Newsletter</h2><p>Join 12,000 readers of our notes today.</p></aside>{NAME}<p>{SAYS}</p>{FACTS}",
        TOLD,
    ),
    "questions before the name": Case(f"<h3>FAQ</h3><p>Who feeds the herons here?</p>{NAME}<p>{SAYS}</p>{FACTS}", TOLD),
    "providers side by side before the facts": Case(
        f"{NAME}<h2>Where It Runs</h2>{PROVIDERS}<h2>Facts</h2>{FACTS}", READ,
    ),
    "the model that it was made from, in the heading": Case(
        f'{NAME}{FACTS}<section><h2>Base model: <a href="/models/egret-2">Egret 2</a></h2>'
        f"{OTHERS.format('4K')}</section>",
        READ,
    ),
    "what somebody paid for": Case(
        f"{NAME}<div><span>Sponsored</span><h3>Stork Pro</h3>{OTHERS.format('1M')}</div>{FACTS}", READ
    ),
    "what customers viewed": Case(
        f"{NAME}{FACTS}<h2>Customers also viewed</h2><ul><li><b>Stork 3</b>{OTHERS.format('1M')}</li></ul>", READ
    ),
    "what readers thought": Case(
        f"{NAME}{FACTS}<h2>2 thoughts on “Heron 9B”</h2><ol><li><b>Tom</b><p>Number of Layers: 12</p></li></ol>", READ
    ),
    "a menu of the site's models": Case(
        f"{NAME}{FACTS}<aside><h2>Modality</h2><ul><li><a href='/m/t'>Text</a> <i>12</i></li>"
        "<li><a href='/m/v'>Vision</a> <i>4</i></li></ul></aside>", READ,
        (("unread", ""),),
    ),
    "numbered headings": Case(
        f"{NAME}<h2>1. Overview</h2>{FACTS}<h2>2. About Heron 9B</h2><p>{SAYS}</p><h2>3) Comments</h2>"
        "<p>Release Date: 1 Jan 2020</p>", TOLD,
    ),
    "anchors and marks of footnotes": Case(
        NAME + "<dl><dt>Parameters</dt><dd>9B <a href='#f1'>[1]</a></dd><dt>Context Length <a href='#c'>¶</a></dt>"
        "<dd>64K <a href='#f2'><span>[</span>2<span>]</span></a></dd><dt>License</dt><dd>MIT</dd></dl>", READ,
    ),
    "a link over the facts": Case(NAME + "<a href='/compare'>Compare</a>" + FACTS + LAYERS, READ | {"layers": 36}),
    "a button over the facts": Case(NAME + "<button><span>Comments</span></button>" + FACTS, READ),
    "a word of a rating": Case(NAME + "<div>★ 4.1 (<span>12</span> reviews)</div>" + FACTS, READ),
    "a line over the facts": Case(NAME + "<div>Compare</div>" + FACTS, READ),
    "buttons that switch panels": Case(
        NAME + f"<div><button>Specifications</button><button>About Heron</button></div><p>{SAYS}</p>"
        + FACTS + ABOUT_FAMILY, KIN,
    ),
    "a list of contents": Case(
        NAME + FACTS + "<aside><ul><li><a>Attention Heads</a></li><li><a>Benchmarks</a></li></ul></aside>", READ
    ),
    "a button that opens a panel": Case(
        NAME + FACTS + "<div><button>Comments</button><div><p>Release Date: 1 Jan 2020</p><p>Ann</p></div></div>",
        READ,
    ),
    "a count in brackets": Case(NAME + FACTS + "<h2>Comments (2)</h2><p>Release Date: 1 Jan 2020</p>", READ),
    "a count before": Case(NAME + FACTS + "<h2>2 Comments</h2><p>Release Date: 1 Jan 2020</p>", READ),
    "a link to edit": Case(
        NAME + FACTS + "<h2>About Heron 9B <span>[<a>edit</a>]</span></h2><p>" + SAYS + "</p>", TOLD
    ),
    "a link to edit beside the heading": Case(
        NAME + FACTS + f"<div><h2>About Heron 9B</h2><span>[<a>edit</a>]</span></div><p>{SAYS}</p>", TOLD
    ),
}  # fmt: skip
OTHERS = {
    "a box that repeats": Case(
        NAME + FACTS + "<section><h3>General</h3><dl><dt>License</dt><dd>MIT</dd>"
        "<dt>Modality</dt><dd>Text</dd></dl></section>" + LAYERS,
        READ | {"modality": "Text", "layers": 36},
    ),
    "a box that rounds": Case(
        NAME + FACTS + "<section><h3>General</h3><dl><dt>Context Length</dt><dd>65K</dd>"
        "<dt>Modality</dt><dd>Text</dd></dl></section>",
        READ | {"modality": "Text"},
        (("conflict", "65K"),),
    ),
    "a box of this model that contradicts": Case(
        NAME + FACTS + "<section><h3>Quick Facts</h3><dl><dt>License</dt><dd>BSD</dd>"
        "<dt>Modality</dt><dd>Text</dd></dl></section>",
        READ | {"modality": "Text"},
        (("conflict", "BSD"),),
    ),
    "a strange box that contradicts": Case(
        NAME + FACTS + "<section><h3>Egret Mini</h3><dl><dt>Parameters</dt><dd>2B</dd>"
        "<dt>Modality</dt><dd>Text</dd></dl></section>",
        READ,
    ),
    "a box under another name": Case(
        NAME + FACTS + "<section><h3>Egret 2</h3><dl><dt>License</dt><dd>MIT</dd>"
        "<dt>Modality</dt><dd>Text</dd></dl></section>",
        READ,
    ),
    "a model compared": Case(
        NAME + FACTS + "<h2>Heron 9B vs Egret 2B</h2><div><h3>Egret 2B</h3><dl><dt>Modality</dt><dd>Text</dd>"
        "<dt>Release Date</dt><dd>1 Mar 2024</dd></dl></div><p>Egret is the older one, and it has shorter legs.</p>",
        READ,
    ),
    "cards with a link below": Case(
        NAME + "<h2>Fresh Today</h2>" + card("Egret 2B", "2024", "<a href='/models/egret-2b'>Open</a>")
        + card("Ibis", "2023", "<a href='/models/ibis-xl'>Open</a>") + FACTS, READ,
    ),
    "one card with a link below": Case(
        NAME + FACTS + "<h2>Fresh Today</h2>" + card("Egret 2B", "2024", "<a href='/models/egret-2b'>Open</a>"), READ
    ),
    "facts after cards in one flow": Case(
        NAME + "<h2>Recently Viewed</h2>" + card("Egret 2B", "2024", "<a href='/models/egret-2b'>Open</a>") + FACTS,
        READ,
    ),
    "facts before the name": Case(
        "<div><ul><li><b>Egret 2B</b> <span>Parameters</span> <span>2B</span></li></ul></div>" + NAME + FACTS, READ
    ),
    "a row a version": Case(
        NAME + FACTS + "<table><tr><th>Variant</th><th>Parameters</th><th>Knowledge Cutoff</th></tr>"
        "<tr><td>Grande</td><td>90B</td><td>Jan 2020</td></tr></table>",
        READ,
    ),
    "a row a provider": Case(
        NAME + FACTS + "<table><tr><th>Provider</th><th>Context Length</th><th>Price</th></tr>"
        "<tr><td>Reed</td><td>16K</td><td>$0.2</td></tr><tr><td>Moss</td><td>32K</td><td>$0.3</td></tr></table>",
        READ,
    ),
    "a row a model, one of them this": Case(
        NAME + FACTS + "<table><tr><th>Model</th><th>Parameters</th><th>Context Length</th></tr><tr><td>Ibis</td>"
        "<td>1B</td><td>4K</td></tr><tr><td><b>Heron 9B</b></td><td>9B</td><td>64K</td></tr></table>",
        READ,
    ),
}  # fmt: skip
TEXTS = {
    "a lead": Case(
        NAME + "<p>A quiet model with long legs, made for the banks of slow rivers.</p>" + FACTS + TEXT_ABOUT,
        READ | {"description": f"A quiet model with long legs, made for the banks of slow rivers.\n\n{SAYS}"},
    ),
    "a sentence among scores": Case(
        NAME
        + FACTS
        + TEXT_ABOUT
        + "<h2>Evaluation Benchmarks</h2><p>Scores come from public tests, weekly.</p>"
        "<table><tr><th>Benchmark</th><th>Score</th><th>Rank</th></tr><tr><td>MMLU</td><td>0.5</td><td>7</td></tr>"
        "</table>",
        TOLD | {"benchmarks": [{"benchmark": "MMLU", "score": 0.5, "rank": 7}]},
        (("unread", "Scores come from public tests, weekly."),),
    ),
    "a smaller heading and a list": Case(
        NAME
        + FACTS
        + TEXT_ABOUT
        + f"<h3>Training</h3><p>{MORE}</p><ul><li>Stands still for many hours</li></ul>",
        READ | {"description": f"{SAYS}\n\n{MORE}\n\nStands still for many hours"},
    ),
    "a table inside": Case(
        NAME + FACTS + TEXT_ABOUT + f"<table><tr><td>Spring</td><td>wet</td></tr></table><p>{MORE}</p>",
        READ | {"description": f"{SAYS}\n\n{MORE}"},
        (("unread", "Spring"), ("unread", "wet")),
    ),
    "a question as heading": Case(NAME + FACTS + f"<h2>What is Heron 9B?</h2><p>{SAYS}</p>", TOLD),
    "questions": Case(
        NAME + FACTS + TEXT_ABOUT + "<h2>Questions about Heron 9B</h2><h3>Does it fly?</h3>"
        "<p>Some say that it does, on quiet evenings in autumn.</p>",
        TOLD,
    ),
    "an author": Case(
        NAME
        + FACTS
        + TEXT_ABOUT
        + "<div><div>Written by</div><div>Ola Berg</div><p>Ola keeps bees and ants.</p></div>",
        TOLD,
    ),
    "about the author": Case(
        NAME + FACTS + TEXT_ABOUT + "<h3>About the author</h3><p>Ola keeps bees and servers, and writes.</p>",
        TOLD,
    ),
    "a letter": Case(
        NAME
        + FACTS
        + TEXT_ABOUT
        + ABOUT_FAMILY
        + "<aside><h3>Friday mail</h3><p>New models in your inbox weekly.</p>"
        "</aside>",
        KIN,
        (("unread", "New models in your inbox weekly."),),
    ),
    "an advert": Case(
        NAME
        + FACTS
        + f"<p>{SAYS}</p><aside><p>Rent our boats by the hour, with no deposit and no wait.</p></aside>",
        TOLD,
        (("unread", "Rent our boats by the hour, with no deposit and no wait."),),
    ),
    "a caption": Case(
        NAME
        + FACTS
        + f"<p>{SAYS}</p><figure><img><figcaption>The pond where all of it began, in June.</figcaption>"
        "</figure>",
        TOLD,
    ),
    "a day of change": Case(
        NAME + FACTS + TEXT_ABOUT + "<p>Last updated: on 3 Mar 2026, by the editors.</p>", TOLD
    ),
    "a tip": Case(
        NAME + FACTS + f"<p>{SAYS}</p><div><p>Tip: open the panels below to see more.</p></div>", TOLD
    ),
    "links to others": Case(
        NAME + FACTS + TEXT_ABOUT + "<div><span>Recently viewed:</span> <a href='/models/ibis'>Ibis</a> · "
        "<a href='/models/egret-2b'>Egret 2B</a> · <a href='/models/crane-70b'>Crane 70B of the north</a></div>",
        TOLD,
    ),
    "a quotation": Case(
        NAME
        + FACTS
        + f"<p>{SAYS}</p><blockquote><p>“The best bird I have had in years.” — a user</p></blockquote>",
        TOLD,
        (("unread", "“The best bird I have had in years.” — a user"),),
    ),
    "a quotation inside": Case(
        NAME
        + FACTS
        + TEXT_ABOUT
        + f"<blockquote><p>We fed it well, says its keeper.</p></blockquote><p>{MORE}</p>",
        READ | {"description": f"{SAYS}\n\nWe fed it well, says its keeper.\n\n{MORE}"},
    ),
    "only a quotation": Case(NAME + FACTS + f"<blockquote><p>{SAYS}</p></blockquote>", TOLD),
}
PLAIN = {
    "a name in small letters before a heading's words": Case(
        "b2-heron\nParameters: 9B\nContext Length: 64K\nLicense: MIT\nb2-heron Transparency Report\n"
        "Total Score: 64 / 100\nAudit Note\nLittle is known of its nest, and less of what it eats in winter.",
        READ | {
            "name": "b2-heron",
            "transparency": {
                "score": 64.0,
                "max_score": 100.0,
                "note": "Little is known of its nest, and less of what it eats in winter.",
            },
        },
    ),
    "another model's card": Case(
        f"Heron 9B\nParameters: 9B\nContext Length: 64K\nLicense: MIT\nAbout Heron 9B\n{SAYS}\n"
        "You might also like\nEgret 2B\nKnowledge Cutoff: Jan 2024\nContext Length: 8K\nRelease Date: 3 May 2024",
        TOLD,
    ),
    "sentences that explain labels": Case(
        "Parameters\nHow many weights it has.\n9B\nContext Length\nThe longest input it takes.\n64K\n"
        "License\nThe terms that hold for it.\nMIT",
        {name: value for name, value in READ.items() if name != "name"},
    ),
    "a glossary": Case(
        f"Heron 9B\nParameters: 9B\nContext Length: 64K\nLicense: MIT\nAbout Heron 9B\n{SAYS}\n"
        "Glossary\nContext Length: how many tokens a model reads at once.",
        TOLD,
    ),
}  # fmt: skip


def check(case: Case, media_type: str, url: str) -> None:
    found = ask(case.page, media_type, url)
    assert facts_of(found) == case.facts
    assert sorted((each.kind.value, each.text) for each in found.findings) == sorted(case.findings)


@pytest.mark.parametrize("case", HEADINGS.values(), ids=list(HEADINGS))
def test_heading(case: Case) -> None:
    check(case, HTML, URL)


@pytest.mark.parametrize("case", OTHERS.values(), ids=list(OTHERS))
def test_other_models(case: Case) -> None:
    check(case, HTML, URL)


@pytest.mark.parametrize("case", TEXTS.values(), ids=list(TEXTS))
def test_text(case: Case) -> None:
    check(case, HTML, URL)


@pytest.mark.parametrize("case", PLAIN.values(), ids=list(PLAIN))
def test_plain_text(case: Case) -> None:
    check(case, TEXT, "https://apxml.com/models/b2-heron" if "b2" in case.page else URL)


def test_a_heading_that_nothing_bears_out_is_no_name() -> None:
    found = ask(f"<title>Birds</title><h2>Welcome</h2>{FACTS}", HTML, URL)
    assert facts_of(found) == {name: value for name, value in READ.items() if name != "name"}
