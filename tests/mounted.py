"""Runs the real commands where a folder is mounted in another way: read-only, or small and soon full."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
READ_ONLY = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
SMALL = 'mount -t tmpfs -o size=128k tmpfs "$0" && exec "$@"'


def mounted(folder: Path, how: str, *args: object) -> list[str]:
    """The line for `python -m scraper args...` with `folder` mounted so, in a namespace of its own."""
    if not shutil.which("unshare") or subprocess.run(["unshare", "-rm", "true"], check=False).returncode:
        pytest.skip("nothing can be mounted here")
    own = ["unshare", "-rm", "sh", "-c", how, str(folder)]
    return [*own, sys.executable, "-m", "scraper", *map(str, args)]


def run(line: list[str]) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    return subprocess.run(line, env=environment, capture_output=True, text=True, timeout=60, check=False)
