"""Short texts are asked about once; long ones are not kept."""

from __future__ import annotations

import pytest

from schemas.remembering import remembered


class Room:
    def __init__(self) -> None:
        self.asked: list[str] = []

    @remembered(5)
    def upper(self, text: str) -> str:
        """Capitals."""
        self.asked.append(text)
        return text.upper()

    @remembered(5, beyond=None)
    def lower(self, text: str, more: str = "") -> str | None:
        self.asked.append(text)
        return text.lower() + more


def test_short_texts_are_asked_about_once_and_long_ones_each_time() -> None:
    room = Room()
    assert [room.upper(text) for text in ("short", "short", "longer", "longer")] == ["SHORT"] * 2 + [
        "LONGER"
    ] * 2
    assert room.asked == ["short", "longer", "longer"]
    assert Room.upper.__doc__ == "Capitals."


def test_beyond_is_the_answer_to_all_longer_texts() -> None:
    room = Room()
    assert [room.lower("A"), room.lower("A", "b"), room.lower("LONGER")] == ["a", "ab", None]
    assert room.asked == ["A", "A"]


def test_rooms_share_nothing() -> None:
    one, other = Room(), Room()
    assert one.upper("short") == other.upper("short")
    assert one.asked == other.asked == ["short"]


def test_a_function_without_a_text_is_told_when_it_is_made() -> None:
    with pytest.raises(ValueError, match="'text' is not in list"):
        remembered(5)(lambda words: words)
