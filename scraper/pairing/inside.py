"""What stands beside a label inside its own block."""

from __future__ import annotations

from scraper.layout.block import Block
from scraper.layout.contents import has_contents, has_inside


def inner_values(block: Block, *, before_first: bool = False) -> list[Block]:
    """What stands beside the label inside its own block, likeliest first.

    Where the block splits highest, the label's side is its annotations and the other side its value; what follows a
    label is likelier than what stands before it, or the other way round. Beside a heading or button with the value in
    it, or a label with its colon and the value behind it, what they open is a note.
    """
    after: list[Block] = []
    before: list[Block] = []
    level = block
    while level.children:
        sides = list(level.children)
        at = next(place for place, side in enumerate(sides) if side.labels)
        level = sides[at]
        if (level.level or level.tag == "button" or _is_line(level)) and has_inside(level):
            notes = list(filter(has_contents, sides[at + 1 :]))
            return [*inner_values(level, before_first=before_first), *after, *before, *notes]
        after += filter(has_contents, sides[at + 1 :])
        before += filter(has_contents, sides[:at])
    return before + after if before_first else after + before


def _is_line(run: Block) -> bool:
    """Whether a run of text begins with a label and its colon."""
    if not (run.text and run.children):
        return False
    first = run.children[0]
    return first.field is not None and first.text[-1:] in (":", "：")
