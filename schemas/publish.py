"""Writes the JSON Schema of the record: `python -m schemas.publish`; `--check`: exit 1 where it is stale."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core.core_schema import ComputedField, DataclassField, ModelField, TypedDictField

from schemas.profile import Benchmark, Criterion, ModelProfile, Requirement, Transparency

VERSION = 1
"""Raised when a reader of the old schema would break: a field is gone or holds something else."""
FILE = Path(__file__).with_name("json") / f"model-profile.v{VERSION}.json"
PARTS: tuple[type[BaseModel], ...] = (ModelProfile, Benchmark, Criterion, Transparency, Requirement)
JSON_WORDS = {"ge": "minimum", "le": "maximum"}
"""Pydantic writes its own word for a limit that stands behind a validator; JSON Schema readers ignore it."""

Json = dict[str, object]


class _WholeRecords(GenerateJsonSchema):
    """Every key is always written, so every key is required."""

    def field_is_required(
        self,
        field: ModelField | DataclassField | TypedDictField | ComputedField,
        total: bool,
    ) -> bool:
        return True


def record_schema() -> Json:
    """JSON Schema (draft 2020-12) of `ModelProfile.model_dump(mode="json")`."""
    schema = ModelProfile.model_json_schema(mode="serialization", schema_generator=_WholeRecords)
    for part in _tables(schema):
        for word, json_word in JSON_WORDS.items():
            if word in part:
                part[json_word] = part.pop(word)
    for model in PARTS:
        place = schema if model is ModelProfile else schema["$defs"][model.__name__]
        _show_parsed_examples(model, place["properties"])
    head = {
        "$schema": GenerateJsonSchema.schema_dialect,
        "$id": f"urn:model-profiles:model-profile:v{VERSION}",
    }
    return head | {"title": ModelProfile.__name__, "x-version": VERSION} | schema


def _tables(value: object) -> Iterator[Json]:
    """Every object inside `value`, itself included."""
    if isinstance(value, dict):
        yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from _tables(child)


def _show_parsed_examples(model: type[BaseModel], properties: dict[str, Json]) -> None:
    """Examples in the docstrings are as published ("671B"); here they stand beside what they become."""
    for name, field in model.model_fields.items():
        if published := field.examples:
            read = TypeAdapter[object](field.annotation or object).validate_python
            properties[name]["examples"] = [read(example) for example in published]
            properties[name]["x-published"] = [str(example) for example in published]


def schema_text() -> str:
    """The file's exact text."""
    return json.dumps(record_schema(), indent=2, ensure_ascii=False) + "\n"


def broken_promises(old: Json, new: Json) -> list[str]:
    """What a reader of `old` would miss in `new`: the names of properties that are gone."""
    before, after = _properties(old), _properties(new)
    return sorted(
        f"{part}.{name}" for part, names in before.items() for name in names - after.get(part, set())
    )


def _properties(schema: Json) -> dict[str, set[str]]:
    titled = (part for part in _tables(schema) if isinstance(part.get("properties"), dict))
    return {str(part["title"]): set(part["properties"]) for part in titled}  # type: ignore[call-overload]


def main(arguments: list[str]) -> int:
    """Writes or, with `--check`, compares. Exit code 1: stale, or VERSION must be raised."""
    text = schema_text()
    current = FILE.read_text("utf-8") if FILE.exists() else ""
    if "--check" in arguments:
        if text != current:
            print(f"{FILE} is stale: run `python -m schemas.publish` and commit it.", file=sys.stderr)
        return int(text != current)
    if current and (gone := broken_promises(json.loads(current), json.loads(text))):
        print(
            f"{', '.join(gone)} would be gone from {FILE.name}: raise VERSION in {__file__}.", file=sys.stderr
        )
        return 1
    FILE.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
