from __future__ import annotations

import gzip
import random
from contextlib import nullcontext
from pathlib import Path

import pytest

from scraper.archive import LARGEST_BODY, Archive, ArchiveError, heads, read, snapshots
from scraper.page import Position
from scraper.snapshot import Snapshot
from tests.archive.pages import BODY, START, answer, members, record, snapshot, wet


def everything(*paths: Path) -> tuple[list[Snapshot], list[str]]:
    told: list[ArchiveError] = []
    pages = [page for _, page in snapshots(paths, told.append)]
    return pages, [error.reason for error in told]


def a_file(folder: Path, content: bytes, name: str = "cc.warc.gz") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.fixture
def archived(tmp_path: Path) -> tuple[Path, list[Position]]:
    source = random.Random(1)
    with Archive(tmp_path) as archive:
        pages = [snapshot(f"m{n}", source.randbytes(3_000), hours=n) for n in range(4)]
        positions = [archive.append(page) for page in pages]
    return tmp_path / positions[0].file, positions


def test_heads_and_snapshots_agree_on_positions(archived: tuple[Path, list[Position]]) -> None:
    path, positions = archived
    assert [p for p, _ in snapshots([path])] == positions == [head.position for head in heads(path)]
    assert [head.url[-2:] for head in heads(path)] == ["m0", "m1", "m2", "m3"]
    assert next(heads(path)).fetched_at == START


