"""extract(snapshot) -> Extraction: the rooms meet here only.

bytes -> charset -> layout (Blocks) -> outline (what each block is) -> sections (benchmarks, requirements,
transparency) -> pairing (label and candidates) -> reading (values) -> about (words) -> ModelProfile
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from functools import cache, partial
from typing import NamedTuple

from schemas.profile import ModelProfile
from schemas.vocabulary import Vocabulary, vocabulary
from scraper import benchmarks, requirements, sections, transparency
from scraper.address import Address, address_of, leads_away
from scraper.extraction import Extraction, Kind, NotAProfile
from scraper.layout import Page, from_html
from scraper.layout.block import Block
from scraper.layout.charset import text_of
from scraper.layout.limits import check_body
from scraper.media import is_html
from scraper.others import cards, comparisons
from scraper.outline import Outline, outline
from scraper.pairing import pair_up
from scraper.plain_text import from_text
from scraper.reading import Notes, parts
from scraper.reading.candidates import settle_rows
from scraper.requirements import Need
from scraper.sections import Section
from scraper.sections.columns import settle_columns
from scraper.sections.heading_words import settle_heading_words
from scraper.sections.value_columns import settle_value_columns
from scraper.snapshot import Snapshot
from scraper.texts import about

FEWEST_LABELS = 3
"""A page with fewer known labels is no profile, unless it has benchmarks beside one."""


def extract(snapshot: Snapshot) -> Extraction:
    """Reads one page. Raises `NotAProfile` where it is none, or too much."""
    address = address_of(snapshot.url)
    page = lay_out(snapshot, partial(leads_away, address))
    return _read(outline(page, vocabulary(), address.slug), address)


def lay_out(snapshot: Snapshot, is_other: Callable[[str], bool] | None = None) -> Page:
    """The snapshot's body as blocks. `is_other`: knows the addresses of other models' profiles.

    Raises `NotAProfile`: empty, binary, too_large, too_deep.
    """
    body = snapshot.body
    check_body(body)
    text = text_of(snapshot.media_type, body)
    return from_html(text, is_other) if is_html(snapshot.media_type, body) else from_text(text)


@cache
def _requirements_reader() -> requirements.Reader:
    return requirements.Reader(vocabulary())


def _read(page: Outline, address: Address) -> Extraction:
    """Phase by phase: each claims leaves, and the next sees only what is still open."""
    words = vocabulary()
    settle_heading_words(page.leaves, words)
    texts = about.About(name=about.name_of(page.leaves, page.title, address, words))
    found = _set_others_aside(page, words, texts.name)
    tables = _read_sections(page.leaves, found, words, texts.name)
    page.number()  # lines of the sections may have been divided
    notes = _read_pairs(page, tables.benchmarks)
    values = notes.values | {
        "benchmarks": parts.take_benchmarks(notes, words, tables.benchmarks),
        "requirements": parts.take_requirements(notes, tables.needs),
        "transparency": parts.take_transparency(notes, tables.report),
    }
    _check_profile(notes, texts.name, bool(values["benchmarks"]))
    about.read_texts(page.leaves, found, words, texts)
    record = ModelProfile.model_validate({"id": address.id} | asdict(address) | asdict(texts) | values)
    page.number()  # and so may lines of facts
    notes.report_rest(page.leaves)
    roles: dict[str, int] = Counter(leaf.role for leaf in page.leaves)
    return Extraction(record, notes.readings, tuple(notes.findings), dict(roles))


def _set_others_aside(page: Outline, words: Vocabulary, name: str | None) -> list[Section]:
    """The page's sections, once what is about other models is out of the way."""
    settle_value_columns(page.leaves, words)
    settle_columns(page.leaves, words)
    found = sections.sections(page.leaves, words)
    sections.exclude_others(found)
    cards.exclude_cards(page.leaves, name)
    comparisons.exclude_comparisons(page.root, page.leaves, words, name)
    return found


class _Tables(NamedTuple):
    """What the sections with tables of their own say."""

    needs: list[Need]
    benchmarks: benchmarks.Table
    report: transparency.Report


def _read_sections(leaves: list[Block], found: list[Section], words: Vocabulary, name: str | None) -> _Tables:
    """In this order: requirements may stand under the benchmarks' heading, and criteria have scores as well.

    Requirements end where a table of benchmarks begins behind them.
    """
    reader = _requirements_reader()
    starts = partial(benchmarks.starts, words)
    gathered = sections.gather(found, leaves, "requirements", reader.starts)
    ends = (
        at
        for at in range(1, len(gathered))
        if starts(gathered, at) and benchmarks.heads_rows(words, gathered[at])
    )
    needs = reader.read(gathered[: next(ends, None)])
    table = benchmarks.read(words, sections.gather(found, leaves, "benchmarks", starts, words.totals), name)
    starts = partial(transparency.starts, words)
    report = transparency.read(words, sections.gather(found, leaves, "transparency", starts))
    return _Tables(needs, table, report)


def _read_pairs(page: Outline, table: benchmarks.Table) -> Notes:
    """Labels with their values, and the rank above the benchmarks."""
    pairs = pair_up(page.root)
    settle_rows(pairs)
    cards.exclude_before_name(pairs, page.leaves)
    notes = Notes(page.leaves)
    parts.take_rank(notes, table)
    notes.take(pairs.pairs)
    notes.take_alone(pairs.alone)
    return notes


def _check_profile(notes: Notes, name: str | None, has_benchmarks: bool) -> None:
    """Raises `NotAProfile` where a page says too little to be a profile, or speaks of several models and names none."""
    known = len(notes.values)
    if known < FEWEST_LABELS and not (known and has_benchmarks):
        raise NotAProfile(
            "not_a_profile",
            f"{known or 'none'} of the labels of a profile on the page, {FEWEST_LABELS} are needed",
        )
    contradicted = {finding.label for finding in notes.findings if finding.kind is Kind.CONFLICT}
    if name is None and len(contradicted) > 1:
        raise NotAProfile(
            "not_a_profile",
            f"no name, and several values of {', '.join(sorted(filter(None, contradicted)))[:200]}",
        )
