"""Which of a label's candidates is its value: the grammar is asked, for one pair and for a whole row of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schemas.blanks import is_blank, is_readable
from schemas.values import scale_of
from scraper.grammar import fits, is_same, is_strict, parse
from scraper.layout.block import Block, joined
from scraper.layout.contents import contents, text_of
from scraper.pairing.pairs import Pair, Pairs
from scraper.prose import is_decoration

FEWEST_ALIKE = 2
"""Figures in one row of boxes that show where values stand."""
MOST_TILES = 8
"""Parts of a box of labels below their values."""
MOST_JOINED = 60
"""Pieces of a run that are put together as one value; letters may stand in elements of their own."""
SIGNS = ("<", ">", "+", "%")
"""They make another value of the figure beside them."""
_LEADERS = re.compile(r"^[\s:：.·…_]{2,}|^[:：]\s*|^(?:[-=]>|>(?!\s+\d)|[-–—→⇒=])\s+(?=\S)")
_TRAILERS = re.compile(r"[\s|·•;；、,，。]+$")


class Option(NamedTuple):
    """A text that may be a label's value, and the blocks that it stands in."""

    raw: str
    blocks: tuple[Block, ...]


def settle_rows(found: Pairs) -> None:
    """Where a row of pairs can be read in two directions, the one stands in which more of its values are values.

    A row that says nothing of that goes the way of most other pairs of the page; so does a label alone, where they go
    any way: the value before it may be another label's ("Max Output Tokens 64K Vocabulary Size varies").
    """
    rows: dict[int, list[Pair]] = {}
    for pair in found.pairs:
        if pair.row:
            rows.setdefault(pair.row, []).append(pair)
    settled, doubtful = set(rows), []
    for number, row in rows.items():
        strict = [pair for pair in row if _is_strict(pair)]
        told = sum(_merit(each, each.candidates) for each in strict)
        gain = sum(_merit(each, each.rival) for each in strict) - told
        if gain > 0 and (len(row) > 1 or not row[0].candidates):
            _turn(row)
        elif (
            gain >= 0
            and told + gain > -len(strict)
            and any(each.rival[:1] != each.candidates[:1] for each in row)
        ):
            settled.remove(number)
            doubtful.append((row, gain))
    if doubtful:
        forward = sum(_direction(pair) for pair in found.pairs if not pair.row or pair.row in settled)
        for row, gain in doubtful:
            way = -1 if _ends_with_labels(row) else forward
            if sum(map(_direction, row)) * way < (gain > 0):
                _turn(row)
    for row in rows.values():
        _align(row)
    found.alone += [pair.label for pair in found.pairs if not pair.candidates]
    found.pairs = [pair for pair in found.pairs if pair.candidates]


def _ends_with_labels(row: list[Pair]) -> bool:
    """Whether a small box begins with a value, and each second part of it is a label, as far as labels are known."""
    box = row[0].label.parent
    if box is None or box.parent is None or len(box.children) > MOST_TILES or len(box.children) % 2:
        return False
    if any(part.children or part.level or part.section or part.prose for part in box.children):
        return False
    return all(pair.label in box.children[1::2] for pair in row)


def _turn(row: list[Pair]) -> None:
    for pair in row:
        pair.candidates = pair.rival


def _align(row: list[Pair]) -> None:
    """In boxes alike values stand in one place: where figures show that it is not the likeliest, words follow."""
    alike = [pair for pair in row if len(pair.candidates) > 1]
    places = [_place_of_figure(pair) for pair in alike if _is_strict(pair)]
    if len(places) < FEWEST_ALIKE or len(set(places)) > 1 or not places[0]:
        return
    for pair in alike:
        if not _is_strict(pair) and len(pair.candidates) > places[0]:
            value = pair.candidates[places[0]]
            pair.candidates = [value, *(each for each in pair.candidates if each is not value)]


def _place_of_figure(pair: Pair) -> int:
    """Which of its candidates is a value of a strict field; 0 where none is."""
    texts = [text_of(each) for each in pair.candidates]
    return next((at for at, text in enumerate(texts) if fits(pair.field or "", text)), 0)


def _direction(pair: Pair) -> int:
    """1 where the likeliest value follows its label, -1 where it stands before, 0 without one."""
    if not pair.candidates:
        return 0
    return 1 if _place(pair.candidates[0]) > pair.label.order else -1


def _is_strict(pair: Pair) -> bool:
    return pair.field is not None and is_strict(pair.field)


def _merit(pair: Pair, candidates: Sequence[Block]) -> int:
    """1 where the likeliest candidate is a value of the field or a blank, -1 where it is neither.

    -1 too where there is none: then a value at the other end of the row is nobody's.
    """
    raw = [each.raw for each in _options(pair.label, candidates[:1], strict=True)]
    if not raw:
        return -1
    return 1 if any(is_blank(each) or fits(pair.field or "", each) for each in raw) else -1


def choose(pair: Pair) -> Option:
    """The first candidate that is a value of the field, or a blank; the likeliest where none is."""
    strict = _is_strict(pair)
    options = list(_options(pair.label, pair.candidates, strict=strict))
    if pair.field is not None:
        with_unit = strict and len(pair.candidates) > 1
        whole = list(_with_unit(pair.label, pair.candidates)) if with_unit else []
        scale = _scale(pair.label) if strict else None
        for each in whole + options:
            if strict and each is not options[0] and _is_one_of_several(pair.field, each, options[0]):
                break
            if scale is not None and fits(pair.field, scaled := f"{each.raw} {scale_of(scale.text)}"):
                return Option(scaled, (*each.blocks, scale))
            if is_blank(each.raw) or fits(pair.field, each.raw):
                return each
            if strict and (once := _said_once(pair.field, each)) is not None:
                return once
    return options[0] if options else Option("", (pair.candidates[0],))


