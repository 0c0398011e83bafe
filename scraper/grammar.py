"""Asks the record's types whether a raw text is a value of a field."""

from __future__ import annotations

from functools import cache
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from schemas.profile import ModelProfile


@cache
def _types() -> dict[str, TypeAdapter[Any]]:
    hints = get_type_hints(ModelProfile, include_extras=True)
    return {name: TypeAdapter(hints[name]) for name in ModelProfile.model_fields}


def parse(field: str, raw: str) -> Any:
    """The value of `raw` for a field of ModelProfile. Raises ValueError with the reason in a few words."""
    try:
        return _types()[field].validate_python(raw)
    except ValidationError as error:
        messages = [each["msg"].removeprefix("Value error, ") for each in error.errors(include_url=False)]
        raise ValueError(messages[0]) from None
