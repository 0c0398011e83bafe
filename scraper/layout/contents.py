"""What a block holds that can be a label or a value, and how the words of a value are put together."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.blanks import is_readable
from scraper.layout.block import Block, joined


def contents(block: Block) -> Iterator[Block]:
    """The runs of text in a block that can be a label or a value: no prose, no decoration, nothing claimed.

    An inline run without a label inside ("<b>6</b>B") is one of them as a whole.
    """
    stack = [block]
    while stack:
        each = stack.pop()
        if each.children and (
            each.labels or not each.text or any(leaf.section or leaf.prose for leaf in each.leaves())
        ):
            stack.extend(reversed(each.children))
        elif not each.prose and each.is_open():
            yield each


def has_contents(block: Block) -> bool:
    """Whether a block holds a run of text that can be a label or a value."""
    if not block.children:
        return not (block.prose or block.role)
    return next(contents(block), None) is not None


def has_inside(block: Block) -> bool:
    """Whether a block holds more than one run of text: a label and its value, say."""
    if not block.children:
        return False
    found = contents(block)
    return next(found, None) is not None and next(found, None) is not None


def label_of(block: Block) -> Block:
    """The label leaf of a block with one label; the first leaf of a block without."""
    leaves = list(block.leaves())
    return next((leaf for leaf in leaves if leaf.field and leaf.labels), leaves[0])


def shape_of(row: Block) -> tuple[str, ...]:
    """The elements of a row and of its parts."""
    return (row.tag, *(part.tag for part in row.children))


def text_of(block: Block) -> str:
    """The words of a value: of one run of text as they stand, of several blocks with a space between them."""
    if block.text:
        words = _run_words(block) if block.children else block.text
    else:
        words = " ".join(leaf.text for leaf in contents(block) if is_readable(leaf.text))
    return words.lstrip(":： ") or words


def _run_words(run: Block) -> str:
    """The words of a run without the site's own, without explaining sentences, and without signs at its ends."""
    parts = [
        leaf
        for leaf in run.leaves()
        if not leaf.prose and (leaf.role != "furniture" or not any(map(str.isalnum, leaf.text)))
    ]
    if len({leaf.text for leaf in parts}) == 1 and len(parts[0].text) > 1:
        return parts[0].text  # once for the eye, once for the ear
    while parts and not is_readable(parts[0].text) and parts[0].text not in "(（<>$€£¥":
        del parts[0]
    while parts and not is_readable(parts[-1].text) and parts[-1].text not in ")）%+":
        del parts[-1]
    return joined(parts) or run.text
