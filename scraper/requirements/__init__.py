"""The system requirements: for a context size and a class of hardware, the device, how many, and its memory.

Where a table's head names its columns, its rows are read by them; everything else is read in order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile

from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.layout.block import Block, runs
from scraper.prose import LONGEST_PART, is_decoration
from scraper.requirements.flattened import flattened
from scraper.requirements.hardware import SHORTEST_LINE, Fact, Hardware, Head
from scraper.requirements.needs import Need, Needs
from scraper.requirements.tables import claim_numbers, read_table, table_at
from scraper.requirements.turned import turned_at
from scraper.tables.flattened import is_line, with_rows
from scraper.tables.headed import Table, tables_among

HEADS = 3
"""So many columns of hardware side by side head a table of it."""
LONGEST_TIER = 40
"""Characters of a class of hardware."""
_NUMBERED = re.compile(r"^(?:[^\w(（~≈<>]+\s+|[0-9]{1,2}(?:\.[0-9]{1,2})+\.?\s+)(?=\S)")
"""The number of a heading: "4.1 1,024 tokens"."""
__all__ = ["Need", "Reader"]


class Reader:
    """Reads the section with the words of all languages."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self.texts = Hardware(words)
        self.flattened = flattened(self.texts)

    def starts(self, leaves: list[Block], place: int) -> bool:
        """Whether requirements begin here without a heading: their caption, a table's head, a context before a tier."""
        opening = self.texts.opening(leaves[place].text)
        if opening == "head":
            beside = [leaf for leaf in leaves[place + 1 : place + 2 * HEADS] if not is_decoration(leaf.text)]
            kinds = {self.texts.head(leaf.text).kind for leaf in (leaves[place], *beside[: HEADS - 1])}
            return "" not in kinds and len(kinds) == HEADS
        if opening == "size":
            return any(key(leaf.text) in self.words.tiers for leaf in leaves[place + 1 : place + 4])
        text = leaves[place].text
        if opening == "caption":
            return True
        if text[:1] in self.texts.line_starts and len(text) > SHORTEST_LINE and self.texts.is_line(text):
            return True
        return text[:1] in self.flattened.initials and is_line(text, self.flattened)

    def read(self, leaves: list[Block]) -> list[Need]:
        """The rows of a section's open leaves; every leaf that is used gets its role."""
        leaves = with_rows(leaves, self.flattened)
        state = Needs()
        of_section = {id(leaf) for leaf in leaves}
        for part in tables_among(leaves, self._may_be_head, self._table_at):
            if isinstance(part, Table):
                part.rows = [row for row in part.rows if id(row[0].leaves()[0]) in of_section]
                self._read_table(part, state)
            else:
                self._read_plain(part, state)
        state.finish()
        told = {(row.context, row.memory) for row in state.rows if row.device}
        return [row for row in state.rows if row.device or (row.context, row.memory) not in told]

    def _table_at(self, leaf: Block) -> Table[Head] | None:
        return table_at(self.texts, leaf) or turned_at(self.texts, leaf)

    def _read_table(self, table: Table[Head], state: Needs) -> None:
        for cell, head in zip(table.head, table.columns, strict=True):
            if head.kind:
                cell.claim("heading")
        claim_numbers(table)
        first = len(state.rows)
        for between in read_table(self.texts, table, state):
            self._read_plain(between, state)
        if table.is_turned:
            state.rows[first:] = sorted(state.rows[first:], key=Need.order)

    def _may_be_head(self, leaf: Block) -> bool:
        return bool(self.texts.head(leaf.text).kind)

    def _read_plain(self, leaves: list[Block], state: Needs) -> None:
        """Reads texts in order. A column's word before a text says what it is, where the text does not say so."""
        label = ""
        parts = self._parts([leaf for leaf in leaves if not leaf.role])
        said = [
            (part, self.texts.fact(part.text))
            for part in parts
            if not (part.prose or is_decoration(part.text))
        ]
        for part, fact in _tiers_first(_with_strange_tiers(_words_first(said))):
            if fact.kind == "column":
                label = fact.value
                part.claim("heading")
                continue
            if not state.take(fact, part) and label:
                state.take(self._labelled(label, part.text), part, labelled=True)
            label = ""

    def _labelled(self, label: str, text: str) -> Fact:
        """A bare number below "Context" or "Count"."""
        if label not in ("context", "count") or not (value := self.texts.under(Head(label, ""), text)):
            return Fact("")
        return Fact("context" if label == "context" else "count", value)

    def _parts(self, leaves: list[Block]) -> Iterator[Block]:
        """The texts to read, one for each thing that they say ("Consumer: 2x RTX 4090" says two)."""
        for run in runs(leaves):
            if run.level and not run.children:
                run.text = self._unnumbered(run.text)
            if len(rows := self.texts.rows(run.text)) > 1:
                run.prose = False
                for row in run.divide(rows):
                    yield from self._elements(row)
                continue
            if len(run.text) > LONGEST_PART or (run.prose and not self._is_row(run.text)):
                yield run
            else:
                yield from self._elements(run)

    def _elements(self, run: Block) -> Iterator[Block]:
        """The texts of a run: by its elements, where one of them stands alone, perhaps behind a strange word."""
        if any(self._stands_alone(child) for child in run.children):
            for child in run.children:
                yield from self._elements(child)
        else:
            pieces = self.texts.pieces(run.text)
            yield from run.divide(pieces) if len(pieces) > 1 else (run,)

    def _unnumbered(self, text: str) -> str:
        """A heading without its number; the figure of "18.44 GB VRAM" is none."""
        said = self.texts.fact(self.texts.pieces(text)[0]) if text[:1].isdigit() else None
        return text if said is not None and said.kind in ("context", "memory") else _NUMBERED.sub("", text)

    def _is_row(self, text: str) -> bool:
        """Whether a long text is all facts: a context, its memory, a tier and a device in one line."""
        facts = [self.texts.fact(part) for part in self.texts.pieces(text)]
        kinds = {fact.kind for fact in facts}
        return "" not in kinds and {"context", "device"} <= kinds and any(fact.number for fact in facts)

    def _stands_alone(self, part: Block) -> bool:
        """Whether an element of a run is no part of the words beside it: a tier, or a column's word."""
        if part.children:
            return any(map(self._stands_alone, part.children))
        return self.texts.is_tier(part.text) or self.texts.fact(part.text).kind == "column"


