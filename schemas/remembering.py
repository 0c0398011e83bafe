"""Remembers what was said about short texts: pages of a site say the same ones over and over."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from inspect import signature
from typing import Any, TypeVar, cast

Ask = TypeVar("Ask", bound=Callable[..., Any])
MOST = 8_192
"""Answers that are kept for each function."""
_ASK: Any = object()


def remembered(longest: int, *, beyond: Any = _ASK) -> Callable[[Ask], Ask]:
    """For a pure function or method with a parameter `text`: asked once about a text of up to `longest` characters.

    Longer texts are not kept: hardly one stands on two pages, and thousands of them would fill the memory. They are
    asked about each time; where `beyond` is given, that is the answer to all of them. Arguments go by place, not name.
    """

    def decorate(ask: Ask) -> Ask:
        kept = lru_cache(maxsize=MOST)(ask)
        at = list(signature(ask).parameters).index("text")

        @wraps(ask)
        def answer(*given: Any) -> Any:
            if len(given[at]) <= longest:
                return kept(*given)
            return ask(*given) if beyond is _ASK else beyond

        return cast("Ask", answer)

    return decorate
