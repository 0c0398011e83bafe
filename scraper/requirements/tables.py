"""Tables of system requirements whose head names their columns: a cell is what its column's head says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from scraper.layout.block import Block
from scraper.prose import is_decoration
from scraper.requirements.hardware import Hardware, Head
from scraper.requirements.needs import Need, Needs
from scraper.tables.grid import chunks, drop_repeated_heads, right_above
from scraper.tables.headed import HIGHEST, LONGEST_HEAD, WIDEST, Table, cells_below


def table_at(reader: Hardware, leaf: Block) -> Table[Head] | None:
    """The table in whose head a leaf stands, None where it stands in none."""
    block = leaf
    for _ in range(HIGHEST):
        row = block.parent
        if row is None:
            return None
        columns = _columns(reader, row.children)
        if len(columns) > 1:
            heads = list(row.children[: len(columns)])
            if len(columns) < len(row.children):
                rows: list[Sequence[Block]] = [*chunks(row.children, len(columns))[1:]]
            else:
                heads, columns = _with_heads_above(reader, heads, columns)
                rows = cells_below(row, len(columns))
            if rows:
                drop_repeated_heads(heads, rows)
                return Table(heads, settled(_told(reader, columns, rows)), rows)
        block = row
    return None


def _columns(reader: Hardware, cells: Sequence[Block]) -> list[Head]:
    """The heads with which a row begins: two of them known, or the first of words; none is a value."""
    found: list[Head] = []
    for cell in cells[: WIDEST + 1]:
        text = cell.words()
        head = reader.head(text) if len(text) <= LONGEST_HEAD else Head("", "")
        is_cell = head.kind == "tier_column" and any(each.kind == "tier" for each in found)
        if is_cell or not (head.kind or _is_strange_head(reader, text)):
            break
        found.append(head)
    while found and len(found) < len(cells) and not found[-1].kind:
        found.pop()
    known = sum(1 for head in found if head.kind)
    is_whole = len(found) == len(cells) and not any(is_decoration(head.text) for head in found)
    return found if known > 1 or (known and is_whole and found[0].kind) else []


def _with_heads_above(
    reader: Hardware, heads: list[Block], columns: list[Head]
) -> tuple[list[Block], list[Head]]:
    """A row of classes only, with the heads of the row above, in which they stand in the place of the devices."""
    row = heads[0].parent
    above = right_above(row) if row is not None else None
    if above is None or any(head.kind != "tier_column" for head in columns):
        return heads, columns
    upper = [reader.head(cell.words()) for cell in above.children[:WIDEST]]
    devices = [at for at, head in enumerate(upper) if head.kind == "device"]
    if len(devices) != 1 or not all(head.kind for head in upper):
        return heads, columns
    above.children[devices[0]].claim("heading")
    at, after = devices[0], devices[0] + 1
    return [*above.children[:at], *heads, *above.children[after:]], [*upper[:at], *columns, *upper[after:]]


def _is_strange_head(reader: Hardware, text: str) -> bool:
    """Whether a cell heads something else: words, or none over buttons and numbers ("#")."""
    if is_decoration(text):
        return True
    fact = reader.fact(text)
    return fact.kind == "device" and not fact.number and not fact.memory and not any(map(str.isdigit, text))


def _told(reader: Hardware, columns: list[Head], rows: Sequence[Sequence[Block]]) -> list[Head]:
    """The columns, with a strange one that holds nothing but devices told by them, where no other does."""
    if any(head.kind in ("device", "tier_column") for head in columns):
        return columns
    full = [row for row in rows if len(row) == len(columns)]
    for at, head in enumerate(columns):
        if not head.kind and full and all(_fits(reader, Head("device", ""), row[at].words()) for row in full):
            return [*columns[:at], head._replace(kind="device"), *columns[at + 1 :]]
    return columns


def settled(columns: list[Head]) -> list[Head]:
    """The columns, each with one meaning: memory left of the devices is what is needed, right of them it is theirs."""
    devices = [at for at, head in enumerate(columns) if head.kind in ("device", "tier_column")]
    first = devices[0] if devices else len(columns)
    return [
        head._replace(kind="device_memory" if at > first else "needed") if head.kind == "memory" else head
        for at, head in enumerate(columns)
    ]


def claim_numbers(table: Table[Head]) -> None:
    """The numbers of a table's rows are no values of theirs."""
    for at, head in enumerate(table.columns):
        cells = [] if head.kind else [row[at] for row in table.rows if len(row) == len(table.columns)]
        texts = [cell.words() for cell in cells]
        if texts and texts in ([str(number + first) for number in range(len(texts))] for first in (0, 1)):
            for cell in (table.head[at], *cells):
                cell.claim("cell")