def _words_first(said: list[tuple[Block, Fact]]) -> list[tuple[Block, Fact]]:
    """The texts, with each column's word before its fact where all of them stand behind ("2" above "Count")."""
    behind = [at for at, (_, fact) in enumerate(said) if fact.kind == "column"]
    ahead = {at - 1 for at in behind}
    if not behind or not ahead.isdisjoint(behind) or min(ahead) < 0 or behind[-1] != len(said) - 1:
        return said
    found = list(said)
    for at in behind:
        found[at - 1 : at + 1] = said[at], said[at - 1]
    return found


def _with_strange_tiers(said: list[tuple[Block, Fact]]) -> list[tuple[Block, Fact]]:
    """The texts, with classes that nobody knows ("Laptop"): right before a device, as a known one elsewhere."""
    ahead = [at for at in range(len(said) - 1) if said[at + 1][1].number]
    tags = {said[at][0].tag for at in ahead if said[at][1].kind == "tier"}
    found = list(said)
    for at in ahead:
        part, fact = said[at]
        is_behind_tier = at > 0 and said[at - 1][1].kind == "tier"
        if part.tag in tags and not is_behind_tier and _is_bare(fact):
            found[at] = part, Fact("tier", fact.value)
    return found


def _is_bare(fact: Fact) -> bool:
    """Whether any words may be meant: a name without figures, count and memory."""
    if fact.kind != "device" or fact.number or fact.memory:
        return False
    return len(fact.value) <= LONGEST_TIER and not any(map(str.isdigit, fact.value))


def _tiers_first(said: list[tuple[Block, Fact]]) -> list[tuple[Block, Fact]]:
    """The texts, with a tier that stands behind the device in its own box or line before it."""
    count = Counter(id(box) for part, fact in said if fact.kind == "device" for box in part.ancestors())
    cards: dict[int, list[int]] = {}
    for at, (part, _) in enumerate(said):
        alone = [box for box in takewhile(lambda box: count[id(box)] < 2, part.ancestors()) if count[id(box)]]
        if alone:
            cards.setdefault(id(alone[-1]), []).append(at)
    for places in cards.values():
        kinds = [said[at][1].kind for at in places]
        if kinds.count("tier") == 1 and kinds.index("tier") > kinds.index("device"):
            inside = sorted((said[at] for at in places), key=lambda each: each[1].kind != "tier")
            for at, each in zip(places, inside, strict=True):
                said[at] = each
    return said
