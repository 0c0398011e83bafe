"""Asks the extraction about made pages, and says how its answer differs from what a reader finds there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from schemas.language import key
from scraper.extract import extract
from scraper.extraction import Extraction, Finding, Kind, NotAProfile
from scraper.snapshot import Snapshot
from tests.markups import Page, prune

FETCHED = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
URL = "https://apxml.com/models/falcon-mini-7b"
HTML, TEXT = "text/html; charset=utf-8", "text/plain; charset=utf-8"
COMPARED = frozenset((Kind.UNKNOWN_LABEL, Kind.REFUSED, Kind.CONFLICT, Kind.NAMELESS_ROW))
"""Kinds of findings that a made page expects exactly; what stays unread is counted elsewhere."""

Findings = list[tuple[str, str, str]]
Differences = dict[str, tuple[object, object]]


def ask(body: bytes | str, media_type: str = HTML, url: str = URL) -> Extraction:
    raw = body.encode() if isinstance(body, str) else body
    return extract(Snapshot(url, FETCHED, 200, media_type, raw))


def record_of(found: Extraction) -> dict[str, Any]:
    """The record as JSON, without nulls and empty lists."""
    record: dict[str, Any] = prune(found.record.model_dump(mode="json"))
    return record


def facts_of(found: Extraction) -> dict[str, Any]:
    """The record without what comes from the address."""
    return {
        name: value for name, value in record_of(found).items() if name not in ("id", "slug", "locale", "url")
    }


def findings_of(found: Extraction, kinds: frozenset[Kind] = COMPARED) -> Findings:
    """Kind, label (its letters and digits) and text of the findings of some kinds, sorted."""
    return sorted(
        (each.kind.value, key(each.label or ""), figure_of(each))
        for each in found.findings
        if each.kind in kinds
    )


def figure_of(found: Finding) -> str:
    """The finding's text; of a row without a name the first figure (a made page names only that)."""
    return found.text.split(" | ")[0] if found.kind is Kind.NAMELESS_ROW else found.text


def body_of(page: Page, form: str) -> tuple[bytes, str]:
    """A made page's body and media type in one of its forms: html | stripped | text."""
    if form == "text":
        return page.text.encode(), TEXT
    return (page.stripped, HTML) if form == "stripped" else (page.html, page.media_type)


def is_fair(page: Page, form: str) -> bool:
    """Whether a form of the page still holds everything that the page says."""
    return not ((form == "text" and page.lossy) or (form == "stripped" and page.bound))


def differences(page: Page, form: str) -> Differences:
    """By field (or "findings"), what was expected and what was found, where they are not the same."""
    try:
        found = ask(*body_of(page, form), page.url)
    except NotAProfile as error:
        return {"reject": (None, str(error))}
    record = record_of(found)
    names = record.keys() | page.expected.keys()
    wrong: Differences = {
        name: (page.expected.get(name), record.get(name))
        for name in sorted(names)
        if record.get(name) != page.expected.get(name)
    }
    if form != "text":
        findings = sorted((kind, key(label), raw) for kind, label, raw in page.findings)
        if findings_of(found) != findings:
            wrong["findings"] = (findings, findings_of(found))
    return wrong


def shown(wrong: Differences) -> str:
    """Differences as lines for people."""
    return "\n".join(
        f"  {name}: expected {a!r:.300}\n{'':>{len(name)}}       found {b!r:.300}"
        for name, (a, b) in wrong.items()
    )
