"""The system requirements: for a context size and a class of hardware, the device, how many, and its memory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.block import Block
from scraper.grid import grid
from scraper.prose import LONGEST_PART, is_decoration
from scraper.sections import runs

_NUMBER = r"([0-9][0-9.,]*)"
_COUNTED = re.compile(r"([0-9]{1,4})\s*[x×✕]\s*(\D.*)", re.IGNORECASE)
_BEHIND_TIER = re.compile(r"([^:：]{2,40})\s*[:：]\s*(.+)")
_BARS = re.compile(r"\s*[·•|;]\s*")
_COUNT_ONLY = re.compile(r"([0-9]{1,4})\s*[x×✕]", re.IGNORECASE)
_COUNT_BEHIND = re.compile(r"(.*\D)\s*[x×✕]\s*([0-9]{1,4})", re.IGNORECASE)


@dataclass(slots=True)
class Need:
    """One recommendation as published; "" where nothing is."""

    context: str = ""
    memory: str = ""
    tier: str = ""
    device: str = ""
    count: str = ""
    device_memory: str = ""
    block: Block | None = field(default=None, compare=False)

    def raw(self) -> str:
        """The device's texts, for its reading."""
        return " | ".join(text for text in (self.count, self.device, self.device_memory) if text)


@dataclass(slots=True)
class Needs:
    """The state while a requirements section is read: the finished rows and the one that is being filled."""

    rows: list[Need] = field(default_factory=list)
    now: Need = field(default_factory=Need)
    seen: set[tuple[str, str, str]] = field(default_factory=set)

    def finish(self) -> None:
        """Keeps the row if it names a device; the context size and its memory go on to the next row."""
        if self.now.device:
            row = (self.now.context + " " + self.now.memory, self.now.tier, self.now.raw())
            if row not in self.seen:
                self.seen.add(row)
                self.rows.append(self.now)
            self.now = Need(context=self.now.context, memory=self.now.memory)