def _said_once(field: str, whole: Option) -> Option | None:
    """The first of two parts that are the same value, once for the eye and once for the ear: "8B" "8 billion"."""
    parts = [leaf for block in whole.blocks for leaf in block.leaves() if is_readable(leaf.text)]
    if len(parts) != 2 or not all(fits(field, part.text) and not is_blank(part.text) for part in parts):
        return None
    one, other = (parse(field, part.text) for part in parts)
    return Option(parts[0].text, whole.blocks) if one == other else None


def _is_one_of_several(field: str, part: Option, whole: Option) -> bool:
    """Whether another part of what stands beside a label is another value: "8K" in "8K 128K"."""
    taken = {id(leaf) for block in part.blocks for leaf in block.leaves()}
    leaves = [leaf for block in whole.blocks for leaf in block.leaves()]
    rest = [leaf.text for leaf in leaves if id(leaf) not in taken and fits(field, leaf.text)]
    if len(rest) == len(leaves) or not rest or not fits(field, part.raw):
        return False
    return not all(is_same(parse(field, part.raw), parse(field, text)) for text in rest)


def _scale(label: Block) -> Block | None:
    """What stands right behind a label in its own box and multiplies its values: "Parameters" "(billion)"."""
    box, behind = label.parent, False
    for child in box.children if box is not None and box.labels == 1 else ():
        if behind:
            return child if scale_of(child.text) else None
        behind = child is label
    return None


def _options(label: Block, candidates: Sequence[Block], *, strict: bool) -> Iterator[Option]:
    """The texts that may be the value, likeliest first: neighbours in one run of text count together before alone."""
    run = label.parent if label.parent is not None and label.parent.text else None
    in_run = [each for each in candidates if each.parent is run]
    for block in candidates:
        if run is None or block.parent is not run:
            yield from _texts(block, strict=strict)
        elif block is in_run[0]:
            yield from _joint_options(label, in_run, strict=strict)
            for each in () if strict else in_run:
                yield from _texts(each, strict=strict)


def _with_unit(label: Block, candidates: Sequence[Block]) -> Iterator[Option]:
    """A number and its unit in boxes of their own, side by side on one side of the label: "7" "B"."""
    box = candidates[0].parent
    beside = [each for each in candidates if each.parent is box and not each.children and each.text]
    for near in (
        [each for each in beside if each.order > label.order],
        [each for each in beside if each.order < label.order],
    ):
        if len(near) == 2 and not any(each.text[-1:].isdigit() for each in near[1:]):
            yield Option(" ".join(each.text for each in near), tuple(near))


def _joint_options(label: Block, parts: list[Block], *, strict: bool) -> Iterator[Option]:
    """Neighbours in the label's own run, behind it and before it: all of them, the first ones, the last ones.

    `strict`: all of them only, for "about", "up to" and "unconfirmed" make another value of a figure.
    """
    readable = sorted(filter(_says_something, parts), key=_place)
    behind = [each for each in readable if _place(each) > label.order]
    before = readable[: len(readable) - len(behind)]
    for near in filter(None, (tuple(behind[:MOST_JOINED]), tuple(before[-MOST_JOINED:]))):
        if strict:
            yield _joint(near)
            continue
        yield from (_joint(near[:end]) for end in range(len(near), 0, -1))
        yield from (_joint(near[start:]) for start in range(1, len(near)))


def _place(block: Block) -> int:
    return block.leaves()[0].order


def _says_something(block: Block) -> bool:
    return is_readable(block.text) and block.is_open() and not block.prose


def _joint(parts: tuple[Block, ...]) -> Option:
    """Several pieces of one run as one text, with the signs between them ("MIT", "Apache 2.0") or right beside them."""
    run = parts[0].parent
    if run is None or not len(parts) + 1 < len(run.children) <= MOST_JOINED:
        return Option(_clean(joined(parts)), parts)
    first, last = _place(parts[0]), _place(parts[-1])
    signs = [
        each
        for each in run.children
        if first - 1 <= each.order <= last + 1
        and each not in parts
        and (is_decoration(each.text) if first < each.order < last else each.text in SIGNS)
    ]
    return Option(_clean(joined(sorted((*parts, *signs), key=_place) if signs else parts)), parts)


def _texts(block: Block, *, strict: bool) -> list[Option]:
    """The words of a block as one, and its first part alone: what follows may be a note on it.

    `strict`: the grammar would not take a note for a part of the value, so the whole is likelier ("200" "K").
    """
    words = text_of(block)
    if block.role == "furniture" and is_readable(words):
        return [Option("", (block,))]  # "Copy" beside nothing: a published blank
    options = [Option(_clean(words), (block,))]
    if block.children:
        parts = [leaf for leaf in contents(block) if is_readable(leaf.text)]
        options += [Option(_clean(text_of(leaf)), (leaf,)) for leaf in parts[:1]]
        if not block.text and len(parts) > 1 and not strict and not _are_lines(parts):
            options.reverse()
    return options


def _are_lines(parts: list[Block]) -> bool:
    """Whether the parts of a box are lines of one text, or the items of a list."""
    return {part.tag for part in parts} in ({"br"}, {"li"})


def _clean(text: str) -> str:
    """A value without the signs between it and its label ("....", ":") or the next pair ("·", "|")."""
    bare = _TRAILERS.sub("", _LEADERS.sub("", text))
    return bare or text
