"""What a kill, a reader and another writer do to the file: nothing that can be seen."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scraper.store import Store, file
from tests.store.making import SITE, assert_sound, begin, full_page, one, page, rows

ROOT = Path(__file__).parents[2]
LONGEST_WAIT = 60


@contextmanager
def process(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, *arguments]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as child:
        try:
            yield child
        finally:
            child.kill()


@pytest.mark.parametrize("flushes", [1, 12, 40])
def test_a_kill_in_the_middle_leaves_whole_pages_and_all_that_was_reported(
    tmp_path: Path, flushes: int
) -> None:
    path = tmp_path / "models.db"
    with process("-m", "tests.store.saving", str(path)) as child:
        assert child.stdout is not None
        for _ in range(flushes):
            reported = int(child.stdout.readline())
        child.kill()
        reported = max([reported, *map(int, child.stdout.read().split())])
    with Store(path) as store:
        assert_sound(store)
        stored = one(store, "SELECT count(*) FROM snapshots")
        assert stored >= reported + 1
        assert stored % 7 == 0  # whole flushes only
        for table, each in [("benchmarks", 2), ("transparency", 2), ("requirements", 1), ("anomalies", 1)]:
            counts = f"SELECT (SELECT count(*) FROM {table} t WHERE t.model_id = m.id) FROM models m"
            assert {count for (count,) in rows(store, counts)} == {each}
        readings = {count for (count,) in rows(store, "SELECT count(*) FROM readings GROUP BY snapshot_id")}
        assert readings == {len(full_page(layers=1).extraction.readings)}
        done = {f"{SITE}/models/{slug}" for (slug,) in rows(store, "SELECT id FROM models")}
        assert {url for (url,) in rows(store, "SELECT url FROM pages WHERE state <> 'pending'")} == done
        assert {each.url for each in store.take(1, 0, -1)}.isdisjoint(done)


def test_a_reader_sees_the_last_flush_and_blocks_nobody(tmp_path: Path) -> None:
    path = tmp_path / "models.db"
    with Store(path, busy_seconds=0) as store:  # no patience: a reader that blocked would be an error
        run = begin(store)
        store.save(full_page("m0"), run)
        store.flush()
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM models").fetchone() == (1,)
        for number in range(1, 30):
            store.save(full_page(f"m{number}"), run)
            store.flush()
        assert reader.execute("SELECT count(*) FROM models").fetchone() == (
            1,
        )  # still the state it began with
        reader.execute("COMMIT")
        assert reader.execute("SELECT count(*) FROM models").fetchone() == (30,)
        store.save(full_page("half"), run)
        assert reader.execute("SELECT count(*) FROM models").fetchone() == (30,)
        reader.close()


def test_readers_in_threads_meet_whole_models_only(tmp_path: Path) -> None:
    path = tmp_path / "models.db"
    odd: list[tuple[int, int, int]] = []
    looked = threading.Barrier(3)
    done = threading.Event()

    def look() -> None:
        connection = sqlite3.connect(path)
        sql = (
            "SELECT layers, (SELECT count(*) FROM benchmarks WHERE model_id = m.id),"
            " (SELECT count(*) FROM readings r WHERE r.snapshot_id = m.snapshot_id) FROM models m"
        )
        looked.wait(LONGEST_WAIT)
        while not done.is_set():
            odd.extend(row for row in connection.execute(sql) if row[1] != row[0] or row[2] != row[0])
        connection.close()

    Store(path).close()
    threads = [threading.Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    with Store(path, busy_seconds=0) as store:
        run = begin(store)
        looked.wait(LONGEST_WAIT)
        for number in range(300):
            size = number % 5 + 1
            many = [{"benchmark": f"B{place}"} for place in range(size)]
            labels = tuple((f"L{place}", "1") for place in range(size))
            store.save(page(f"m{number % 10}", on=number, layers=size, benchmarks=many, readings=labels), run)
            store.flush()
    done.set()
    for thread in threads:
        thread.join(LONGEST_WAIT)
    assert odd == []


def test_another_programs_lock_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "models.db"
    Store(path).close()
    holder = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); c.execute('BEGIN IMMEDIATE');"
        " print('held', flush=True); sys.stdin.readline(); c.execute('COMMIT')"
    )
    with Store(path) as store, process("-c", holder, str(path)) as child:
        assert child.stdin is not None and child.stdout is not None
        assert child.stdout.readline() == "held\n"
        release = threading.Timer(0.3, lambda: child.communicate("go\n"))
        release.start()
        assert begin(store) == 1  # would raise FileLocked without a wait
        release.join()


def test_the_log_of_a_long_run_stays_short(tmp_path: Path) -> None:
    path = tmp_path / "models.db"
    with Store(path) as store:
        run = begin(store)
        for number in range(1500):
            store.save(full_page(f"m{number}", description="words " * 300), run)
            if number % 50 == 49:
                store.flush()
        log = path.with_name("models.db-wal")
        assert log.stat().st_size < path.stat().st_size
    assert not log.exists()


def test_closing_does_not_wait_for_a_reader(tmp_path: Path) -> None:
    path = tmp_path / "models.db"
    store = Store(path)
    run = begin(store)
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM models").fetchone() == (0,)
    store.save(full_page(), run)
    began = time.monotonic()
    store.close()
    assert time.monotonic() - began < file.BUSY_SECONDS / 2
    reader.close()
    assert one(path, "SELECT count(*) FROM models") == 1


def test_closing_empties_the_log_beside_an_idle_reader(tmp_path: Path) -> None:
    path = tmp_path / "models.db"
    store = Store(path)
    store.save(full_page(), begin(store))
    reader = sqlite3.connect(path)
    assert reader.execute("SELECT count(*) FROM models").fetchone() == (0,)
    store.close()
    assert path.with_name("models.db-wal").stat().st_size == 0
    assert reader.execute("SELECT count(*) FROM models").fetchone() == (1,)
    reader.close()


def test_closing_flushes_even_after_an_error(tmp_path: Path) -> None:
    path = tmp_path / "models.db"
    with pytest.raises(RuntimeError, match="elsewhere"), Store(path) as store:
        store.save(full_page(), begin(store))
        raise RuntimeError("elsewhere")
    store.close()
    assert one(path, "SELECT count(*) FROM models") == 1


def test_a_connection_belongs_to_its_thread(store: Store) -> None:
    failures: list[str] = []

    def elsewhere() -> None:
        try:
            store.known("https://models.example/models/alpha")
        except sqlite3.ProgrammingError as error:
            failures.append(str(error))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join(LONGEST_WAIT)
    assert "thread" in failures[0]