class Reader:
    """Knows the unit words of the section."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words

    @cached_property
    def tokens(self) -> re.Pattern[str]:
        """ "1,024 tokens", "Context Size: 1,024 tokens"."""
        return re.compile(
            rf"(?:[^0-9]{{0,40}}[:：]\s*)?({_NUMBER}\s*[KM]?)\s*(?:{_any(self.words.token_words)})", re.I
        )

    @cached_property
    def memory(self) -> re.Pattern[str]:
        """ "26.98 GB VRAM", "24GB"."""
        return re.compile(
            rf"(?:[^0-9]{{0,40}}[:：]\s*)?\(?{_NUMBER}\s*Gi?B(?:\s*(?:{_any(self.words.memory_words)}))?\)?",
            re.I,
        )

    @cached_property
    def tokens_and_memory(self) -> re.Pattern[str]:
        """ "1,024 tokens (26.98 GB VRAM)", "1,024 tokens: 26.98 GB"."""
        between = r"[^0-9A-Za-z]+(?:[^0-9]{0,40}[:：]\s*)?"
        return re.compile(rf"{self.tokens.pattern}{between}{self.memory.pattern}", re.I)

    @cached_property
    def memory_behind(self) -> re.Pattern[str]:
        """A device with its memory behind it: "RTX 4090 (24GB VRAM)"."""
        return re.compile(
            rf"(.*\S)[\s,·]+\(?({_NUMBER}\s*Gi?B)(?:\s*(?:{_any(self.words.memory_words)}))?\)?", re.I
        )

    def starts(self, leaves: list[Block], place: int) -> bool:
        """Whether requirements begin here without a heading: their caption, or a context size before a tier."""
        if key(leaves[place].text) in self.words.captions:
            return True
        if not self.tokens.fullmatch(leaves[place].text):
            return False
        return any(key(leaf.text) in self.words.tiers for leaf in leaves[place + 1 : place + 4])

    def read(self, leaves: list[Block]) -> list[Need]:
        """The rows of a section's open leaves; every leaf that is used gets its role."""
        state = Needs(rows=self._matrix(leaves))
        leaves = [leaf for leaf in leaves if not leaf.role]
        for leaf in self._parts(leaves):
            if key(leaf.text) in self.words.captions or key(leaf.text) in self.words.requirement_columns:
                leaf.claim("heading")
            elif not leaf.prose and not is_decoration(leaf.text) and self._take(leaf.text, state):
                state.now.block = state.now.block or leaf.leaves()[0]
                leaf.claim("cell")
        state.finish()
        return state.rows

    def _matrix(self, leaves: list[Block]) -> list[Need]:
        """Rows of tables with a column for each tier; the context size stands in the row or before the table."""
        rows: list[Need] = []
        before = 0
        for at in range(1, len(leaves)):
            if not (self._is_tier(leaves[at - 1]) and self._is_tier(leaves[at])) or at < before:
                continue
            header = [leaf for leaf in leaves[max(before, at - 3) : at + 8] if self._heads_column(leaf)]
            table = grid(header)
            if table is None:
                continue
            above = Needs()
            for part in self._parts([leaf for leaf in leaves[before:at] if leaf not in header]):
                if self._take(part.text, above):
                    part.claim("cell")
            for cells in table.rows:
                rows += self._row(
                    table.columns, cells, Need(context=above.now.context, memory=above.now.memory)
                )
            for leaf in header:
                leaf.claim("cell")
            before = at + 1 + sum(len(cell.leaves()) for cells in table.rows for cell in cells)
        return rows

    def _is_tier(self, leaf: Block) -> bool:
        return key(leaf.text[:60]) in self.words.tiers

    def _heads_column(self, leaf: Block) -> bool:
        return self._is_tier(leaf) or key(leaf.text[:60]) in self.words.requirement_columns

    def _row(self, columns: Sequence[Block | None], cells: list[Block], start: Need) -> list[Need]:
        state = Needs(now=start)
        for column, cell in zip(columns, cells, strict=True):
            if column is not None and self._is_tier(column):
                self._take(column.text, state)
            for part in self._parts(list(cell.leaves())):
                self._take(part.text, state)
            state.now.block = cell.leaves()[0]
            cell.claim("cell")
        state.finish()
        return state.rows

    def _parts(self, leaves: list[Block]) -> Iterator[Block]:
        """The runs of text to read; one that begins with a tier ("Consumer: 2x RTX 4090") in two parts."""
        for run in runs(leaves):
            if any(key(child.text) in self.words.tiers for child in run.children):
                yield from run.children
            elif run.prose or len(run.text) > LONGEST_PART:
                yield run
            elif len(pieces := [piece for piece in _BARS.split(run.text) if piece]) > 1:
                yield from run.divide(pieces)
            elif (match := _BEHIND_TIER.fullmatch(run.text)) and key(match[1]) in self.words.tiers:
                yield from run.divide([match[1], match[2]])
            else:
                yield run

    def _take(self, text: str, state: Needs) -> bool:
        """Puts one text in its place; False where it has none."""
        if match := self.tokens.fullmatch(text):
            state.finish()
            state.now = Need(context=match[1])
        elif match := self.tokens_and_memory.fullmatch(text):
            state.finish()
            state.now = Need(context=match[1], memory=match[3])
        elif key(text) in self.words.tiers:
            state.finish()
            state.now = replace(state.now, tier=text.strip(":： "))
        elif match := self.memory.fullmatch(text):
            self._take_memory(match[1], state)
        else:
            return self._take_device(text, state)
        return True

    def _take_memory(self, number: str, state: Needs) -> None:
        if state.now.device and not state.now.device_memory:
            state.now.device_memory = number
        elif not state.now.device:
            state.now.memory = number

    def _take_device(self, text: str, state: Needs) -> bool:
        memory = ""
        if match := self.memory_behind.fullmatch(text):
            text, memory = match[1], match[3]
        if match := _COUNT_ONLY.fullmatch(text):
            if state.now.device:
                state.finish()
            state.now.count = match[1]
            return True
        count, device = _counted(text)
        if not count and (state.now.device or not (state.now.count or state.now.tier)):
            return False
        if count and state.now.device:
            tier = state.now.tier
            state.finish()
            state.now.tier = tier
        state.now.count, state.now.device = count or state.now.count, device
        state.now.device_memory = memory
        return True


def _any(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _counted(text: str) -> tuple[str, str]:
    """Count and device of "2x RTX 4090" or "RTX 4090 × 2"; the count is "" where there is none."""
    if match := _COUNTED.fullmatch(text):
        return match[1], match[2].strip()
    if match := _COUNT_BEHIND.fullmatch(text):
        return match[2], match[1].strip()
    return "", text
