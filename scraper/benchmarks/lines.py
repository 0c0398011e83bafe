"""Lines of benchmarks taken apart: a name with its figures, figures with their words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.benchmarks.names import named
from scraper.benchmarks.rows import BEGINS_FIGURE, FIGURES, are_figures, figures_of
from scraper.layout.block import Block
from scraper.prose import is_figure

_BETWEEN_FIGURES = re.compile(r"\s*[,，·•|;；]\s+|\s+[-–—]\s+")
_AHEAD = re.compile(r"(?:[(（\[]([^()（）\[\]]{1,60})[)）\]])?\s*(?:[:：=]|[-–—](?=\s))?\s*(?=[#~]?[0-9])")
"""What stands before figures whose name is an element of its own: "(Coding): 0.5", ": 0.5"."""
_NAME_FIRST = re.compile(r"(?<=[^\s:：=])\s*(?:[:：=]|[-–—](?=\s))\s*(?=[#~]?[0-9])")
"""What stands between a name and its figure in one line: "MMLU: 0.5"."""


def divide_lines(words: Vocabulary, leaves: list[Block]) -> list[Block]:
    """The leaves, with lines of a name and its figure ("MMLU: 0.5") in two parts, where one of a list's is known.

    So are lines of figures with their words ("Score: 0.5 · Rank: #31").
    """
    leaves = [part for leaf in leaves for part in _labelled_figures(words, leaf)]
    lines = {id(leaf): parts for leaf in leaves if (parts := _name_and_figures(words, leaf))}
    known = {
        id(leaf.parent)
        for leaf in leaves
        if id(leaf) in lines and key(named(words, [lines[id(leaf)][0]])[1]) in words.benchmarks
    }
    found: list[Block] = []
    for leaf in leaves:
        parts = lines.get(id(leaf), [])
        found += leaf.divide(parts) if parts and id(leaf.parent) in known else (leaf,)
    return found


def _labelled_figures(words: Vocabulary, leaf: Block) -> Sequence[Block]:
    """The figures of a line of them, or the leaf; a place loses its brackets ("(#31)"), a figure what leads to it."""
    bare = leaf.text.strip("()（）")
    if bare.startswith("#") and is_figure(bare):
        leaf.text = bare
    parts = _BETWEEN_FIGURES.split(leaf.text) if not leaf.children else []
    if 0 < len(parts) - 1 <= len(FIGURES) and are_figures(words, parts[-2:]):
        return leaf.divide(parts)
    ahead = _AHEAD.match(leaf.text) if parts else None
    if ahead is None or not (figures := figures_of(words, leaf.text[ahead.end() :])):
        return (leaf,)
    if ahead[1] or len(figures) > 1:
        return leaf.divide([ahead[1], *figures] if ahead[1] else figures)
    leaf.text = figures[0]
    return (leaf,)


def _name_and_figures(words: Vocabulary, leaf: Block) -> list[str]:
    """A name with one figure or two behind it; empty where a line is something else."""
    if leaf.children or leaf.text[:1] in BEGINS_FIGURE or not any(sign in leaf.text for sign in ":：=-–—"):
        return []
    for match in _NAME_FIRST.finditer(leaf.text, 0, 120):
        name, figures = leaf.text[: match.start()], figures_of(words, leaf.text[match.end() :])
        if figures and key(name) not in words.columns:
            return [name, *figures]
    return []
