"""What one text of the system requirements says: a context size, memory, a tier, a device with its count and memory."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from schemas.blanks import is_blank
from schemas.language import key
from schemas.remembering import remembered
from schemas.vocabulary import Vocabulary
from scraper.prose import LONGEST_PART

Kind = Literal["context", "memory", "tier", "device", "count", "column", "blank", ""]
LONGEST_LINE = 4_000
"""Characters of a line that holds several rows."""
SHORTEST_LINE = 30
"""Characters of such a line."""
NUMBER = r"[0-9][0-9.,]*"
BARE = re.compile(rf"({NUMBER}(?:\s*[KM])?)", re.IGNORECASE)
_WHOLE = re.compile(r"[0-9]{1,4}")
_BARS = re.compile(r"\s*[·•|;；，、]\s*|,\s+|\s+[-–—]\s+")
_LABEL = re.compile(r"([^:：]{2,40}?)\s*[:：]\s*(.+)")
# Without a sign between: a name that begins with a capital and has a number of its own ("2 RTX 4090").
_PLAIN_AHEAD = re.compile(r"([0-9]{1,2})\s+([A-Z]\D*\d.*)")
_ENDS = " ,;:·•|-–—，；："
_ASIDE = re.compile(r"\s*[(（\[]([^()（）\[\]]{1,20})[)）\]]\s*$")
_GIGABYTES = re.compile(r"Gi?B", re.IGNORECASE)


class Fact(NamedTuple):
    """What a text says; `number` and `memory` only of a device. A column's value is what stands in it.

    `whole`: the name with the memory behind it, which is a part of it where the memory stands by itself too.
    """

    kind: Kind
    value: str = ""
    number: str = ""
    memory: str = ""
    whole: str = ""


class Head(NamedTuple):
    """What stands below a column's head ("" where it is strange): `gigabytes`, its numbers need no unit."""

    kind: str
    text: str
    gigabytes: bool = False


