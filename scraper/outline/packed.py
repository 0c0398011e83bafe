"""Text forms in which labels and values stand on one line without any sign between them.

"Context Length 200K Modality Text Architecture Dense" is a line of facts, "Context length and parameters matter" is
not: a line counts as facts if it starts with a label or heading, its labels make up a fifth of it and every label
but the last has a value; single "Label value" lines count from three neighbours on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from schemas.blanks import is_blank, is_readable
from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.grammar import fits, is_strict
from scraper.layout.block import Block
from scraper.outline.inner_headings import Part, label_at, parts_of, tokens_of, words_of
from scraper.prose import ends_sentence, is_decoration, is_figure

LONGEST_LINE = 20_000
"""Characters; a longer line is prose."""
LONGEST_VALUE = 8
"""Words of a value on such a line."""
OF_FACTS = frozenset("overview specifications attention dimensions tokenizer experts rankings".split())
"""Sections under whose heading a single label with its value may stand."""
_AMOUNT = re.compile(r"[0-9][0-9.,]*[KMBT]", re.IGNORECASE)
_LONGER_LABEL = re.compile(r"[^\W\d][^:：]{0,24}[:：](?=\s)")
"""A colon among the first words of a value: the label is longer than the known one, "License type: MIT"."""
FEWEST_BEHIND = 2
"""Words behind a known value that may be an unknown label with its value."""
_JOINING = frozenset(",;/+&，、；")
NEIGHBOURS = 3
"""So many lines with one label each make a list of facts."""


@dataclass(slots=True)
class _Line:
    """A line taken apart: labels with their values, and what stands behind a value that is none of it."""

    block: Block
    pairs: list[tuple[str, str, str, str]]  # field, label, value, rest


def begins_line(text: str, words: Vocabulary) -> bool:
    """Whether a run of text begins as a line of facts does: with the first word of a label, heading or table's head."""
    if not 3 < len(text) <= LONGEST_LINE:
        return False
    first, _, rest = text.partition(" ")
    if is_decoration(first):
        first, _, rest = rest.partition(" ")
    first = key(first.partition("：")[0])
    return rest != "" and first in words.line_starts


def is_list(text: str, words: Vocabulary) -> bool:
    """Whether a long text without an end is a list of facts, whoever's they are: labels are a fifth of its words."""
    if len(text) > LONGEST_LINE:
        return False
    tokens = tokens_of(text)
    found: dict[str, int] = {}
    at = 0
    while at < len(tokens):
        end, label = label_at(tokens, at, words) or (at + 1, "")
        if label:
            found.setdefault(label, end - at)
        at = end
    return len(found) >= NEIGHBOURS and sum(found.values()) * 5 >= len(tokens)


def split_labels(lines: list[Block], words: Vocabulary, own: str = "") -> None:
    """Divides those of `lines` that are lines of facts into headings, labels and values. `own`: the page's name."""
    lines = [part for line in lines for part in _at_headings(line, words, own)]
    tables = _fields_of_tables(lines, words)
    candidates = {id(line) for line in lines}
    boxes = dict.fromkeys(line.parent for line in lines if line.parent is not None)
    # Inner boxes first: what is divided there is a list of facts for the box around it.
    for box in sorted(boxes, key=_depth, reverse=True):
        neighbours = _Neighbours(set(tables.get(id(box.parent), ())) if box.tag == "tr" else set())
        for before, child, after in zip(
            (None, *box.children), box.children, (*box.children[1:], None), strict=False
        ):
            line = _take_apart(child, words) if id(child) in candidates else None
            if line is not None and (len(line.pairs) > 1 or _is_alone(before, line, after)):
                _divide(line)
                neighbours.known.update(pair[0] for pair in line.pairs)
            elif line is not None:
                neighbours.add(line)
            elif child.sealed and (fields := [leaf.field for leaf in child.leaves() if leaf.field]):
                neighbours.known.update(fields)
            elif (neighbours.row or neighbours.known) and not child.section and not neighbours.allows(child):
                neighbours.end()
        neighbours.end()


