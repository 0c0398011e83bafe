"""What the words of one run of text are: a label, a heading, the site's own, a sentence, or a label with its value."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache, partial
from typing import NamedTuple

from schemas.blanks import is_readable, is_unfilled
from schemas.language import SectionKind, key
from schemas.remembering import asked_once
from schemas.vocabulary import Vocabulary
from scraper.outline.inner_headings import split_words
from scraper.outline.packed import begins_line, is_list
from scraper.prose import LONGEST_PART, ends_sentence, is_prose

LONGEST_LINE = 4_000
LONGEST_LINE_WORDS = 60
LONGEST_LABEL = 48
LONGEST_FIRST = 300
"""Characters before the first sign between the facts of a line that begins with a label and a colon."""
_OPENS_TEMPLATE = ("$", "{", "<")
_CLOSING = ")）]"
_BETWEEN = " :：.=·…_*†‡|"
# They begin with their sign, which a search finds fast; the caller takes off the white space before it.
_BARS = re.compile(r"[|·•;；]\s*|[，、](?![0-9０-９]{3})\s*(?=[^，、；：:]{1,16}[：:])")
_DASH = re.compile(r"\s*(?:[-–—]\s+|—{2}\s*)(?=\S)")
"""Between a label and a sign that is its value: "Label - -", "标签——-"."""
_ASKS = re.compile(r"\s*[:：]\s*[?？]+$")
"""A value that nobody knows; without the colon the sign is a button for help."""
_SEPARATORS = re.compile(r"[:：=]\s*|[-–—](?<=\s.)\s+|—{2}\s*|#(?=\s*\d)")


class Wording(NamedTuple):
    """What the words of one run of text are: the first of these that holds. A notice is prose and furniture.

    `scaled`: a label and what it multiplies its values by. `line`: they may be a line of facts all the same, but not
    where they are segments, a label or a heading.
    """

    segments: tuple[str, ...] = ()
    field: str | None = None
    scaled: tuple[str, str] | None = None
    section: tuple[SectionKind, str] | None = None
    furniture: bool = False
    prose: bool = False
    pair: tuple[str, str] | None = None
    line: bool = False


@cache
def wordings(words: Vocabulary) -> Callable[[str], Wording]:
    """Says what the words of a run of text are."""
    return asked_once(partial(_wording_of, words), LONGEST_PART)


def _wording_of(words: Vocabulary, text: str) -> Wording:
    if segments := segments_of(text, words):
        return Wording(segments=tuple(segments))
    if text[:1] in _OPENS_TEMPLATE and is_unfilled(text):
        return Wording()
    found, scaled, section = words.field(text), words.scaled(text), words.section(text)
    if found is not None or scaled is not None or section is not None:
        return Wording(field=found, scaled=scaled, section=section)
    line = begins_line(text, words)
    if words.is_furniture(text) or not is_readable(text):
        return Wording(furniture=True, line=line)
    if is_prose(text):
        prose = ends_sentence(text) or not is_list(text, words)
        return Wording(prose=prose, furniture=words.is_notice(text), line=line)
    return Wording(pair=split_at(text, words), line=line)


def segments_of(text: str, words: Vocabulary) -> list[str]:
    """The parts of "Label: value | Label: value" in one run of text; empty where it is none."""
    if len(text) > LONGEST_LINE:
        return []
    begin = text[:LONGEST_LABEL]
    is_labelled = ":" in begin or "：" in begin
    if not _BARS.search(text, 0, LONGEST_FIRST if is_labelled else LONGEST_PART + 1):
        return []
    parts = [part for part in map(str.rstrip, _BARS.split(text)) if part]
    if not any(words.field(part) or split_at(part, words) for part in parts[:2]):
        return []
    facts = sum(1 for part in parts if words.field(part) or split_at(part, words))
    return parts if facts > 1 and facts * 2 >= len(parts) else []


def ends_blank(text: str, words: Vocabulary) -> tuple[str, str] | None:
    """Label and value of "Label: -" and "Label ✓": the vocabulary does not see signs, so the whole reads as a label."""
    end = len(text)
    while end and not text[end - 1].isalnum() and text[end - 1] not in _CLOSING:
        end -= 1
    dash = _DASH.match(text, end)
    label, sign = text[:end], text[dash.end() if dash else end :].strip(_BETWEEN)
    if not sign or words.field(label) is None or not (is_readable(sign) or _ASKS.match(text, end)):
        return None
    return label, sign


@lru_cache(maxsize=8_192)
def split_at(text: str, words: Vocabulary) -> tuple[str, str] | None:
    """Label and value of "Label: value" in one run of text."""
    for match in _SEPARATORS.finditer(text, 0, LONGEST_PART):
        label, raw = text[: match.start()].rstrip(), text[match.end() :]
        if raw and (field := words.field(label)) is not None and not _has_another(raw, field, words):
            return label, ("#" if match[0] == "#" else "") + raw
    return None


def _has_another(raw: str, field: str, words: Vocabulary) -> bool:
    """Whether a further label stands in what follows a label: then the line is a row of facts, not one value."""
    tokens = split_words(raw)[:LONGEST_LINE_WORDS]
    starts = [at for at, token in enumerate(tokens) if at and key(token) in words.label_starts]
    ends = ((at, end) for at in starts for end in range(at + 1, min(at + 6, len(tokens))))
    return any(words.field(" ".join(tokens[at:end])) not in (None, field) for at, end in ends)
