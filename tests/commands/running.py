"""Runs the real commands, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[2]


def run(*args: object, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """`python -m scraper args...`, by default from the project's folder."""
    environment = os.environ | {"PYTHONPATH": str(PROJECT), "PYTHONWARNINGS": "default"}
    command = [sys.executable, "-m", "scraper", *map(str, args)]
    return subprocess.run(
        command,
        input=stdin,
        capture_output=True,
        cwd=cwd or PROJECT,
        env=environment,
        timeout=120,
        check=False,
    )


def lines(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.decode().splitlines()]