@dataclass(slots=True)
class _Neighbours:
    """Lines with one label each, which are a list of facts if, with the pairs among them, they are enough.

    `strange`: the last one was a line of a few words that nobody knows; two of them end the list.
    """

    known: set[str]
    row: list[_Line] = field(default_factory=list)
    strange: bool = False

    def add(self, line: _Line) -> None:
        self.row.append(line)
        self.strange = False

    def allows(self, child: Block) -> bool:
        """Whether a list goes on behind a block without labels: one line of a few words among figures."""
        again, self.strange = self.strange, True
        if again or child.prose or child.level or child.children or child.role or child.link is not None:
            return False
        figures = (child.text, *(line.pairs[0][2] for line in self.row))
        return " " in child.text and any(text[-1:].isdigit() or text[:1].isdigit() for text in figures)

    def end(self) -> None:
        if len(self.known | {line.pairs[0][0] for line in self.row}) >= NEIGHBOURS:
            for line in self.row:
                _divide(line)
        self.row, self.known, self.strange = [], set(), False


def _is_alone(before: Block | None, line: _Line, after: Block | None) -> bool:
    """Whether a label with its value is all that stands under a heading; a figure under one is a value in any case."""
    value = line.pairs[0][2]
    if before is None or before.section is None or before.section[0] not in OF_FACTS:
        return False
    if line.block.level or line.block.link is not None or not value:
        return False
    if is_figure(value) or value[:1].isdigit():
        return True
    return not value[:1].islower() and not (after is not None and (after.prose or after.children))


def _at_headings(line: Block, words: Vocabulary, own: str) -> list[Block]:
    """The parts of a line that are lines of facts themselves, where its headings are parted from them.

    They stand in its place then, as if the page had them on lines of their own. A line that cannot be divided is no
    sentence all the same.
    """
    parts = parts_of(line.text, words, own) if not line.level else []
    if len(parts) < 2:
        return [line]
    blocks = [_part(line, part) for part in parts]
    facts = [block for block, part in zip(blocks, parts, strict=True) if part.kind == "facts"]
    taken = [_take_apart(block, words) for block in facts]
    few = parts[0].kind == "name" and parts[1].kind == "facts" and not (taken[0] and len(taken[0].pairs) > 1)
    if few or not all(taken):
        line.prose = line.prose and ends_sentence(line.text)
        return []
    _put(line, blocks)
    headed = {id(block) for block, part in zip(blocks[1:], parts, strict=False) if part.kind == "heads"}
    for each in filter(None, taken):  # a single label is enough below the heads of a table
        if id(each.block) in headed:
            _divide(each)
    return [block for block in facts if id(block) not in headed]


def _part(line: Block, part: Part) -> Block:
    block = Block(line.tag if line.tag != "" else "span", part.text)
    block.section = part.section
    block.role = "furniture" if part.kind == "heads" else ""
    block.prose = part.kind == "text" and ends_sentence(part.text)
    return block


def _put(line: Block, blocks: list[Block]) -> None:
    """Puts blocks in a line's place; inside it, where it is a cell or a part of a run of text."""
    line.role, line.prose = "", False
    box = line.parent
    if box is None or box.text or box.tag == "tr":
        line.text = ""
        line.adopt(tuple(blocks))
        return
    at = box.children.index(line)
    box.adopt((*box.children[:at], *blocks, *box.children[at + 1 :]))


def _fields_of_tables(lines: list[Block], words: Vocabulary) -> dict[int, set[str]]:
    """For every table (its id) the fields of lines in its cells: "Hidden Size 4,096 | Layers 32", row after row."""
    found: dict[int, set[str]] = {}
    for cell in lines:
        row = cell.parent
        if row is not None and row.tag == "tr" and (line := _take_apart(cell, words)) is not None:
            found.setdefault(id(row.parent), set()).update(pair[0] for pair in line.pairs)
    return found


def _depth(block: Block) -> int:
    return sum(1 for _ in block.ancestors())


