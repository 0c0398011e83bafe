"""Tables of system requirements on their side: a column for each context or device, what its cells say at the left."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from scraper.layout.block import Block
from scraper.requirements.hardware import Hardware, Head
from scraper.requirements.tables import settled
from scraper.tables.grid import right_above, rows_around, words_of
from scraper.tables.headed import HIGHEST, LONGEST_HEAD, NARROWEST, WIDEST, Table

_DEVICES = frozenset(("device", "tier_column"))


def turned_at(reader: Hardware, leaf: Block) -> Table[Head] | None:
    """The table in whose first column a leaf stands, its columns as rows; None where it stands in none."""
    for row in islice(leaf.ancestors(), HIGHEST):
        if NARROWEST <= len(row.children) <= WIDEST and row.leaves()[0] is leaf:
            rows = rows_around(row)
            cells = [list(each.children) for each in (*_narrower(rows[0]), *rows)]
            if len(cells) > 1 and len(cells[0]) < len(cells[1]):
                cells[0].insert(0, Block(""))
            return _turned(reader, [part for each in cells for part in _apart(reader, each)])
    return None


def _apart(reader: Hardware, row: list[Block]) -> list[list[Block]]:
    """A row, or two of one whose cells hold a context and its memory ("1,024 tokens" above "26.98 GB VRAM")."""
    parts = [cell.leaves() for cell in row[1:]]
    kinds = {tuple(reader.fact(leaf.text).kind for leaf in leaves) for leaves in parts}
    if kinds != {("context", "memory")}:
        return [row]
    contexts, memories = zip(*parts, strict=True)
    return [[row[0], *contexts], [Block(""), *memories]]


def _narrower(first: Block) -> Sequence[Block]:
    """The row right above a table's first row that lacks the cell in the corner: an empty box is no block."""
    row = right_above(first)
    return [row] if row is not None and len(row.children) == len(first.children) - 1 else []


def _turned(reader: Hardware, rows: list[list[Block]]) -> Table[Head] | None:
    if not 1 < len(rows) <= WIDEST:
        return None
    columns = [_head(reader, row) for row in rows]
    kinds = {head.kind for head in columns}
    if "" in kinds or "context" not in kinds or not kinds & _DEVICES:
        return None
    cells = [list(column) for column in zip(*rows, strict=True)]
    return Table(cells[0], settled(columns), [*cells[1:]], is_turned=True)


def _head(reader: Hardware, row: list[Block]) -> Head:
    """What the cells of a row say: sizes of contexts by themselves, whatever stands in the corner beside them."""
    corner, *cells = map(words_of, row)
    contexts = Head("context", corner)
    if all(reader.fact(text).kind == "context" for text in cells):
        return contexts
    if not corner and all(reader.fact(text).kind == "memory" for text in cells):
        return Head("needed", corner)
    head = reader.head(corner) if len(corner) <= LONGEST_HEAD else Head("", corner)
    return contexts if not head.kind and all(reader.under(contexts, text) for text in cells) else head
