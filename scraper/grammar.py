"""Asks the record's types whether a raw text is a value of a field."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from schemas.language import key
from schemas.profile import ModelProfile

ANY_WORDS = "any words at all"
"""A value of the fields that hold words, and of no field with a grammar."""

ROUNDING = 0.05
"""Share by which figures may differ that say the same: "131K" and "131,072"."""


@cache
def _types() -> dict[str, TypeAdapter[Any]]:
    hints = get_type_hints(ModelProfile, include_extras=True)
    return {name: TypeAdapter(hints[name]) for name in ModelProfile.model_fields}


@lru_cache(maxsize=8_192)
def _outcome(field: str, raw: str) -> tuple[Any, str]:
    """The value and "", or None and the reason: pages say the same things over and over."""
    try:
        return _types()[field].validate_python(raw), ""
    except ValidationError as error:
        messages = [each["msg"].removeprefix("Value error, ") for each in error.errors(include_url=False)]
        return None, messages[0]


def parse(field: str, raw: str) -> Any:
    """The value of `raw` for a field of ModelProfile. Raises ValueError with the reason in a few words."""
    value, reason = _outcome(field, raw)
    if reason:
        raise ValueError(reason)
    return value


def fits(field: str, raw: str) -> bool:
    """Whether `raw` is a value of a field."""
    return not _outcome(field, raw)[1]


@cache
def is_strict(field: str) -> bool:
    """Whether a field has a grammar of its own: figures, dates, yes or no; the others take any words."""
    return not fits(field, ANY_WORDS)


def is_same(one: Any, other: Any) -> bool:
    """Whether two values may be the same fact: figures but for rounding, words and dates where one is in the other."""
    if one == other or one is None or other is None:
        return True
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= ROUNDING * max(abs(one), abs(other))
    a, b = key(str(one)), key(str(other))
    return a in b or b in a
