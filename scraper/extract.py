"""extract(snapshot) -> Extraction: the rooms meet here only.

bytes -> charset -> layout (Blocks) -> outline (what each block is) -> sections (benchmarks, requirements,
transparency) -> pairing (label and candidates) -> reading (values) -> about (words) -> ModelProfile
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache, partial
from typing import Any

from schemas.profile import ModelProfile
from schemas.vocabulary import vocabulary
from scraper import about, benchmarks, cards, comparisons, parts, requirements, sections, transparency
from scraper.address import Address, address_of, leads_away
from scraper.block import Block
from scraper.candidates import claim_alone, settle_rows
from scraper.charset import is_html, text_of
from scraper.extraction import Extraction, Kind, NotAProfile
from scraper.layout import MAX_BODY, Page, from_html
from scraper.outline import Outline, outline
from scraper.pairing import pair_up
from scraper.plain_text import from_text
from scraper.reading import Ledger
from scraper.snapshot import Snapshot

SPECIFICATIONS = frozenset(("specifications", "attention", "dimensions", "tokenizer", "experts"))
FEWEST_LABELS = 3
"""A page with fewer known labels is no profile."""


def extract(snapshot: Snapshot) -> Extraction:
    """Reads one page. Raises `NotAProfile` where it is none, or too much."""
    address = address_of(snapshot.url)
    page = lay_out(snapshot, partial(leads_away, address))
    return _read(outline(page, vocabulary()), address)


def lay_out(snapshot: Snapshot, is_other: Callable[[str], bool] | None = None) -> Page:
    """The snapshot's body as blocks. `is_other`: knows the addresses of other models' profiles.

    Raises `NotAProfile`: empty, binary, too_large, too_deep.
    """
    body = snapshot.body
    if not body.strip():
        raise NotAProfile("empty", "the body is empty")
    if len(body) > MAX_BODY:
        raise NotAProfile("too_large", f"the body has {len(body):,} bytes; at most {MAX_BODY:,} are read")
    text = text_of(snapshot.media_type, body)
    return from_html(text, is_other) if is_html(snapshot.media_type, body) else from_text(text)


@cache
def _requirements_reader() -> requirements.Reader:
    return requirements.Reader(vocabulary())


def _read(page: Outline, address: Address) -> Extraction:
    words, leaves = vocabulary(), page.leaves
    texts = about.About(name=about.name_of(leaves, page.title, address))
    found = sections.sections(leaves, words)
    sections.exclude_others(found)
    cards.exclude_cards(leaves, texts.name)
    comparisons.exclude_comparisons(page.root, leaves, words, texts.name)
    reader = _requirements_reader()
    needs = reader.read(sections.gather(found, leaves, "requirements", reader.starts))
    starts = partial(benchmarks.starts, words)
    under = sections.gather(found, leaves, "benchmarks", starts, words.totals)
    table = benchmarks.read(words, under, texts.name)
    report = transparency.read(
        words, sections.gather(found, leaves, "transparency", partial(transparency.starts, words))
    )
    page.number()
    leaves = page.leaves
    pairs = pair_up(page.root)
    settle_rows(pairs)
    cards.exclude_before_name(pairs, leaves)
    ledger = Ledger(leaves, _headings(leaves))
    parts.take_rank(ledger, table)
    ledger.take(pairs.pairs)
    _alone(ledger, pairs.alone)
    values: dict[str, Any] = {
        **ledger.values,
        "benchmarks": parts.take_benchmarks(ledger, words, table),
        "requirements": parts.take_requirements(ledger, needs),
        "transparency": parts.take_transparency(ledger, report),
    }
    if len(ledger.values) < FEWEST_LABELS and not (ledger.values and values["benchmarks"]):
        known = len(ledger.values) or "none"
        raise NotAProfile(
            "not_a_profile", f"{known} of the labels of a profile on the page, {FEWEST_LABELS} are needed"
        )
    about.read_texts(leaves, found, words, texts)
    record = ModelProfile.model_validate(
        {"id": address.id, "slug": address.slug, "locale": address.locale, "url": address.url}
        | {"name": texts.name, "family": texts.family, "description": texts.description}
        | {"family_description": texts.family_description}
        | values
    )
    page.number()
    _report_rest(ledger, page.leaves)
    return Extraction(
        record, ledger.readings, tuple(ledger.findings), dict(Counter(leaf.role for leaf in page.leaves))
    )


def _headings(leaves: list[Block]) -> list[str | None]:
    """For every leaf the words of the nearest heading before it; prose and tables end a group of specifications."""
    found: list[str | None] = []
    now: str | None = None
    group = False
    for leaf in leaves:
        if leaf.role == "heading" or leaf.section or (leaf.level > 1 and not leaf.field and not leaf.prose):
            now = leaf.text
            group = bool(leaf.section and leaf.section[0] in SPECIFICATIONS)
        elif group and (leaf.prose or leaf.role == "cell"):
            now = None
        found.append(now)
    return found


def _alone(ledger: Ledger, labels: list[Block]) -> None:
    """A label without a value is reported, unless its field was read elsewhere: then it is an entry in a list."""
    for label in labels:
        claim_alone(label)
        if label.field in ledger.values:
            label.role = "furniture"
        else:
            label.role = "finding"
            ledger.report(Kind.UNREAD, label.text, "")


def _report_rest(ledger: Ledger, leaves: list[Block]) -> None:
    """Gives every leaf that nobody claimed its role: a heading, furniture before the facts, or a finding."""
    first = next((leaf.order for leaf in leaves if leaf.role == "reading"), 0)
    for leaf in leaves:
        if leaf.role:
            continue
        if leaf.section or (leaf.level and not leaf.prose):
            leaf.role = "heading"
        elif leaf.order < first and not leaf.prose:
            leaf.role = "furniture"
        else:
            leaf.role = "finding"
            ledger.report(Kind.UNREAD, None, leaf.text)
