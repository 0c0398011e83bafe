"""Other models on the page: cards of them, and tables that put several models, versions or providers side by side."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import takewhile

from schemas.blanks import is_blank
from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.grammar import fits, is_strict
from scraper.layout.block import Block

MOST_TABLES = 200


def exclude_comparisons(root: Block, leaves: list[Block], words: Vocabulary, name: str | None) -> None:
    """Sets aside the tables' rows and columns that are of other models."""
    for number, rows in enumerate(_tables(root)):
        if number == MOST_TABLES:
            return
        _exclude_models_down(rows, leaves, words, name)
        _exclude_models_across(rows, leaves, name)


def _tables(root: Block) -> Iterator[list[Block]]:
    """The rows of every table: neighbours of the same width, directly or in one box each (thead, tbody)."""
    stack = [root]
    while stack:
        block = stack.pop()
        # A text between rows parts two tables; one before them is a caption.
        whole = all(child.children for child in block.children[1:])
        rows = [row for child in block.children for row in ((child,) if _is_row(child) else child.children)]
        if (
            whole
            and len(rows) > 1
            and all(map(_is_row, rows))
            and _is_even(rows)
            and any(row.labels for row in rows)
        ):
            yield rows
        elif any(child.labels for child in block.children):
            stack.extend(reversed(block.children))


def _is_even(rows: list[Block]) -> bool:
    """Whether rows are the same elements of the same width; the header's first cell may be empty."""
    widths = {len(row.children) for row in rows[1:]}
    return len(widths) == len({row.tag for row in rows[1:]}) == 1 and len(rows[0].children) + 1 in (
        *widths,
        min(widths) + 1,
    )


def _is_row(block: Block) -> bool:
    """Whether a block is cells side by side: at least two, none with blocks of blocks inside."""
    return len(block.children) > 1 and all(child.text or not child.children for child in block.children)


def _exclude_models_down(rows: list[Block], leaves: list[Block], words: Vocabulary, name: str | None) -> None:
    """A row of labels over several rows of values: a row a model. The page's own row stays, if it says anything new."""
    for at, header in enumerate(rows):
        named = next(
            (place for place, cell in enumerate(header.children) if _words(cell) in words.model_columns), None
        )
        if header.labels < (1 if named is not None else max(2, len(header.children) - 1)):
            continue
        below = list(takewhile(partial(_is_below, header), rows[at + 1 :]))
        own = [row for row in below if named is not None and _is_own(row.children[named], name)]
        alone = header.labels < 2 and not _is_offer(header, leaves) and _says_more([header], leaves)
        if len(below) < 2 and (named is None or alone):
            continue
        if len(own) != 1 or not _says_more([header], leaves):
            own = []
        for row in below:
            if row not in own:
                row.set_aside("related")
        for row in (header, *own):
            if named is not None and own:
                row.children[named].set_aside("furniture")
            elif below:
                row.set_aside("related")


def _is_offer(header: Block, leaves: list[Block]) -> bool:
    """Whether a row of heads stands under a heading that nobody knows: "API Pricing" over one provider's terms."""
    before = header.leaves()[0].order
    heading = next((leaves[at] for at in range(before - 1, -1, -1) if leaves[at].level), None)
    return heading is not None and not (heading.role or heading.section) and _is_head(header)


def _is_head(row: Block) -> bool:
    """Whether a row is nothing but heads: cells of heads, or no label has a value of its own beside it."""
    if all(cell.tag == "th" for cell in row.children):
        return True
    return not any(
        label.field and (not is_strict(label.field) or is_blank(said) or fits(label.field, said))
        for label, said in zip(row.children, map(Block.words, row.children[1:]), strict=False)
    )


def _is_below(header: Block, row: Block) -> bool:
    """Whether a row has no labels, but values of the header's: not in every column something that cannot be one."""
    if row.labels:
        return False
    strict = [
        (label.field, cell.words())
        for label, cell in zip(header.children, row.children, strict=False)
        if label.field and is_strict(label.field)
    ]
    return not strict or any(is_blank(raw) or fits(field, raw) for field, raw in strict)


def _says_more(rows: list[Block], leaves: list[Block]) -> bool:
    """Whether rows of a table have a label that the page does not have elsewhere."""
    inside = {id(leaf) for row in rows for leaf in row.leaves()}
    fields = {leaf.field for row in rows for leaf in row.leaves() if leaf.field}
    elsewhere = {leaf.field for leaf in leaves if leaf.field and id(leaf) not in inside and not leaf.role}
    return not fields <= elsewhere


def _exclude_models_across(rows: list[Block], leaves: list[Block], name: str | None) -> None:
    """A row of names over rows of a label and several values: a column a model. The page's own column stays, once."""
    header, *body = rows
    width = len(body[0].children)
    if header.labels or width < 3 or not all(row.children[0].labels == 1 for row in body):
        return
    if any(all(row.children[place].labels for row in body) for place in range(1, width)):
        return  # labels in a second column too: groups side by side
    names = header.children[1 - width :]
    own = [place for place, cell in enumerate(names, 1) if _is_own(cell, name)]
    linked = all(leaf.role == "related" for cell in names for leaf in cell.leaves())
    if not own and not linked and not _compares(body):
        return
    if not _says_more(body, leaves):
        own = []
    header.set_aside("related")
    for row in body:
        for place, cell in enumerate(row.children):
            if not own or (place and place not in own):
                cell.set_aside("related")


def _compares(body: list[Block]) -> bool:
    """Whether two columns or more have values for every label that does not take any text: a column a model."""
    strict = [row for row in body if is_strict(row.children[0].leaves()[0].field or "name")]
    columns = [
        [row.children[place].words() for row in strict if place < len(row.children)]
        for place in range(1, len(body[0].children))
    ]
    fields = [row.children[0].leaves()[0].field or "name" for row in strict]
    good = [
        column
        for column in columns
        if all(is_blank(raw) or fits(f, raw) for f, raw in zip(fields, column, strict=False))
        and not all(map(is_blank, column))
    ]
    return bool(strict) and len(good) > 1


def _is_own(cell: Block, name: str | None) -> bool:
    """Whether a cell names the page's model, alone or with a remark in an element of its own ("(this model)")."""
    own = key(name or "")
    return own != "" and own in (_words(cell), *(key(leaf.text) for leaf in cell.leaves()))


def _words(cell: Block) -> str:
    return key(cell.words())
