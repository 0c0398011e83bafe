"""Category and benchmark in the names of a row: two texts, or one in which known words tell where one ends."""

from __future__ import annotations

from schemas.language import key
from schemas.vocabulary import Vocabulary


def named(words: Vocabulary, names: list[str]) -> tuple[str | None, str]:
    """Category and benchmark of a row's names. Where one text holds both, known words tell where one ends."""
    parts = list(dict.fromkeys(names))
    if len(parts) == 1:
        return _split_name(words, parts[0])
    first, second = parts[0], parts[1]
    swapped = key(first) in words.benchmarks or key(second) in words.categories
    if swapped and key(first) not in words.categories:
        first, second = second, first
    return first, second


def _split_name(words: Vocabulary, text: str) -> tuple[str | None, str]:
    tokens = text.split(" ")
    best: tuple[int, int] | None = None
    for at in range(1, len(tokens)):
        before, after = key("".join(tokens[:at])), key("".join(tokens[at:]))
        known = 2 * (after in words.benchmarks) + 2 * (before in words.categories)
        known += key(tokens[at]) in words.providers
        if known and (best is None or known > best[0] or (known == best[0] and at > best[1])):
            best = (known, at)
    if best is None or key(text) in words.benchmarks:
        return None, text
    return " ".join(tokens[: best[1]]), " ".join(tokens[best[1] :])