def read_table(reader: Hardware, table: Table[Head], state: Needs) -> Iterator[list[Block]]:
    """Adds a table's rows to `state`; yields texts between rows, for the caller to read before the next row."""
    state.finish()
    kinds = {_FIELDS.get(head.kind, "tier") for head in table.columns}
    before = Need()
    for cells in table.rows:
        if len(cells) == 1:
            yield cells[0].leaves()
            state.finish()
            before = Need()
            continue
        aligned = _aligned(reader, table.columns, cells)
        carried = before if len(cells) < len(table.columns) else Need()
        above = [block for kind, block in state.open.items() if kind not in kinds]
        before = _read_row(reader, aligned, _start(state, carried), state, above)


def _start(state: Needs, carried: Need) -> Need:
    now = state.now
    return Need(carried.context or now.context, carried.memory or now.memory, carried.tier or now.tier)


def _aligned(reader: Hardware, columns: list[Head], cells: Sequence[Block]) -> list[tuple[Head, Block]]:
    """Each cell with its head; in a row that lacks some each goes to the next column that it fits."""
    if len(cells) == len(columns):
        return list(zip(columns, cells, strict=True))
    found: list[tuple[Head, Block]] = []
    rest = iter(columns)
    for cell in cells:
        head = next((head for head in rest if _fits(reader, head, cell.words())), Head("", ""))
        found.append((head, cell))
    return found


def _fits(reader: Hardware, head: Head, text: str) -> bool:
    if head.kind in ("device", "tier_column"):
        return reader.fact(text).kind == "device"
    return bool(head.kind) and reader.under(head, text) is not None


def _read_row(
    reader: Hardware, cells: list[tuple[Head, Block]], need: Need, state: Needs, above: list[Block]
) -> Need:
    """Adds what a row says; gives back what the next row inherits where it lacks cells.

    `above`: where stands what holds for the whole table.
    """
    used = list(above)
    devices: list[tuple[Head, Block]] = []
    for head, cell in cells:
        if head.kind in ("device", "tier_column"):
            devices.append((head, cell))
        elif head.kind and (value := reader.under(head, cell.words())) is not None:
            setattr(need, _FIELDS[head.kind], value)
            used.append(cell)
    kinds = {head.kind for head, _ in cells}
    for head, cell in devices:
        made = replace(need, tier=head.text) if head.kind == "tier_column" else replace(need)
        if _read_device(reader, cell, made):
            made.block = cell.leaves()[0]
            state.add(made, [*used, cell])
    if not devices and kinds >= {"context", "needed"} and need.context and need.memory:
        need.block = used[0].leaves()[0]
        state.add(replace(need), used)
    return need


_FIELDS = {
    "context": "context",
    "needed": "memory",
    "tier": "tier",
    "count": "count",
    "device_memory": "device_memory",
}


def _read_device(reader: Hardware, cell: Block, need: Need) -> bool:
    """Reads a cell with a device: its name, and its count and memory where they stand there.

    Memory that has a place of its own besides is a part of the name: "A100 80GB".
    """
    parts = [text for leaf in _lines(cell) for text in reader.pieces(leaf.text)]
    whole = ""
    for text in parts:
        fact = reader.fact(text)
        if fact.kind == "memory" and (not need.device_memory or fact.value == need.device_memory):
            need.device, need.device_memory = whole or need.device, fact.value
        elif fact.kind == "count" and not need.count:
            need.count = fact.value
        elif fact.kind == "device" and not need.device:
            need.device = fact.whole if need.device_memory and fact.whole else fact.value
            need.count, need.device_memory = fact.number or need.count, need.device_memory or fact.memory
            whole = fact.whole
        else:
            return False
    return bool(need.device)


def _lines(cell: Block) -> list[Block]:
    return [cell] if cell.text else [line for child in cell.children for line in _lines(child)]
