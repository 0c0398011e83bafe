"""One crawl at a time per database: a file beside it, locked by the kernel while its holder lives."""

from __future__ import annotations

import fcntl
import json
import os
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from scraper.snapshot import utc_text


class Held(Exception):
    """Another process holds the lock. The text says who, since when, and what to do."""


class Lock:
    """The lock of one database file; `release()` or the death of the process frees it."""

    def __init__(self, database: Path) -> None:
        """Raises Held where somebody else has it, OSError where the file cannot be made."""
        self.path = database.with_name(database.name + ".lock")
        # A dead holder leaves its file behind, but not its lock: so "a+" and no check whether the file exists.
        self._file: TextIO | None = self.path.open("a+", encoding="utf-8")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.seek(0)
            holder = _described(self._file.read(4096))
            self._file.close()
            raise Held(f"{database} is in use by {holder}: wait until it has ended, or end it") from None
        self._write(
            {"pid": os.getpid(), "host": socket.gethostname(), "started": utc_text(datetime.now(UTC))}
        )

    def _write(self, holder: dict[str, object]) -> None:
        if self._file is not None:
            self._file.seek(0)
            self._file.truncate()
            self._file.write(json.dumps(holder) + "\n")
            self._file.flush()

    def release(self) -> None:
        """Free the lock. The file stays: removing it would let two processes lock two different files."""
        if self._file is not None:
            self._file.seek(0)
            self._file.truncate()
            self._file.close()
            self._file = None


def _described(text: str) -> str:
    try:
        holder = json.loads(text)
        return f"process {holder['pid']} on {holder['host']}, which started at {holder['started']}"
    except (ValueError, KeyError, TypeError):
        return "another process"
