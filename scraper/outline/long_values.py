"""Values so long that their shape alone would make them sentences: what stands beside them says that they are facts.

Beside lines of a known label and its value ("Parameters: 7B", or an element for each of the two), "Languages: English,
German, French and a dozen others that were tested less" is such a line too, and no paragraph of a text.
"""

from __future__ import annotations

import re
from itertools import groupby

from schemas.vocabulary import Vocabulary
from scraper.layout.block import Block
from scraper.layout.contents import shape_of
from scraper.prose import ends_sentence

LONGEST_VALUE = 300
"""Characters; a longer text is a paragraph."""
ITEMS = frozenset(("li", "td"))
"""Elements in which a line of facts may end as a sentence does."""
_LINE = re.compile(r"([^\W\d][^:：]{0,47})(?::\s+|：\s*)(?=\S)")


def settle_long_values(box: Block, words: Vocabulary) -> None:
    """Makes facts of the long lines among a box's children that stand right beside lines of a known label."""
    for child in box.children:
        if child.prose or (len(child.children) == 2 and child.children[1].prose):
            break
    else:
        return
    lines = [child for child in box.children if _is_fact(child)]
    shapes = {shape_of(line) for line in lines}
    for is_line, group in groupby(
        box.children, lambda each: _is_fact(each) or _may_be_fact(each, shapes, words)
    ):
        members = list(group) if is_line else []
        if any(map(_is_fact, members)):
            for each in members:
                if not each.labels:
                    box.labels += _make_fact(each, words)


def _is_fact(line: Block) -> bool:
    return line.labels == 1 and len(line.children) > 1 and line.children[0].labels == 1


def _may_be_fact(line: Block, shapes: set[tuple[str, ...]], words: Vocabulary) -> bool:
    """Whether a block without a known label is drawn as the lines of `shapes`, or begins with words and a colon."""
    if line.labels or line.role:
        return False
    if len(line.children) == 2:
        label, value = line.children
        return bool(label.text) and not label.prose and is_long_value(value) and shape_of(line) in shapes
    match = _LINE.match(line.text) if line.prose and len(line.text) <= LONGEST_VALUE else None
    if match is None or words.is_remark(line.text):
        return False
    return line.tag in ITEMS or words.field(match[1]) is not None or not ends_sentence(line.text)


def is_long_value(value: Block) -> bool:
    """Whether a text is long as a sentence is, and ends as none does."""
    return value.prose and len(value.text) <= LONGEST_VALUE and not ends_sentence(value.text)


def _make_fact(line: Block, words: Vocabulary) -> int:
    """Parts label and value of a line; the number of known labels in it."""
    if line.children:
        line.children[1].prose = False
        return 0
    match = _LINE.match(line.text)
    if match is None:
        return 0
    head, _ = line.divide([match[1].rstrip(), line.text[match.end() :]])
    head.field = words.field(head.text)
    head.labels = line.labels = 1 if head.field is not None else 0
    return line.labels
