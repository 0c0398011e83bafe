"""Short texts are asked about once; long ones are not kept."""

from __future__ import annotations

import pytest

from schemas import remembering
from schemas.remembering import asked_once, remembered


class Room:
    def __init__(self) -> None:
        self.asked: list[str] = []

    @remembered(5)
    def upper(self, text: str) -> str:
        """Capitals."""
        self.asked.append(text)
        return text.upper()

    @remembered(5, beyond=None)
    def lower(self, text: str) -> str | None:
        self.asked.append(text)
        return text.lower()


def test_short_texts_are_asked_about_once_and_long_ones_each_time() -> None:
    room = Room()
    texts = ["short", "short", "longer", "longer"]
    assert [room.upper(text) for text in texts] == ["SHORT", "SHORT", "LONGER", "LONGER"]
    assert room.asked == ["short", "longer", "longer"]


def test_beyond_is_the_answer_to_all_longer_texts() -> None:
    room = Room()
    assert [room.lower("A"), room.lower("A"), room.lower("LONGER")] == ["a", "a", None]
    assert room.asked == ["A"]


def test_rooms_share_nothing() -> None:
    one, other = Room(), Room()
    assert one.upper("short") == other.upper("short")
    assert one.asked == other.asked == ["short"]


def test_no_more_answers_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "MOST", 2)
    asked: list[str] = []
    ask = asked_once(lambda text: asked.append(text) or text, 5)
    assert [ask(text) for text in "aabbcca"] == list("aabbcca")
    assert asked == ["a", "b", "c", "a"]
