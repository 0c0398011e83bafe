"""Blocks to pairs of label and value. Looks at what stands beside what, never at what a value says.

Going down the tree, every block whose children hold labels is a row of symbols: `L` a bare label, `R` a block with one
label and something else, `M` a block with several labels, `V` a small block without labels; headings and prose
interrupt. Four forms are known, and the one that gives the most labels a value of their own wins:

    inside   R R R      each block holds a label and its value
    after    L V L V    the value follows its label
    before   V L V L    the value stands above its label
    columns  L L V V    a row of labels over a row of values

Ties go to the earlier of after, inside, columns, before. A label gets its candidates in order of likelihood; whoever
knows the grammar takes the first that fits. Where a row could as well be read in the other direction, its pairs get
those candidates too, as `rival`.
"""

from __future__ import annotations

from itertools import groupby, pairwise

from scraper.layout.block import Block
from scraper.layout.contents import contents, has_inside, label_of
from scraper.pairing.cells import cells_of, empty_cells, is_header_over, pair_columns, values_above
from scraper.pairing.groups import are_alike, are_rows, are_terms, is_group
from scraper.pairing.inside import inner_values
from scraper.pairing.known_rows import KnownRows
from scraper.pairing.pairs import Pair, Pairs
from scraper.pairing.rows import runs_of
from scraper.pairing.strangers import (
    headed,
    is_list,
    is_regular,
    pair_strange_columns,
    pair_strange_group,
    pair_strange_rows,
    pair_strangers,
    pair_unknown,
)


def pair_up(root: Block) -> Pairs:
    """Pairs every label below `root` with its candidates, and finds unknown labels among known ones."""
    found, known = Pairs(), KnownRows()
    strange: list[tuple[Block, bool]] = []
    stack = [root]
    while stack:
        block = stack.pop()
        under_heading = headed(block)
        deeper = _pair_children(block, under_heading, found, known)
        stack.extend(reversed(deeper))
        if _has_groups(block, deeper):
            strange += [(child, child in under_heading) for child in block.children if not child.labels]
    for group, is_headed in strange:
        pair_strange_group(group, found, known, is_headed=is_headed)
    found.pairs.sort(key=lambda pair: pair.label.order)
    return found


def _pair_children(block: Block, under_heading: set[Block], found: Pairs, known: KnownRows) -> list[Block]:
    """Pairs among the children of one block; gives back the children to go down into."""
    deeper: list[Block] = []
    for run in runs_of(block):
        if any(child.labels for child in run):
            deeper += _pair_run(run, found, known)
        elif block.labels > 1 and len(run) > 1:
            if run[0] in under_heading:
                pair_strange_rows(run, found, known)
            elif run[0].sealed and not run[0].children and pair_strange_rows(run[1:], found, known):
                run[0].claim("heading")  # a row of one cell over rows of two
    return deeper


def _has_groups(block: Block, deeper: list[Block]) -> bool:
    """Whether several groups with known labels, or headings, stand in a block: strange groups may stand among them."""
    return len(deeper) + sum(child.level > 0 or _is_list_of_facts(child) for child in block.children) > 1


def _is_list_of_facts(box: Block) -> bool:
    """Whether a box is a list of labels each before its value, no row of a table: it is paired as one row."""
    return box.labels > 1 and not box.sealed and bool(cells_of(box))


def _pair_run(run: list[Block], found: Pairs, known: KnownRows) -> list[Block]:
    """Pairs the labels of one run; gives back the blocks with many labels.

    Rows of cells are paired each by itself, what is left between the blocks with many labels by its form.
    """
    in_table = any(child.sealed and child.labels for child in run)
    left, below = _pair_rows(run, found, known)
    if in_table:  # strange rows are no values of a line beside the table
        left = [child for child in left if not _is_strange_row(child)]
    many: list[Block] = []
    for has_many, part in groupby(left, key=is_group):
        if has_many:
            many += part
        else:
            _pair_part(list(part), found, known)
    if in_table:
        _pair_rest(run, below, found)
    return many


def _pair_rows(run: list[Block], found: Pairs, known: KnownRows) -> tuple[list[Block], set[Block]]:
    """Pairs the rows of cells in a run; gives back the blocks that are none, and rows of values below their labels."""
    left: list[Block] = []
    below: set[Block] = set()
    found.rows += 1
    row = found.rows
    for before, child, following in zip([None, *run], run, [*run[1:], None], strict=False):
        if cells := cells_of(child):
            _pair_after(cells, found)
        elif following and is_header_over(child, following, among=known.has_header_like(child)):
            known.add_header(child)
            above = values_above(child, before)
            pair_columns(child.children, following.children, found, above=above, row=row)
            following.labels = 0
            below.add(following)
        elif (below or following is None) and (above := values_above(child, before)):
            pair_columns(child.children, (), found, above=above, row=row)
        elif child.sealed and child.labels == 1 and (values := _values_in_row(child)):
            _add(child, values, found)
        else:
            left.append(child)
    return left, below


def _pair_rest(run: list[Block], below: set[Block], found: Pairs) -> None:
    """Pairs rows of a table without a known label. `below`: its rows of values below their labels."""
    rest = [each for each in run if not each.labels and each not in below and each.is_open()]
    if _labels_around(run[0]) < 2:
        first = next(each for each in run if each.labels)
        rest = [each for each in rest if are_rows(first, each)]
    if rest and not (below and pair_strange_columns(rest, found)):
        for child in rest:
            pair_strangers(child, found)


