"""What the lines of one list have in common, which no line alone can show: numbers, arrows, stops, quotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from scraper.plain_text.marks import NUMBER
from scraper.plain_text.pieces import Piece
from scraper.prose import MOST_WORDS, count_words

FEWEST = 3
"""So many neighbouring lines with a label and a value are a list of facts."""
LONGEST_FACT = 200
"""Characters of a line with a fact."""
LONGEST_VALUE = 60
"""Characters behind a label; more is a sentence."""
_ARROW = re.compile(r"(?P<label>[^→⇒➔➜⟶>]{2,60}?)\s*(?:[→⇒➔➜⟶]|[-=]{1,2}>)\s*(?P<value>[^→⇒➔➜⟶>]+)")
_FACT = re.compile(
    r"(?P<label>[^:：=，。；！？]{1,48})(?P<sign>[:：=]\s*)(?P<value>\S.*?)(?P<stop>[,;.，；。]?)\s*"
)
_POINTS = re.compile(r"[0-9]\s*[/／]\s*[0-9]")
_COMMA = re.compile("[，；]|[,;] ")
_QUOTES = {'"': '"', "'": "'", "“": "”", "「": "」"}


def without_numbers(pieces: list[Piece]) -> list[Piece]:
    """The pieces without the numbers of items, where they count up from 1."""
    found = list(pieces)
    for run in _numbered(pieces):
        for at in run if len(run) > 1 else ():
            found[at] = run[at]
    return found


def _numbered(pieces: list[Piece]) -> Iterator[dict[int, str]]:
    """Items with numbers that count up: where they stand, and their words."""
    run: dict[int, str] = {}
    sign = ""
    for at, piece in enumerate(pieces):
        match = NUMBER.match(piece) if isinstance(piece, str) else None
        if match is None:
            continue
        number = _number(match["number"])
        if number != len(run) + 1 or (run and match["sign"] != sign):
            yield run
            run = {}
        if number == len(run) + 1:
            run[at] = match.string[match.end() :]
            sign = match["sign"]
    yield run


def _number(text: str) -> int:
    """The number that decimal or Chinese figures write: 12, 十二."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    high = _figure(tens) if tens else 1
    return (high * 10 if ten else 0) + (_figure(ones) if ones else 0)


def _figure(text: str) -> int:
    return int(unicodedata.numeric(text[-1]))


def plain_facts(pieces: list[Piece]) -> list[Piece]:
    """The pieces, with facts as other pages write them: no arrow between label and value, no stop or quotes around."""
    runs = list(_facts(pieces))
    signs = {sign for run in runs if len(run) >= FEWEST for sign in _signs(list(run.values()))}
    if not signs:
        return pieces
    found = list(pieces)
    for run in runs:
        for at, fact in run.items():
            found[at] = _plain(fact, signs)
    return found


def _facts(pieces: list[Piece]) -> Iterator[dict[int, re.Match[str]]]:
    """Neighbouring lines with a label, a sign and a few words, by where they stand; blank lines part no list."""
    run: dict[int, re.Match[str]] = {}
    for at, piece in enumerate(pieces):
        match = _fact(piece) if isinstance(piece, str) and len(piece) <= LONGEST_FACT else None
        if match is not None:
            run[at] = match
        elif piece != "":
            yield run
            run = {}
    yield run


def _fact(line: str) -> re.Match[str] | None:
    if (match := _ARROW.fullmatch(line)) is not None:
        return match if len(match["value"]) <= LONGEST_VALUE else None
    match = _FACT.fullmatch(line)
    return match if match is not None and not _is_sentence(match) else None


def _is_sentence(fact: re.Match[str]) -> bool:
    """Whether a sentence stands behind a label: it is long or has a comma, or the label holds points ("(3 / 10)")."""
    value = fact["value"]
    if len(value) > LONGEST_VALUE or _POINTS.search(fact["label"]):
        return True
    return fact["stop"] in (".", "。") and (
        _COMMA.search(value) is not None or count_words(value) > MOST_WORDS
    )


def _signs(facts: list[re.Match[str]]) -> Iterator[str]:
    """The signs that a list of facts has in common: an arrow, the stop of every line but the last, quotes."""
    if all(fact.re is _ARROW for fact in facts):
        yield "→"
        return
    groups = [fact.groupdict() for fact in facts]
    stops = {group.get("stop", "") for group in groups[:-1]}
    if len(stops) == 1:
        yield from filter(None, stops)
    quotes = [group["value"][0] for group in groups if _unquoted(group["value"]) != group["value"]]
    if len(quotes) > 1:
        yield from quotes


def _plain(fact: re.Match[str], signs: set[str]) -> str:
    label, value = fact["label"], fact["value"]
    if fact.re is _ARROW:
        return f"{label}\t{value}" if "→" in signs else fact[0]
    stop = "" if fact["stop"] in signs else fact["stop"]
    if value[0] in signs and not stop:
        value = _unquoted(value)
        label = _unquoted(label.strip())
    return f"{label}{fact['sign']}{value}{stop}"


def _unquoted(text: str) -> str:
    """`text` without quotes around the whole of it."""
    close = _QUOTES.get(text[:1])
    if close is None or len(text) < 3 or text[-1] != close or close in text[1:-1]:
        return text
    return text[1:-1]
