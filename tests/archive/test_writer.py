from __future__ import annotations

import errno
import multiprocessing
import os
import resource
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from scraper.archive import Archive, ArchiveError, read, snapshots
from scraper.snapshot import Snapshot
from tests.archive.pages import BODY, snapshot


def written(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_a_page_comes_back_as_it_went_in(tmp_path: Path) -> None:
    page = snapshot(etag='W/"ä1"', last_modified="Fri, 21 Nov 2025 10:00:00 GMT", found_by="sitemap")
    with Archive(tmp_path) as archive:
        archive.append(snapshot("other"))
        position = archive.append(page)
    assert read(tmp_path, position) == page


def test_a_way_that_nobody_knows_is_none(tmp_path: Path) -> None:
    """The header is not WARC's own: in another program's file it may say anything."""
    page = snapshot(found_by="magic")
    with Archive(tmp_path) as archive:
        position = archive.append(page)
    assert read(tmp_path, position) == replace(page, found_by=None)


@pytest.mark.parametrize(
    "page",
    [
        Snapshot("https://apxml.com/models/a", datetime(2025, 1, 2, tzinfo=UTC), 404, "", b""),
        Snapshot(
            "https://apxml.com/models/a", datetime(2025, 1, 2, tzinfo=UTC), 799, "text/plain", b"\r\n\r\n"
        ),
        Snapshot(
            "https://apxml.com/zh/models/模型", datetime(2025, 1, 2, tzinfo=UTC), 200, "x", b"\0\xff" * 9
        ),
    ],
    ids=["empty", "odd status", "binary"],
)
def test_odd_pages_come_back_too(tmp_path: Path, page: Snapshot) -> None:
    with Archive(tmp_path) as archive:
        position = archive.append(page)
    assert read(tmp_path, position) == page


def test_the_fetch_time_is_kept_in_utc(tmp_path: Path) -> None:
    east = datetime(2025, 1, 1, 3, tzinfo=timezone(timedelta(hours=8)))
    with Archive(tmp_path) as archive:
        position = archive.append(Snapshot("https://apxml.com/models/a", east, 200, "", BODY))
    assert read(tmp_path, position).fetched_at.isoformat() == "2024-12-31T19:00:00+00:00"


def test_a_header_cannot_start_a_field_of_its_own(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        position = archive.append(snapshot(etag='"a"\r\nX-Evil: 1\r\n\r\n<html>'))
    back = read(tmp_path, position)
    assert back.body == BODY
    assert back.etag == '"a"??X-Evil: 1????<html>'


def test_another_reader_accepts_the_file(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        positions = [archive.append(snapshot(f"m{n}", BODY * n, found_by="link")) for n in range(1, 4)]
    with written(tmp_path)[0].open("rb") as stream:
        records = ArchiveIterator(stream, check_digests="raise")
        seen = []
        for each in records:
            body = each.content_stream().read()
            seen.append((each.rec_type, records.get_record_offset(), body))
            if each.rec_type == "response":
                assert each.http_headers.get_statuscode() == "200"
                assert each.rec_headers["X-Found-By"] == "link"
                assert each.digest_checker.passed
    assert seen[0][0] == "warcinfo"
    assert b"software: model-profiles" in seen[0][2]
    assert seen[1:] == [("response", p.offset, BODY * n) for n, p in enumerate(positions, 1)]


def test_the_checkers_of_both_tools_accept_the_file(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        archive.append(snapshot())
    for tool in ("warcio", "fastwarc"):
        command = [Path(sys.executable).with_name(tool), "check", written(tmp_path)[0]]
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stdout + done.stderr


def test_files_roll_over_at_the_set_size(tmp_path: Path) -> None:
    with Archive(tmp_path, limit_bytes=2_000) as archive:
        pages = [snapshot(f"m{n}", os.urandom(900)) for n in range(6)]
        positions = [archive.append(page) for page in pages]
    names = [path.name for path in written(tmp_path)]
    assert [p.file for p in positions] == [name for name in names for _ in range(2)]
    assert [name[-14:] for name in names] == ["-00001.warc.gz", "-00002.warc.gz", "-00003.warc.gz"]
    assert [read(tmp_path, p) for p in positions] == pages


def test_no_page_no_file(tmp_path: Path) -> None:
    with Archive(tmp_path / "new" / "archive") as archive:
        archive.sync()
    assert written(tmp_path / "new" / "archive") == []


def _append_ten(folder: Path) -> list[tuple[str, int]]:
    with Archive(folder) as archive:
        return [(p.file, p.offset) for p in (archive.append(snapshot(f"m{n}")) for n in range(10))]


def test_processes_never_share_a_file(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        first, second = pool.map(_append_ten, [tmp_path, tmp_path])
    assert {name for name, _ in first}.isdisjoint(name for name, _ in second)
    assert len(list(snapshots(written(tmp_path)))) == 20


def test_two_archives_of_the_same_second_take_two_files(tmp_path: Path) -> None:
    first, second = Archive(tmp_path), Archive(tmp_path)
    second._begin = first._begin
    with first, second:
        files = [archive.append(snapshot()).file[-14:] for archive in (first, second)]
    assert files == ["-00001.warc.gz", "-00002.warc.gz"]


def test_a_full_disk_leaves_whole_records_only(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    archive = Archive(tmp_path)
    kept = archive.append(snapshot())
    size = written(tmp_path)[0].stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 500, hard))
    try:
        with pytest.raises(ArchiveError, match=r"cannot write .*models-.*ARCHIVE_DIR") as caught:
            archive.append(snapshot("big", os.urandom(5_000)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.reason == "unwritable"
    assert isinstance(caught.value.__cause__, OSError)
    assert caught.value.__cause__.errno == errno.EFBIG
    assert written(tmp_path)[0].stat().st_size == size
    after = archive.append(snapshot("after"))
    archive.close()
    assert after.file != kept.file
    assert [s.url[-5:] for _, s in snapshots(written(tmp_path))] == ["ha-7b", "after"]


def test_a_disk_that_is_full_from_the_start_leaves_no_file(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        with pytest.raises(ArchiveError, match="cannot write"):
            Archive(tmp_path).append(snapshot())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert written(tmp_path) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ArchiveError, match=r"cannot make the archive folder .*file/archive"):
        Archive(tmp_path / "file" / "archive")