class Hardware:
    """Reads texts; knows the section's words."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        captions = [sign for each in words.caption_words for sign in (each[0], each[0].upper())]
        self.line_starts = frozenset((*"0123456789", *captions))

    @cached_property
    def _tokens(self) -> re.Pattern[str]:
        """ "1,024 tokens"."""
        return re.compile(rf"({NUMBER}(?:\s*[KM])?)\s*(?:{_any(self.words.token_words)})", re.IGNORECASE)

    @cached_property
    def _memory(self) -> re.Pattern[str]:
        """ "26.98 GB VRAM", "(24GB)", "24 GB each", "（每张 24 GB）"."""
        each = rf"(?:{_any(self.words.each_words)})"
        unit = rf"\s*Gi?B(?:\s*(?:{_any(self.words.memory_words)}))?(?:\s*{each})?"
        return re.compile(rf"[(（]?(?:{each}\s*)?({NUMBER}){unit}[)）]?", re.IGNORECASE)

    @cached_property
    def _other_memory(self) -> re.Pattern[str]:
        """ "1.2 TB VRAM", "512 MB": no device, and whether a TB is 1,000 GB is not published."""
        return re.compile(self._memory.pattern.replace("Gi?B", "[KMT]i?B"), re.IGNORECASE)

    @cached_property
    def _behind(self) -> re.Pattern[str]:
        """A text with memory behind it: "RTX 4090 (24GB VRAM)", "1,024 tokens: 26.98 GB"."""
        return re.compile(
            rf"(.*?[^\s(（:：,·–—-])[\s,·:：–—-]*(?:(?<![A-Za-z0-9.,])|(?=[(（]))({self._memory.pattern})",
            re.IGNORECASE,
        )

    @cached_property
    def _times(self) -> str:
        """What stands between a number and devices: a sign, or a word for things that are counted."""
        return rf"(?:{'|'.join(('[x×✕]', *map(re.escape, self.words.counters)))})"

    @cached_property
    def _ahead(self) -> re.Pattern[str]:
        """ "2x RTX 4090", "2 张 RTX 4090"."""
        return re.compile(rf"([0-9]{{1,4}})\s*{self._times}\s*(\D.*)", re.IGNORECASE)

    @cached_property
    def _only(self) -> re.Pattern[str]:
        """ "2x", "×2", "2 张"."""
        return re.compile(rf"([0-9]{{1,4}})\s*{self._times}|[x×✕]\s*([0-9]{{1,4}})", re.IGNORECASE)

    @cached_property
    def _after(self) -> re.Pattern[str]:
        """ "RTX 4090 x2", "RTX 4090 (2x)", "RTX 4090 2 张".

        A letter is a sign only where it stands apart: "RTX 4090" is a device, not 4090 of "RT".
        """
        counters = _any(self.words.counters)
        return re.compile(
            rf"(.*[^\s(（])(?:\s+[(（]?[x×✕]|\s*[(（]?[×✕])\s*([0-9]{{1,4}})\s*(?:{counters})?[)）]?"
            rf"|(.*\S)(?:\s*[(（]|\s+(?=[0-9]+\s*(?:{counters})))([0-9]{{1,4}})\s*{self._times}[)）]?",
            re.IGNORECASE,
        )

    @cached_property
    def _tier_ahead(self) -> re.Pattern[str]:
        """ "Consumer 2x RTX 4090"."""
        return re.compile(
            rf"({_any(self.words.tier_words)})\s+([0-9]{{1,4}}\s*{self._times}\s.*)", re.IGNORECASE
        )

    @cached_property
    def _starts(self) -> re.Pattern[str]:
        """With what one row after the other begins in a line: a context size, a class before a count.

        So does a count behind memory, or behind what a bracket closes.
        """
        ends = "|".join(f"(?<={re.escape(each)})" for each in ("B", ")", "）", *self.words.memory_words))
        return re.compile(
            rf"(?<!\S)(?:{self._tokens.pattern}(?=\s|[:：,，(（]|$)"
            rf"|(?:{_any(self.words.tier_words)})[:：]?\s*(?=[0-9]{{1,4}}\s*[x×✕]\s))"
            rf"|(?:{ends})\s+(?=[0-9]{{1,4}}\s*[x×✕]\s)",
            re.IGNORECASE,
        )

    def rows(self, text: str) -> list[str]:
        """The rows of "1,024 tokens 27 GB VRAM Consumer 2x RTX 4090 24GB Datacenter 1x A100 80GB" in one line.

        A single one where it is no such line: where some of it says nothing of this.
        """
        if len(text) > LONGEST_LINE or not any(map(str.isdigit, text)):
            return [text]
        head = self._caption_end(text)
        begins = [head, *(match.start() for match in self._starts.finditer(text, head))]
        cuts = sorted({0, *begins, len(text)})
        found = [part for start, end in pairwise(cuts) if (part := text[start:end].strip(_ENDS))]
        said = [self.fact(piece) for part in found for piece in self.pieces(part)]
        # Any words may be a device; a class before it or a count with it says that they are one.
        sure = (
            fact.kind and (fact.kind != "device" or fact.number or before == "tier")
            for before, fact in zip(("", *(fact.kind for fact in said)), said, strict=False)
        )
        return found if all(sure) else [text]

    def is_line(self, text: str) -> bool:
        """Whether a text is a line of several rows, beginning with a caption or a context size."""
        begins = text[0].isdigit() or self._caption_end(text) > 0
        return begins and len(self.rows(text)) > 1

    def _caption_end(self, text: str) -> int:
        """Where a caption ends with which a line begins; 0 where it does not."""
        said = text.casefold()
        return next((len(each) for each in self.words.caption_words if said.startswith(each)), 0)

    @remembered(LONGEST_PART, beyond="")
    def opening(self, text: str) -> str:
        """With what a text may begin the section: its "caption", the "head" of a column, a context's "size", or ""."""
        if key(text) in self.words.captions:
            return "caption"
        if self.head(text).kind:
            return "head"
        return "size" if text[:1].isdigit() and self.fact(text).kind == "context" else ""

    def is_tier(self, text: str) -> bool:
        """Whether a text names a class of hardware."""
        return key(text[:60]) in self.words.tiers

    @remembered(LONGEST_PART)
    def head(self, text: str) -> Head:
        """What a column's head says, with a unit behind it in brackets or not."""
        if len(text) > LONGEST_PART:
            return Head("", text)
        if self.is_tier(text):
            return Head("tier_column", text)
        found = self.words.requirement_columns.get(key(text[:60]))
        aside = _ASIDE.search(text[:60]) if found is None and text[-1:] in ")）]" else None
        if aside is not None:
            found = self.words.requirement_columns.get(key(text[: aside.start()]))
        return Head(found or "", text, aside is not None and _GIGABYTES.fullmatch(aside[1]) is not None)

    @remembered(LONGEST_PART)
    def pieces(self, text: str) -> tuple[str, ...]:
        """The parts of "Consumer: 2x RTX 4090 · 24GB VRAM" that say one thing each."""
        if len(text) > LONGEST_PART:
            return (text,)
        found: list[str] = []
        for part in _BARS.split(text):
            match = _LABEL.fullmatch(part)
            if match is not None and (size := self._size(match[1])):
                found += [*size, match[2]]
                continue
            if match is None or not self._is_label(match[1]):
                match = self._tier_ahead.fullmatch(part)
            rest = match[2] if match else part
            found += [match[1]] if match else []
            if size := self._size(rest):
                found += size
            elif rest.strip(_ENDS):
                found.append(rest)
        return tuple(found)

    def _is_label(self, text: str) -> bool:
        return self.is_tier(text) or bool(self.head(text).kind) or key(text) in self.words.memory_labels

    def _size(self, text: str) -> list[str]:
        """A context size and the memory that it needs: "1,024 tokens (26.98 GB VRAM)"."""
        match = self._behind.fullmatch(text)
        return [match[1], match[2]] if match and self._tokens.fullmatch(match[1]) else []

    @remembered(LONGEST_PART, beyond=Fact(""))
    def fact(self, text: str) -> Fact:
        """What a text says that is one part; an empty kind where it says nothing of this."""
        if is_blank(text):
            return Fact("blank")
        text = text.strip(_ENDS + "=")
        if self.is_tier(text):
            return Fact("tier", text)
        if self._is_label(text) or key(text) in self.words.captions:
            return Fact("column", self.head(text).kind)
        size, memory = self._tokens.fullmatch(text), self._memory.fullmatch(text)
        if size or memory:
            return Fact("context", size[1]) if size else Fact("memory", memory[1] if memory else "")
        return Fact("") if self._other_memory.fullmatch(text) else self.device(text)

    def device(self, text: str) -> Fact:
        """ "2x RTX 4090", "RTX 4090 × 2 (24GB)", "NVIDIA A100": count, name and memory; or a count alone."""
        if match := self._only.fullmatch(text):
            return Fact("count", match[1] or match[2])
        memory = number = behind = ""
        if match := self._behind.fullmatch(text):
            text, memory, behind = match[1], match[3], text[match.end(1) :]
        if match := self._ahead.fullmatch(text) or _PLAIN_AHEAD.fullmatch(text):
            number, text = match[1], match[2]
        elif match := self._after.fullmatch(text):
            text, number, behind = match[1] or match[3], match[2] or match[4], ""
        name = text.strip(_ENDS)
        whole = name + behind if behind and behind[0] in " -(（" else ""
        return Fact("device", name, number, memory, whole) if any(map(str.isalpha, name)) else Fact("")

    def under(self, head: Head, text: str) -> str | None:
        """The value of a cell below a head; "" for a blank, None where it does not fit."""
        fact = self.fact(text)
        if fact.kind == "blank":
            return ""
        if head.kind == "context":
            bare = BARE.fullmatch(text.strip())
            return bare[1] if bare else fact.value if fact.kind == "context" else None
        if head.kind in ("needed", "memory", "device_memory"):
            bare = re.fullmatch(NUMBER, text.strip()) if head.gigabytes else None
            return bare[0] if bare else fact.value if fact.kind == "memory" else None
        if head.kind == "count":
            return text if _WHOLE.fullmatch(text) else fact.value if fact.kind == "count" else None
        is_tier = head.kind == "tier" and len(text) <= LONGEST_PART and not any(map(str.isdigit, text))
        return text if is_tier else None


def _any(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
