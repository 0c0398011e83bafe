"""Pairs to values: takes the candidate that the grammar accepts, and reports what nobody could read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from schemas.blanks import is_blank
from schemas.language import key
from scraper.extraction import Finding, Kind, Reading
from scraper.grammar import parse
from scraper.layout.block import Block
from scraper.layout.contents import text_of
from scraper.pairing.pairs import Pair
from scraper.reading.candidates import choose
from scraper.reading.claims import claim, claim_alone, mark_between

_EDGES = re.compile(r"^[^\w(（#]+|[^\w)）%+]+$")
SPECIFICATIONS = frozenset(("specifications", "attention", "dimensions", "tokenizer", "experts"))
LONGEST_RAW = 500
"""Characters kept of a text in a reading or finding."""


class Notes:
    """The readings and findings of one page, and the values they come to, in reading order."""

    def __init__(self, leaves: list[Block]) -> None:
        self._leaves = leaves
        self._headings = _headings(leaves)
        self._raw: dict[str, str] = {}
        self._labels: dict[str, set[str]] = {}
        self._strange: set[tuple[str, str]] = set()
        self._conflicts: set[Finding] = set()
        self._entries: list[tuple[int, Reading]] = []
        self.values: dict[str, Any] = {}
        self.findings: list[Finding] = []

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Every reading, numbered in reading order."""
        entries = sorted(self._entries, key=lambda entry: entry[0])
        return tuple(
            Reading(position, each.section, each.label, each.raw, each.field)
            for position, (_, each) in enumerate(entries)
        )

    def note(self, label: Block, text: str, raw: str, field: str | None) -> None:
        """Keeps a label and its raw text as they stand."""
        text = shown(text)
        section = self._headings[label.order]
        if field is not None:
            self._labels.setdefault(field, set()).add(key(text))
        self._entries.append((label.order, Reading(0, section, text[:LONGEST_RAW], raw[:LONGEST_RAW], field)))

    def report(self, kind: Kind, label: str | None, text: str) -> None:
        """Keeps what could not be read. A contradiction is reported once, however often the page repeats it."""
        label = label and shown(label)
        finding = Finding(kind, label and label[:LONGEST_RAW], text[:LONGEST_RAW])
        if kind is not Kind.CONFLICT or finding not in self._conflicts:
            self.findings.append(finding)
        if kind is Kind.CONFLICT:
            self._conflicts.add(finding)

    def take(self, pairs: Iterable[Pair]) -> None:
        """Reads pairs in reading order."""
        for pair in pairs:
            raw, blocks = choose(pair)
            text = pair.label.text if pair.field else text_of(pair.label)
            claim(pair.label, blocks, labels=0 if pair.field is None else 1)
            mark_between(self._leaves, pair.label, blocks[0])
            if pair.field is None:
                self._take_strange(pair.label, text, raw)
            else:
                self.read(pair.label, text, raw, pair.field)

    def take_alone(self, labels: Iterable[Block]) -> None:
        """A label without a value is reported, unless its field was read elsewhere: then it is an entry in a list."""
        for label in labels:
            claim_alone(label)
            if label.field in self.values:
                label.role = "furniture"
            else:
                label.role = "finding"
                self.report(Kind.UNREAD, label.text, "")

    def report_rest(self, leaves: list[Block]) -> None:
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
                self.report(Kind.UNREAD, None, leaf.text)

    def _take_strange(self, label: Block, text: str, raw: str) -> None:
        """An unknown label is reported once, however often the page shows it with the same value."""
        if (key(text), raw) not in self._strange:
            self._strange.add((key(text), raw))
            self.note(label, text, raw, None)
            self.report(Kind.UNKNOWN_LABEL, text, raw)

    def read(self, label: Block, text: str, raw: str, field: str) -> None:
        """One published value of a field. The first in reading order stands; another one is a conflict."""
        if self._raw.get(field) == raw:
            if key(text) not in self._labels[field]:
                self.note(label, text, raw, field)
            return
        try:
            value = None if is_blank(raw) else parse(field, raw)
        except ValueError:
            self._refuse(label, text, raw, field)
            return
        known = self.values.get(field)
        if known is None:
            self.note(label, text, raw, field)
            self._raw[field], self.values[field] = raw, value
        elif value is not None and not _is_spelling(value, known):
            self.report(Kind.CONFLICT, text, raw)

    def _refuse(self, label: Block, text: str, raw: str, field: str) -> None:
        """A value that the grammar does not take is kept as it stands; a later one may still be read."""
        self.note(label, text, raw, field)
        self._raw.setdefault(field, raw)
        self.values.setdefault(field, None)
        self.report(Kind.REFUSED, text, raw)


def _is_spelling(value: Any, known: Any) -> bool:
    """Whether two values are one, but for the case of their letters."""
    if isinstance(value, str) and isinstance(known, str):
        return value.casefold() == known.casefold()
    return bool(value == known)


def _headings(leaves: list[Block]) -> list[str | None]:
    """For every leaf the words of the nearest heading before it; prose and tables end a group of specifications.

    Sentences on the group's facts do not: right under its heading, or in a box among them.
    """
    found: list[str | None] = []
    now: str | None = None
    group: Block | None = None
    for leaf in leaves:
        if leaf.role == "heading" or leaf.section or (leaf.level > 1 and not leaf.field and not leaf.prose):
            now = leaf.text
            group = leaf if leaf.section and leaf.section[0] in SPECIFICATIONS else None
        elif group and (leaf.role == "cell" or (leaf.prose and not _is_on_facts(leaf, group))):
            now = group = None
        found.append(now)
    return found


def _is_on_facts(sentence: Block, heading: Block) -> bool:
    """Whether a sentence stands right under a heading, or in a box with facts that begins behind it."""
    if sentence.order == heading.order + 1:
        return True
    box = next((box for box in sentence.ancestors() if box.labels), None)
    return box is not None and box.leaves()[0].order > heading.order


def shown(label: str) -> str:
    """A label's words without icons, colons and bullets at either end."""
    return _EDGES.sub("", label) or label
