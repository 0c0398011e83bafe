"""A name and the address that it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemas.language import key
from scraper.audit.case import Case

_WORD = re.compile(r"[a-z]{2,}")


def name_of_another(case: Case) -> Iterator[str]:
    """The name and the address have no word in common: the site may have answered with another model's page."""
    name, slug = case.record.name or "", case.record.slug
    pairs = ((_WORD.findall(name.casefold()), key(slug)), (_WORD.findall(slug.casefold()), key(name)))
    if all(words and not any(word in text for word in words) for words, text in pairs):
        yield f"The page under {slug} is named {name}."