def _is_strange_row(block: Block) -> bool:
    """Whether a block is a table's row of several cells without a known label."""
    return block.sealed and len(block.children) > 1 and not (block.labels or block.text)


def _values_in_row(row: Block) -> list[Block]:
    """What may be the value in a row of cells; none where the cells are facts of their own, some unknown."""
    if are_alike(list(row.children)):
        return []
    return inner_values(row) or empty_cells(row)


def _labels_around(block: Block) -> int:
    return block.parent.labels if block.parent is not None else 0


def _pair_part(part: list[Block], found: Pairs, known: KnownRows) -> None:
    """Pairs within neighbours that hold at most one label each."""
    places = [place for place, child in enumerate(part) if child.labels]
    if not places:
        return
    forms = {
        "after": sum(_has_value_at(part, place + 1) and _is_simple(part, place) for place in places),
        "inside": sum(has_inside(part[place]) for place in places),
        "columns": _columns(part, places),
        "before": _before(part, places),
    }
    form = max(forms, key=lambda name: forms[name])
    found.rows += 1
    above = sum(_has_value_at(part, place - 1) for place in places)
    has_rival = above > 0 and abs(above - forms["after"]) <= 1 and not are_terms(part)
    row = found.rows if has_rival else 0
    if form == "after":
        _pair_after(part, found, row)
    elif form == "before":
        _pair_before(part, found, row)
    elif form == "inside":
        _pair_inside(part, found, known)
    else:
        pair_columns(part[: len(places)], part[len(places) :], found)


def _has_value_at(part: list[Block], place: int) -> bool:
    return 0 <= place < len(part) and not part[place].labels


def _is_simple(part: list[Block], place: int) -> bool:
    """Whether what follows a block with a label and more is one value, not a row of its own."""
    row, following = part[place], part[place + 1]
    if not has_inside(row):
        return True
    return sum(1 for _ in contents(following)) == 1 and not are_rows(row, following)


def _before(part: list[Block], places: list[int]) -> int:
    """Values above their labels end with a label; so does a page that was cut off, which is not taken for it."""
    if not part[-1].labels or _ends_page(part[-1]):
        return 0
    return sum(_has_value_at(part, place - 1) for place in places)


def _ends_page(block: Block) -> bool:
    """Whether nothing stands behind a block."""
    while block.parent is not None:
        if block.parent.children[-1] is not block:
            return False
        block = block.parent
    return True


def _columns(part: list[Block], places: list[int]) -> int:
    """Labels in a row over as many values, all in one container: L L L V V V."""
    half = len(part) // 2
    return half if half > 1 and len(part) == 2 * half and places == list(range(half)) else 0


def _pair_after(part: list[Block], found: Pairs, row: int = 0) -> None:
    """L V L V; between two known labels, what remains of a longer row of values is pairs with unknown labels."""
    places = [place for place, child in enumerate(part) if child.labels]
    is_one = is_list(part) or is_regular(part, places)
    if places[0] % 2 == 0:
        pair_unknown(part[: places[0]], found, between=is_one)
    for place, following in [*pairwise(places), (places[-1], len(part))]:
        values = part[place + 1 : following]
        inner = inner_values(part[place])
        own = values[:2] if len(values) == 2 else values[:1]  # a number and its unit, perhaps
        _add(part[place], [*own, *inner], found, rival=[*_value_above(part, place), *inner], row=row)
        pair_unknown(values[1:], found, between=following < len(part) or is_one)


def _pair_before(part: list[Block], found: Pairs, row: int) -> None:
    """V L V L: the value stands above its label."""
    for place, child in enumerate(part):
        if child.labels:
            inner = inner_values(child)
            below = part[place + 1 : place + 2] if _has_value_at(part, place + 1) else []
            _add(child, [*_value_above(part, place), *inner], found, rival=[*below, *inner], row=row)


def _value_above(part: list[Block], place: int) -> list[Block]:
    return part[place - 1 : place] if _has_value_at(part, place - 1) else []


def _pair_inside(part: list[Block], found: Pairs, known: KnownRows) -> None:
    """R R R; a neighbour with two parts and no label is a row with an unknown label.

    Where rows have something before and after their labels, most of the other rows tell on which side values stand.
    """
    rows = [child for child in part if child.labels]
    full = list(filter(has_inside, rows))
    reverse = sum(map(_label_is_last, full)) * 2 > len(full)
    linked = sum(row.link is not None for row in rows) * 2 > len(rows)
    known.add_rows(rows, reverse=reverse)
    for place, child in enumerate(part):
        if child.labels:
            spare = part[place + 1 : place + 2] if _has_value_at(part, place + 1) and len(rows) == 1 else []
            likely = inner_values(child, before_first=reverse)
            rival = inner_values(child, before_first=not reverse)
            _add(child, [*likely, *spare], found, rival=[*rival, *spare], row=found.rows)
        else:
            pair_strangers(child, found, reverse=reverse, linked=linked)


def _label_is_last(row: Block) -> bool:
    return list(contents(row))[-1].field is not None


def _add(
    block: Block, candidates: list[Block], found: Pairs, *, rival: list[Block] | None = None, row: int = 0
) -> None:
    label = label_of(block)
    if candidates or (row and rival):
        found.pairs.append(Pair(label, label.field, candidates, rival or [], row))
    else:
        found.alone.append(label)
