"""Remembers what was said about short texts: pages of a site say the same ones over and over."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Generic, TypeVar

T = TypeVar("T")
MOST = 8_192
"""Answers that are kept of each question; then it begins anew."""
_ASK: Any = object()


class _Answers(dict[str, T]):
    """Texts and what was said about them. A dictionary, since nothing in Python answers faster."""

    __slots__ = ("ask", "beyond", "longest")

    def __init__(self, ask: Callable[[str], T], longest: int, beyond: T) -> None:
        self.ask = ask
        self.longest = longest
        self.beyond = beyond

    def __missing__(self, text: str) -> T:
        if len(text) > self.longest:
            return self.ask(text) if self.beyond is _ASK else self.beyond
        if len(self) >= MOST:
            self.clear()
        answer = self[text] = self.ask(text)
        return answer


def asked_once(ask: Callable[[str], T], longest: int, *, beyond: T = _ASK) -> Callable[[str], T]:
    """The same pure function, asked once about a text of up to `longest` characters.

    Longer texts are not kept: hardly one stands on two pages, and thousands of them would fill the memory. They are
    asked about each time; where `beyond` is given, that is the answer to all of them.
    """
    return _Answers(ask, longest, beyond).__getitem__


class _Method(Generic[T]):
    """A method that becomes an attribute of each object at its first use: its answers, and nothing before them."""

    def __init__(self, ask: Callable[[Any, str], T], longest: int, beyond: T) -> None:
        self.ask = ask
        self.longest = longest
        self.beyond = beyond
        self.__doc__ = ask.__doc__

    def __get__(self, room: object, owner: type) -> Callable[[str], T]:
        answers = asked_once(partial(self.ask, room), self.longest, beyond=self.beyond)
        room.__dict__[self.ask.__name__] = answers
        return answers


def remembered(longest: int, *, beyond: Any = _ASK) -> Callable[[Callable[[Any, str], T]], _Method[T]]:
    """Makes a method of a text alone, that always says the same of it, one that is `asked_once`."""
    return partial(_Method, longest=longest, beyond=beyond)
