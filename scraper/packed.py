"""Text forms in which labels and values stand on one line without any sign between them.

"Context Length 200K Modality Text Architecture Dense" is a line of facts, "Context length and parameters matter" is
not: a line counts as facts if it starts with a label or heading, its labels make up a fifth of it and every label
but the last has a value; single "Label value" lines count from three neighbours on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from schemas.language import key
from schemas.values import is_blank, is_readable
from schemas.vocabulary import Vocabulary
from scraper.block import Block
from scraper.prose import SENTENCE_END, is_decoration

LONGEST_LINE = 4_000
"""Characters; a longer line is prose."""
LONGEST_VALUE = 8
"""Words of a value on such a line."""
LONGEST_LABEL = 7
"""Words."""
_LONGER_LABEL = re.compile(r"[^\W\d][^:：]{0,24}[:：](?=\s)")
"""A colon among the first words of a value: the label is longer than the known one, "License type: MIT"."""
NEIGHBOURS = 3
"""So many lines with one label each make a list of facts."""


@dataclass(slots=True)
class _Line:
    """A line taken apart: a heading's words, then labels with their values."""

    block: Block
    heading: str
    section: tuple[str, str] | None
    pairs: list[tuple[str, str, str]]  # field, label, value


def begins_line(text: str, words: Vocabulary) -> bool:
    """Whether a run of text begins as a line of facts does: with the first word of a label or heading."""
    if not 3 < len(text) <= LONGEST_LINE:
        return False
    first, _, rest = text.partition(" ")
    if is_decoration(first):
        first, _, rest = rest.partition(" ")
    return rest != "" and key(first) in words.line_starts


def split_labels(lines: list[Block], words: Vocabulary) -> None:
    """Divides those of `lines` that are lines of facts into heading, label and value blocks."""
    tables = _fields_of_tables(lines, words)
    candidates = {id(line) for line in lines}
    boxes = dict.fromkeys(line.parent for line in lines if line.parent is not None)
    # Inner boxes first: what is divided there is a list of facts for the box around it.
    for box in sorted(boxes, key=_depth, reverse=True):
        row: list[_Line] = []
        known = set(tables.get(id(box.parent), ())) if box.tag == "tr" else set()
        for child in box.children:
            line = _take_apart(child, words) if id(child) in candidates else None
            if line is not None and (len(line.pairs) > 1 or line.heading):
                _divide(line)
            elif line is not None:
                row.append(line)
            elif child.sealed and (fields := [leaf.field for leaf in child.leaves() if leaf.field]):
                known.update(fields)
            elif (row or known) and not child.section:
                _divide_neighbours(row, known)
                row, known = [], set()
        _divide_neighbours(row, known)


def _fields_of_tables(lines: list[Block], words: Vocabulary) -> dict[int, set[str]]:
    """For every table (its id) the fields of lines in its cells: "Hidden Size 4,096 | Layers 32", row after row."""
    found: dict[int, set[str]] = {}
    for cell in lines:
        row = cell.parent
        if row is not None and row.tag == "tr" and (line := _take_apart(cell, words)) is not None:
            found.setdefault(id(row.parent), set()).update(field for field, _, _ in line.pairs)
    return found


def _depth(block: Block) -> int:
    return sum(1 for _ in block.ancestors())


def _take_apart(block: Block, words: Vocabulary) -> _Line | None:
    tokens = block.text.split(" ")
    if len(tokens) > 1 and is_decoration(tokens[0]):
        del tokens[0]
    heading, start = ("", 0) if _label_at(tokens, 0, words) else _heading(tokens, words)
    marks: list[tuple[int, int, str]] = []
    at = start
    while at < len(tokens):
        found = _label_at(tokens, at, words)
        if found and all(field != found[1] for _, _, field in marks):
            marks.append((at, found[0], found[1]))
            at = found[0]
        elif not marks:
            return None
        else:
            at += 1
    return _checked(block, tokens, heading, marks, words)


def _heading(tokens: list[str], words: Vocabulary) -> tuple[str, int]:
    """The longest section heading at the start of a line, where a label follows it directly."""
    for size in range(min(4, len(tokens) - 1), 0, -1):
        text = " ".join(tokens[:size])
        if words.section(text) is not None and _label_at(tokens, size, words):
            return text, size
    return "", 0


def _label_at(tokens: list[str], at: int, words: Vocabulary) -> tuple[int, str] | None:
    """Where the longest label that starts at a word ends, and its field. Labels are published with a capital."""
    if key(tokens[at]) not in words.label_starts or tokens[at][:1].islower():
        return None
    for end in range(min(len(tokens), at + LONGEST_LABEL), at, -1):
        if key(tokens[end - 1]) and (field := words.labels.get(key("".join(tokens[at:end])))) is not None:
            return end, field
    return None


def _checked(
    block: Block, tokens: list[str], heading: str, marks: list[tuple[int, int, str]], words: Vocabulary
) -> _Line | None:
    pairs, covered = [], 0
    for place, (start, end, field) in enumerate(marks):
        stop = marks[place + 1][0] if place + 1 < len(marks) else len(tokens)
        value = _bare(" ".join(tokens[end:stop]), words)
        covered += end - start
        if not value or stop - end > LONGEST_VALUE or _LONGER_LABEL.match(value):
            return None
        pairs.append((field, " ".join(tokens[start:end]), value))
    sentence = SENTENCE_END.search(block.text) is not None and not is_blank(tokens[-1])
    sparse = len(pairs) > 1 and covered * 5 < len(tokens)
    if not pairs or sparse or (sentence and len(pairs) < 4):
        return None
    return _Line(block, heading, words.section(heading), pairs)


def _bare(value: str, words: Vocabulary) -> str:
    """A value without icons and the site's own words around it: "More info: ⓘ 200K Copy" is "200K"."""
    head, colon, rest = value.partition(":")
    if colon and words.is_furniture(head):
        value = rest
    value = value.strip(":：= ").rstrip("·|; ")
    first, _, rest = value.partition(" ")
    if rest and is_decoration(first) and not is_blank(first) and not is_readable(first):
        value = rest
    before, _, last = value.rpartition(" ")
    return before if before and words.is_furniture(last) else value


def _divide_neighbours(row: list[_Line], known: set[str]) -> None:
    """Divides lines with one label each if, with the pairs among them, they are enough to be a list of facts."""
    if len(known | {line.pairs[0][0] for line in row}) >= NEIGHBOURS:
        for line in row:
            _divide(line)


def _divide(line: _Line) -> None:
    block = line.block
    children = []
    if line.heading:
        children.append(Block("span", line.heading))
        children[0].section = line.section
    for field, label, value in line.pairs:
        head, body = Block("span", label), Block("span", value)
        head.field, head.labels = field, 1
        children += [head, body]
    block.text, block.prose, block.role, block.sealed = "", False, "", True
    block.adopt(tuple(children))
    block.add_labels(len(line.pairs))
