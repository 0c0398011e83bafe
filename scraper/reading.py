"""Pairs to values: takes the candidate that the grammar accepts, and reports what nobody could read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from schemas.language import key
from schemas.values import is_blank
from scraper.block import Block
from scraper.candidates import choose, claim, mark_between
from scraper.extraction import Finding, Kind, Reading
from scraper.grammar import parse
from scraper.pairs import Pair, text_of

_EDGES = re.compile(r"^[^\w(（#]+|[^\w)）%+]+$")
LONGEST_RAW = 500
"""Characters kept of a text in a reading or finding."""


class Ledger:
    """The readings and findings of one page, and the values they come to, in reading order."""

    def __init__(self, leaves: list[Block], headings: list[str | None]) -> None:
        self._leaves = leaves
        self._headings = headings
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
        value = None
        if not is_blank(raw):
            try:
                value = parse(field, raw)
            except ValueError:
                self.note(label, text, raw, field)
                self._raw.setdefault(field, raw)
                self.values.setdefault(field, None)
                self.report(Kind.REFUSED, text, raw)
                return
        known = self.values.get(field)
        if known is None or value is None:
            if field not in self.values or known is None:
                self.note(label, text, raw, field)
                self._raw[field], self.values[field] = raw, value
        elif known != value:
            self.report(Kind.CONFLICT, text, raw)


def shown(label: str) -> str:
    """A label's words without icons, colons and bullets at either end."""
    return _EDGES.sub("", label) or label