def test_wherever_a_file_is_cut_what_is_read_is_whole(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        positions = [archive.append(snapshot(f"m{n}")) for n in range(2)]
    path = tmp_path / positions[0].file
    whole = path.read_bytes()
    pages, _ = everything(path)
    for size in range(positions[1].offset + 12, len(whole)):  # before that not even the gzip header is there
        path.write_bytes(whole[:size])
        seen, told = everything(path)
        assert seen == pages[: len(seen)], size
        assert told in (["cut"], ["damaged"], ["digest"]) if len(seen) == 1 else told == [], size
        with pytest.raises(ArchiveError) if len(seen) == 1 else nullcontext():
            read(tmp_path, positions[1])


def test_a_cut_record_is_refused_by_offset(archived: tuple[Path, list[Position]]) -> None:
    path, positions = archived
    path.write_bytes(path.read_bytes()[:-900])
    assert read(path.parent, positions[2]).url.endswith("m2")
    with pytest.raises(ArchiveError, match=rf"ends inside the record at byte {positions[3].offset}"):
        read(path.parent, positions[3])


def test_a_damaged_member_is_told_and_the_next_file_read(
    archived: tuple[Path, list[Position]], tmp_path: Path
) -> None:
    path, positions = archived
    content = bytearray(path.read_bytes())
    content[positions[2].offset + 40] ^= 0xFF
    path.write_bytes(content)
    pages, told = everything(path, a_file(tmp_path, members(wet("text"))))
    assert [page.url[-2:] for page in pages] == ["m0", "m1", "7b"]
    assert told == ["damaged"]


def test_a_changed_body_is_told_by_its_digest(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        position = archive.append(snapshot())
    path = tmp_path / position.file
    plain = gzip.decompress(path.read_bytes()[position.offset :]).replace(b"200K", b"900K")
    changed = a_file(tmp_path, path.read_bytes()[: position.offset] + gzip.compress(plain))
    with pytest.raises(ArchiveError, match="is damaged: its body has the digest sha256:"):
        read(tmp_path, Position(changed.name, position.offset))
    assert everything(changed) == ([], ["digest"])


@pytest.mark.parametrize(
    ("name", "offset", "reason"),
    [
        ("{name}", 0, "not_a_page"),
        ("{name}", 7, "not_a_page"),
        ("{name}", -1, "not_a_page"),
        ("{name}", 1 << 40, "not_a_page"),
        ("gone.warc.gz", 0, "missing"),
        ("../secret", 0, "outside"),
        ("/etc/passwd", 0, "outside"),
        ("link", 0, "outside"),
    ],
)
def test_a_wrong_position_is_refused(tmp_path: Path, name: str, offset: int, reason: str) -> None:
    folder = tmp_path / "archive"
    a_file(tmp_path, b"x", "secret")
    with Archive(folder) as archive:
        own = archive.append(snapshot()).file
    (folder / "link").symlink_to(tmp_path / "secret")
    with pytest.raises(ArchiveError) as caught:
        read(folder, Position(name.format(name=own), offset))
    assert caught.value.reason == reason


def test_common_crawl_files_are_read(tmp_path: Path) -> None:
    found = a_file(
        tmp_path,
        members(
            record(b"software: x\r\n", kind="warcinfo", content_type="application/warc-fields"),
            record(
                b"GET / HTTP/1.1\r\n\r\n", kind="request", content_type="application/http; msgtype=request"
            ),
            record(answer(BODY, "Content-Type: text/html", 'ETag: "1"', "X-Crawler-Content-Encoding: gzip")),
            record(answer(BODY), kind="revisit"),
            record(b"9.9.9.9", url="dns:apxml.com", content_type="text/dns"),
            record(b"a: b\r\n", kind="metadata", content_type="application/warc-fields"),
        ),
    )
    texts = a_file(tmp_path, members(wet("Context Length\n200K"), wet("上下文长度")), "cc.warc.wet.gz")
    pages, told = everything(found, texts)
    assert told == []
    assert [(p.media_type, p.body) for p in pages] == [
        ("text/html", BODY),
        ("text/plain; charset=utf-8", b"Context Length\n200K"),
        ("text/plain; charset=utf-8", "上下文长度".encode()),
    ]
    assert pages[0].etag == '"1"'
    assert pages[0].status == 200
    assert pages[0].fetched_at.isoformat() == "2024-05-01T10:00:00+00:00"


def test_an_unpacked_file_is_read_by_offset_too(tmp_path: Path) -> None:
    path = a_file(tmp_path, record(answer(BODY)) + wet("text"), "cc.warc")
    positions = [position for position, _ in snapshots([path])]
    assert read(tmp_path, positions[1]).body == b"text"


def test_a_file_compressed_as_a_whole_says_what_to_do(tmp_path: Path) -> None:
    told: list[ArchiveError] = []
    path = a_file(tmp_path, gzip.compress((record(answer(BODY * 900)) + wet("text")) * 50))
    assert len(list(snapshots([path], told.append))) <= 1
    assert "gunzip" in str(told[0])


def test_huge_bodies_are_left_out_and_the_rest_is_read(tmp_path: Path) -> None:
    huge = b"x" * (LARGEST_BODY + 1)
    bomb = answer(gzip.compress(huge * 4), "Content-Encoding: gzip")
    path = a_file(tmp_path, members(record(answer(huge)), record(bomb), wet("text"), wet("liar")[:-9]))
    pages, told = everything(path)
    assert [page.body for page in pages] == [b"text"]
    assert told[:2] == ["too_large", "too_large"]


def test_pages_that_were_cut_when_they_were_fetched_are_left_out(tmp_path: Path) -> None:
    packed = gzip.compress(BODY * 9)
    cut = record(answer(packed[: len(packed) // 2], "Content-Encoding: gzip"))
    marked = record(answer(BODY)).replace(b"WARC-Date", b"WARC-Truncated: length\r\nWARC-Date")
    pages, told = everything(a_file(tmp_path, members(cut, marked, wet("text"))))
    assert [page.body for page in pages] == [b"text"]
    assert told == ["cut", "cut"]


def test_a_length_that_lies_costs_nothing(tmp_path: Path) -> None:
    path = a_file(tmp_path, members(record(answer(BODY), length=1 << 62)))
    assert everything(path) == ([], ["too_large"])


@pytest.mark.parametrize(
    "content",
    [b"hello " * 100, b"<html>" * 50, gzip.compress(b"hello"), b"\x1f\x8b\x08x"],
    ids=["text", "html", "packed text", "bad gzip"],
)
def test_other_files_are_told(tmp_path: Path, content: bytes) -> None:
    assert everything(a_file(tmp_path, content)) == ([], ["damaged"])


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert everything(tmp_path / "none.warc.gz") == ([], ["missing"])


def test_a_record_without_a_date_does_not_stop_the_rest(tmp_path: Path) -> None:
    path = a_file(tmp_path, members(record(answer(BODY), date="soon"), wet("text")))
    told: list[ArchiveError] = []
    assert everything(path)[1] == ["damaged"]
    assert len(list(heads(path, told.append))) == 1
