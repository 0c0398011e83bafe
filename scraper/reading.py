"""Pairs to values: takes the candidate that the grammar accepts, and reports what nobody could read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from schemas.language import key
from schemas.values import is_blank, is_readable
from scraper.block import Block, joined
from scraper.extraction import Finding, Kind, Reading
from scraper.grammar import fits, parse
from scraper.pairs import Pair, contents, text_of

_EDGES = re.compile(r"^[^\w(（#]+|[^\w)）%+]+$")
LONGEST_RAW = 500
"""Characters kept of a text in a reading or finding."""
ANY_WORDS = "any words at all"
"""A value of the fields that hold words, and of no field with a grammar."""
MOST_LEAVES = 8
"""Texts in a row of one label, its value and remarks."""
LONGEST_REMARK = 250
"""Characters; a longer text beside a value is no remark on it."""


class Ledger:
    """The readings and findings of one page, and the values they come to, in reading order."""

    def __init__(self, headings: list[str | None]) -> None:
        self._headings = headings
        self._raw: dict[str, str] = {}
        self._labels: dict[str, set[str]] = {}
        self._strange: set[tuple[str, str]] = set()
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
        """Keeps what could not be read."""
        label = label and shown(label)
        self.findings.append(Finding(kind, label and label[:LONGEST_RAW], text[:LONGEST_RAW]))

    def take(self, pairs: Iterable[Pair]) -> None:
        """Reads pairs in reading order."""
        for pair in pairs:
            raw, block = choose(pair)
            claim(pair.label, block, labels=0 if pair.field is None else 1)
            if pair.field is None:
                self._take_strange(pair.label, text_of(pair.label), raw)
            else:
                self.read(pair.label, pair.label.text, raw, pair.field)

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


def choose(pair: Pair) -> tuple[str, Block]:
    """The first candidate that is a value of the field, or a blank; the likeliest where none is."""
    strict = pair.field is not None and not fits(pair.field, ANY_WORDS)
    options = list(_options(pair.candidates, strict=strict))
    if pair.field is not None:
        for raw, block in options:
            if is_blank(raw) or fits(pair.field, raw):
                return raw, block
    return options[0] if options else ("", pair.candidates[0])


def _options(candidates: list[Block], *, strict: bool) -> Iterator[tuple[str, Block]]:
    """The texts that may be the value, likeliest first: neighbours in one run of text count together before alone."""
    run = candidates[0].parent
    if run is not None and run.text and len(candidates) > 1:
        parts = [
            each for each in candidates if each.parent is run and is_readable(each.text) and each.is_open()
        ]
        yield from ((_clean(joined(parts[start:])), parts[start]) for start in range(len(parts)))
        yield from ((_clean(joined(parts[:end])), parts[0]) for end in range(len(parts) - 1, 0, -1))
    for block in candidates:
        yield from _texts(block, strict=strict)


def _texts(block: Block, *, strict: bool) -> list[tuple[str, Block]]:
    """The words of a block as one, and its first part alone: what follows may be a note on it.

    `strict`: the grammar would not take a note for a part of the value, so the whole is likelier ("200" "K").
    """
    options = [(text_of(block), block)]
    if block.children:
        parts = [leaf for leaf in contents(block) if is_readable(leaf.text)]
        options += [(text_of(leaf), leaf) for leaf in parts[:1]]
        if not block.text and len(parts) > 1 and not strict:
            options.reverse()
    return options


def _clean(text: str) -> str:
    return text.lstrip(":： ") or text


def claim(label: Block, value: Block, *, labels: int) -> None:
    """Gives the leaves of a read pair their role; a sentence in their row or the value's box is a remark on them.

    `labels`: how many known labels stand in that row, 0 where the pair's label is unknown.
    """
    for leaf in label.leaves():
        leaf.role = leaf.role or "reading"
    for leaf in value.leaves():
        leaf.role = leaf.role or ("furniture" if leaf.prose else "reading")
    _mark_remarks(label, labels)
    row = next(
        (
            each
            for each in label.ancestors()
            if each is value or any(each is one for one in value.ancestors())
        ),
        None,
    )
    if row is not None and row.labels == labels:
        _mark_remarks(row, labels)


def _mark_remarks(block: Block, labels: int) -> None:
    """Sentences in a label's own box, or in the row of a label and its value, are remarks on them."""
    while (box := block.parent) is not None and box.labels == labels and _is_small(box):
        block = box
    for leaf in islice(block.leaves(), MOST_LEAVES):
        if leaf.prose and not leaf.role and len(leaf.text) <= LONGEST_REMARK:
            leaf.role = "furniture"


def _is_small(block: Block) -> bool:
    return next(islice(block.leaves(), MOST_LEAVES, None), None) is None
