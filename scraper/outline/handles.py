"""What hangs on a heading: links and buttons that fold, move or edit what stands under it, counts, signs."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.language import key
from scraper.layout.block import Block
from scraper.prose import is_decoration, is_figure

MOST_SIGNS = 5
"""What may hang on a heading (an icon, a count, a link to edit it), or stand before a report's first criterion."""
LONGEST_AROUND = 40
"""Characters that such words have beside the heading's ("Toggle panel: Benchmarks")."""


def is_control(leaf: Block) -> bool:
    """Whether a leaf is a link or a button."""
    return leaf.link is not None or leaf.tag == "button"


def is_line(box: Block) -> bool:
    """Whether a box holds a heading and what hangs on it only."""
    parts = box.leaves()[1 : MOST_SIGNS + 2]
    return (
        len(parts) <= MOST_SIGNS
        and all(child.inline or _is_aside(child) for child in box.children[1:])
        and all(
            part.role == "furniture" or is_control(part) or is_decoration(part.text) or is_figure(part.text)
            for part in parts
        )
    )


def _is_aside(box: Block) -> bool:
    """Whether a box of buttons has been taken out."""
    return not box.is_open() and any(map(is_control, box.leaves()))


def says_again(part: Block, heading: str) -> bool:
    """Whether a part's words are a heading's with a few around them: "Toggle panel: Benchmarks"."""
    return len(part.text) <= LONGEST_AROUND + len(heading) and key(heading) in key(part.text)


def set_handles_aside(heading: Block) -> None:
    """Takes out buttons beside a heading that say its words again, with all that stands in one box with them."""
    beside = heading.parent.children if heading.parent is not None else (heading,)
    at = beside.index(heading)
    for box in (*beside[max(at - 1, 0) : at], *beside[at + 1 : at + 2]):
        if _are_handles(box.leaves()[: MOST_SIGNS + 1], heading.text):
            box.set_aside("furniture")


def _are_handles(parts: Sequence[Block], heading: str) -> bool:
    """Whether parts are all buttons, or words that name the heading, and some of them are both.

    A link is one where it leads to its own page: "Multi-Query Attention" below "Attention" may be a value.
    """
    if len(parts) > MOST_SIGNS or not any(map(is_control, parts)):
        return False
    if any(part.level or part.field or part.section for part in parts):
        return False
    named = [part for part in parts if says_again(part, heading)]
    if not any(part.tag == "button" or (part.link or "")[:1] == "#" for part in named):
        return False
    return all(is_control(part) or part in named for part in parts)
