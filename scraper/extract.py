"""extract(snapshot) -> Extraction: the rooms meet here only."""

from __future__ import annotations

from parsel import Selector

from schemas.language import index, key, languages
from schemas.profile import ModelProfile
from schemas.values import is_blank
from scraper.extraction import Extraction, NotAProfile, Reading
from scraper.snapshot import Snapshot


def extract(snapshot: Snapshot) -> Extraction:
    """Placeholder until the real rooms land: each label takes the text that follows it."""
    labels = index((each.labels for each in languages()), "labels")
    text = snapshot.body.decode("utf-8", "replace")
    if "html" in snapshot.media_type:
        lines = [t.strip() for t in Selector(text).xpath("//body//text()").getall() if t.strip()]
    else:
        lines = [t.strip() for t in text.splitlines() if t.strip()]
    readings: list[Reading] = []
    for label, raw in zip(lines, lines[1:], strict=False):
        if key(label) in labels:
            readings.append(Reading(len(readings), None, label, raw, labels[key(label)]))
    if len(readings) < 3:
        raise NotAProfile("not_a_profile", f"only {len(readings)} known labels")
    values = {r.field: r.raw for r in readings if r.field and not is_blank(r.raw)}
    path = snapshot.url.split("/models/")[0].split("//")[-1].split("/")[1:]
    slug = snapshot.url.rstrip("/").split("/")[-1]
    locale = path[0] if path and path[0] else "en"
    record = ModelProfile.model_validate(
        {"id": slug if locale == "en" else f"{locale}/{slug}", "slug": slug, "locale": locale, "url": snapshot.url}
        | values
    )
    return Extraction(record, tuple(readings), (), {})
