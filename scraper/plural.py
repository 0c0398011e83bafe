"""A number with its word, in the singular where it is one. Pure."""

from __future__ import annotations


def plural(number: int, word: str, more: str = "") -> str:
    """Like "1 page", "2 pages". `more`: the plural where it does not end in -s ("1 address", "2 addresses")."""
    return f"{number} {word if number == 1 else more or word + 's'}"


def was(number: int) -> str:
    """The word "was" for one, "were" for all other numbers."""
    return "was" if number == 1 else "were"
