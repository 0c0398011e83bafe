"""Rows of the system requirements while they are filled: which group a fact belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field

from scraper.layout.block import Block
from scraper.requirements.hardware import Fact

_LEVELS = ("context", "memory", "tier")


@dataclass(slots=True)
class Need:
    """One recommendation as published; "" where nothing is. `whole`: the device with the memory in its name."""

    context: str = ""
    memory: str = ""
    tier: str = ""
    device: str = ""
    count: str = ""
    device_memory: str = ""
    whole: str = field(default="", compare=False)
    block: Block | None = field(default=None, compare=False)

    def order(self) -> int:
        """Its place in reading order."""
        return self.block.order if self.block is not None else 0

    def raw(self) -> str:
        """The device's texts, for its reading."""
        return " | ".join(text for text in (self.count, self.device, self.device_memory) if text)


@dataclass(slots=True)
class Needs:
    """The finished rows and the one that is being filled.

    `order`: context, memory and tier as they stood before the first row: one that comes anew ends what stood after it.
    `open`: blocks of facts that belong to no row yet, by their kind; they are claimed with the row they come to.
    `stray`: a memory has come that has no place, so that the group may be another one; `tiers`: those of the group.
    """

    rows: list[Need] = field(default_factory=list)
    now: Need = field(default_factory=Need)
    order: list[str] = field(default_factory=list)
    open: dict[str, Block] = field(default_factory=dict)
    stray: bool = False
    tiers: set[str] = field(default_factory=set)
    _seen: set[tuple[str, ...]] = field(default_factory=set)

    def take(self, fact: Fact, block: Block, *, labelled: bool = False) -> bool:
        """Puts one fact in its place; False where it has none. `labelled`: a count behind its word is the device's."""
        if fact.kind in ("context", "tier"):
            self._begin(fact.kind, fact.value, block)
        elif fact.kind == "memory":
            return self._take_memory(fact.value, block)
        elif fact.kind == "count":
            if not (labelled and self.now.device and not self.now.count):
                self._next_device()
            self.now.count = fact.value
            self.open["count"] = block
        elif fact.kind == "device":
            return self._take_device(fact, block)
        else:
            return False
        return True

    def _begin(self, kind: str, value: str, block: Block) -> None:
        """A context size, memory or tier: it holds until the next of its kind, or of one that stands above it."""
        self.finish()
        if kind == "tier" and self.stray and value in self.tiers:
            self.now, self.open = Need(), {}
        elif not self.rows:
            self.order = [*(each for each in self.order if each != kind), kind]
        elif kind not in self.order:
            held = [at for at, each in enumerate(self.order) if getattr(self.now, each)]
            self.order.insert(max(held, default=-1) + 1, kind)
        elif getattr(self.now, kind):
            above = self.order[: self.order.index(kind)]
            self.now = Need(**{each: getattr(self.now, each) for each in above})
            self.open = {each: self.open[each] for each in above if each in self.open}
        self.stray = self.stray and kind == "tier"
        self.tiers = self.tiers | {value} if kind == "tier" else set()
        setattr(self.now, kind, value)
        self.open[kind] = block

    def _take_memory(self, value: str, block: Block) -> bool:
        """Memory behind a device is the device's; memory that opens the first group opens every group.

        So is what stands in the device's name already: then it is a part of the name.
        """
        if self.now.device and not self.now.device_memory:
            self.now.device_memory = value
            self.open["device_memory"] = block
        elif self.now.whole and value == self.now.device_memory:
            self.now.device, self.now.whole = self.now.whole, ""
            self.open["device_memory"] = block
        elif self.order[:1] in ([], ["memory"]) or not (self.now.memory or self.now.device or self.stray):
            self._begin("memory", value, block)
        else:
            if not self.now.device:  # two of them for one context size: no telling which is meant
                self.now.memory = ""
                self.open.pop("memory", None)
            self.stray = True
            return False
        return True

    def _take_device(self, fact: Fact, block: Block) -> bool:
        """A device without a count stands behind one, or behind a tier, and has a number in its name."""
        if not fact.number:
            expected = self.now.count or (self.now.tier and any(map(str.isdigit, fact.value)))
            if self.now.device or not expected:
                return False
        else:
            self._next_device()
        self.now.device, self.now.device_memory, self.now.whole = fact.value, fact.memory, fact.whole
        self.now.count = fact.number or self.now.count
        self.open["device"] = block
        return True

    def _next_device(self) -> None:
        """Another device of the same tier."""
        if self.now.device:
            self.finish()

    def finish(self) -> None:
        """Keeps the row if it names a device; what stands above the device goes on to the next row."""
        if not self.now.device:
            self.now.count = ""
            self.open.pop("count", None)
            return
        self.now.block = next(iter(self.open.values())).leaves()[0]
        self.add(self.now, list(self.open.values()))
        self.now = Need(**{each: getattr(self.now, each) for each in _LEVELS})
        self.open = {}

    def add(self, row: Need, blocks: list[Block]) -> None:
        """Keeps a row that is not there yet, and says what became of its blocks."""
        for block in blocks:
            block.claim("cell")
        told = (row.context, row.memory, row.tier, row.raw())
        if told not in self._seen:
            self._seen.add(told)
            self.rows.append(row)
