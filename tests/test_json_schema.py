"""The published JSON Schema is fresh, is a schema, and holds for what the program writes."""

import copy
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from schemas import publish
from schemas.profile import SCALARS, ModelProfile
from tests.test_audit import PAGES, record

SCHEMA = json.loads(publish.FILE.read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
FULL = {
    "parameters": "671B",
    "release_date": "1 Oct 2025",
    "knowledge_cutoff": "Feb 2025",
    "sliding_window": "Yes",
    "benchmarks": [{"category": "Coding", "benchmark": "LiveBench Coding", "score": "0.72", "rank": "🥇 1"}],
    "transparency": {
        "score": 34,
        "max_score": 100,
        "grade": "D+",
        "note": "Short.",
        "criteria": [{"pillar": "Upstream", "criterion": "Training Compute", "score": 7, "max_score": 10}],
    },
    "requirements": [{"context_tokens": "1,024", "vram_gb": 26.98, "tier": "Consumer", "device": "RTX 4090"}],
}


def test_committed_file_is_fresh():
    assert publish.FILE.read_text("utf-8") == publish.schema_text(), "run `python -m schemas.publish`"
    assert publish.main(["--check"]) == 0


@pytest.mark.parametrize("seed", ["1", "2"])
def test_text_does_not_depend_on_the_process(seed):
    """The order of sets differs from process to process."""
    line = [sys.executable, "-m", "schemas.publish", "--check"]
    folder = Path(__file__).parents[1]
    done = subprocess.run(line, cwd=folder, env=os.environ | {"PYTHONHASHSEED": seed}, check=False)
    assert done.returncode == 0


def test_is_a_schema_with_name_and_version():
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"].endswith(f":v{publish.VERSION}")
    assert SCHEMA["x-version"] == publish.VERSION
    assert publish.FILE.name == f"model-profile.v{publish.VERSION}.json"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["slug"])
def test_real_records_hold(page):
    VALIDATOR.validate(record(**page["facts"]).model_dump(mode="json"))


def test_a_full_record_holds_and_every_key_is_promised():
    dumped = record(**FULL).model_dump(mode="json")
    VALIDATOR.validate(dumped)
    assert (
        set(dumped) == set(SCHEMA["properties"]) == set(SCHEMA["required"]) == set(ModelProfile.model_fields)
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"parameters": "671B"},
        {"parameters": -1},
        {"overall_rank": 0},
        {"release_date": "1 Oct 2025"},
        {"surprise": 1},
        {"benchmarks": [{"benchmark": None}]},
    ],
    ids=str,
)
def test_wrong_records_do_not_hold(wrong):
    assert not VALIDATOR.is_valid(record(**FULL).model_dump(mode="json") | wrong)


def test_a_missing_key_does_not_hold():
    dumped = record(**FULL).model_dump(mode="json")
    del dumped["license"]
    assert not VALIDATOR.is_valid(dumped)


def test_every_field_is_described_with_examples_that_hold():
    for name in SCALARS:
        field = SCHEMA["properties"][name]
        assert field["description"].endswith(".")
        for example in field.get("examples", []):
            Draft202012Validator(field).validate(example)
    assert SCHEMA["properties"]["parameters"]["examples"] == [671_000_000_000]
    assert SCHEMA["properties"]["parameters"]["x-published"] == ["671B"]


def test_a_field_that_goes_needs_a_new_version(tmp_path, monkeypatch, capsys):
    older = copy.deepcopy(SCHEMA)
    older["properties"]["price"] = {"type": "number"}
    file = tmp_path / publish.FILE.name
    file.write_text(json.dumps(older), "utf-8")
    monkeypatch.setattr(publish, "FILE", file)
    assert publish.main([]) == 1
    assert "ModelProfile.price" in capsys.readouterr().err
    assert json.loads(file.read_text("utf-8")) == older


def test_writing_and_checking(tmp_path, monkeypatch, capsys):
    file = tmp_path / publish.FILE.name
    monkeypatch.setattr(publish, "FILE", file)
    assert publish.main(["--check"]) == 1
    assert "python -m schemas.publish" in capsys.readouterr().err
    assert publish.main([]) == 0
    assert publish.main(["--check"]) == 0