def _take_apart(block: Block, words: Vocabulary) -> _Line | None:
    tokens = tokens_of(block.text)
    marks: list[tuple[int, int, str]] = []
    at = 0
    while at < len(tokens):
        found = label_at(tokens, at, words)
        if found and all(field != found[1] for _, _, field in marks):
            marks.append((at, found[0], found[1]))
            at = found[0]
        elif not marks:
            return None
        else:
            at += 1
    return _checked(block, tokens, marks, words)


def _checked(
    block: Block, tokens: list[str], marks: list[tuple[int, int, str]], words: Vocabulary
) -> _Line | None:
    pairs, covered = [], 0
    for place, (start, end, name) in enumerate(marks):
        stop = marks[place + 1][0] if place + 1 < len(marks) else len(tokens)
        value, rest = _value(name, tokens[end:stop], words)
        covered += end - start
        if not (value or rest) or stop - end > LONGEST_VALUE or _LONGER_LABEL.match(value):
            return None
        pairs.append((name, words_of(tokens[start:end]), value, rest))
    sentence = ends_sentence(block.text) and not is_blank(tokens[-1])
    sparse = len(pairs) > 1 and covered * 5 < len(tokens)
    if not pairs or sparse or (sentence and len(pairs) < 4):
        return None
    return _Line(block, pairs)


def _value(field: str, tokens: list[str], words: Vocabulary) -> tuple[str, str]:
    """What follows a label: its value, and behind it an unknown label with a figure ("8B Max Output Tokens 64K").

    Of words nobody can tell where they end ("Text Max Output Tokens 64K"): then there is no value.
    """
    value = _bare(words_of(tokens), words)
    if not is_strict(field) and _goes_on(field, tokens, words):
        return "", value
    if len(tokens) < 3 or not tokens[-1][:1].isdigit():
        return value, ""
    if not is_strict(field):
        is_two = len(tokens) > 3 and _AMOUNT.fullmatch(tokens[-1]) and not any(map(str.islower, tokens))
        return ("", value) if is_two else (value, "")
    if fits(field, value):
        return value, ""
    for end in range(len(tokens) - 2, 0, -1):
        first = tokens[end][:1]
        if first.isalpha() and not first.islower() and fits(field, words_of(tokens[:end])):
            return words_of(tokens[:end]), words_of(tokens[end:])
    return value, ""


def _goes_on(field: str, tokens: list[str], words: Vocabulary) -> bool:
    """Whether something of its own seems to begin behind a known value: "Dense Tool Calling Supported"."""
    ends = range(min(len(tokens), LONGEST_VALUE) - FEWEST_BEHIND, 0, -1)
    end = next((end for end in ends if words.is_value(field, " ".join(tokens[:end]))), 0)
    if not end or tokens[end - 1][-1] in _JOINING:
        return False
    return tokens[end][:1].isalpha() and not tokens[end][:1].islower()


def _bare(value: str, words: Vocabulary) -> str:
    """A value without icons and the site's own words around it: "More info: ⓘ 200K Copy" is "200K"."""
    head, colon, rest = value.partition(":")
    if colon and words.is_furniture(head):
        value = rest
    value = value.strip(":：= ").rstrip("·|; ")
    first, _, rest = value.partition(" ")
    if rest and is_decoration(first) and not is_readable(first):
        value = rest
    before, _, last = value.rpartition(" ")
    is_behind = words.is_furniture(last) or (is_decoration(last) and not is_readable(last))
    return before if before and is_behind else value


def _divide(line: _Line) -> None:
    block = line.block
    children = []
    for name, label, value, rest in line.pairs:
        if not value:
            children.append(Block("span", f"{label} {rest}"))
            continue
        head, body = Block("span", label), Block("span", value)
        head.field, head.labels = name, 1
        children += [head, body, *([Block("span", rest)] if rest else [])]
    block.text, block.prose, block.role, block.sealed = "", False, "", True
    block.adopt(tuple(children))
    block.add_labels(sum(child.labels for child in children))
