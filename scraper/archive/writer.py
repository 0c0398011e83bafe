"""Appending pages to the archive."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from scraper.archive.record import ArchiveError, info_record, response_record
from scraper.page import Position
from scraper.snapshot import Snapshot

LIMIT_BYTES = 1 << 30
"""Size at which a file is closed and the next one begun: 1 GiB, as other archives do."""


class Archive:
    """Writes snapshots to WARC files of its own in `folder`: "models-20251122T170000Z-00001.warc.gz".

    A file that exists is never opened again: whatever an earlier process left half written stays at the
    end of its own file, where readers stop. The first file appears with the first snapshot.
    `limit_bytes`: a file of at least this size is not appended to any more.
    `prefix`: how file names begin; writers on several machines need one each.
    Used from one thread. Every error is an `ArchiveError`.
    """

    def __init__(self, folder: Path, limit_bytes: int = LIMIT_BYTES, prefix: str = "models") -> None:
        self._folder = folder
        self._limit = limit_bytes
        self._begin = f"{prefix}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
        self._serial = 0
        self._file: int | None = None
        self._name = ""
        self._size = 0
        self._unsynced = False
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ArchiveError("unwritable", _refused("make the archive folder", folder, error)) from error

    def append(self, snapshot: Snapshot) -> Position:
        """Write `snapshot` as one whole record and say where it stands; it is durable after `sync`."""
        if self._size >= self._limit:
            self.close()
        file = self._open_next() if self._file is None else self._file
        position = Position(self._name, self._size)
        self._write(file, response_record(snapshot))
        return position

    def sync(self) -> None:
        """Wait until every appended record is on the disk.

        To be called before the database commit that refers to them: a row then never points at a record
        that a power cut has taken. `append` does not wait: a sync per page would cost more than the page.
        """
        if self._file is None or not self._unsynced:
            return
        try:
            os.fsync(self._file)
        except OSError as error:
            raise ArchiveError("unwritable", _refused("save", self._folder / self._name, error)) from error
        self._unsynced = False

    def close(self) -> None:
        """Sync and close the open file; the next `append` begins a new one."""
        if self._file is None:
            return
        try:
            self.sync()
        finally:
            os.close(self._file)
            self._file = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _open_next(self) -> int:
        file = self._new_file()
        self._file, self._size = file, 0
        self._write(file, info_record(self._name, datetime.now(UTC)))
        return file

    def _new_file(self) -> int:
        while True:
            self._serial += 1
            self._name = f"{self._begin}-{self._serial:05d}.warc.gz"
            try:
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND
                file = os.open(self._folder / self._name, flags, 0o644)
                _sync_folder(self._folder)
            except FileExistsError:
                continue  # another process began in the same second
            except OSError as error:
                raise ArchiveError(
                    "unwritable", _refused("begin", self._folder / self._name, error)
                ) from error
            return file

    def _write(self, file: int, record: bytes) -> None:
        rest = memoryview(record)
        try:
            while rest:
                rest = rest[os.write(file, rest) :]
        except OSError as error:
            self._abandon(file)
            raise ArchiveError("unwritable", _refused("write", self._folder / self._name, error)) from error
        self._size += len(record)
        self._unsynced = True

    def _abandon(self, file: int) -> None:
        """Take a partly written record away and leave the file, so that nothing ever follows a broken end."""
        path = self._folder / self._name
        try:
            os.ftruncate(file, self._size)
            if self._size == 0:
                path.unlink()
        except OSError as error:
            raise ArchiveError(
                "unwritable", _refused("cut a half-written record off", path, error)
            ) from error
        finally:
            self.close()


def _sync_folder(folder: Path) -> None:
    """A new file's name is durable only after its folder was synced."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refused(what: str, path: Path, error: OSError) -> str:
    return (
        f"cannot {what} {path}: {error.strerror or error}. "
        "Check the free space and the permissions, or choose another folder with -s ARCHIVE_DIR=..."
    )
