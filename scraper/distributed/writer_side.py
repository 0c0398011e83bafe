"""What the writing process says to Redis, and hears from it. Everything here raises RedisError."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeVar, cast

from scraper.distributed import scripts
from scraper.distributed.keys import RUN, WRITER, Keys
from scraper.distributed.messages import flat
from scraper.distributed.worker_side import LOST_MOST, SharedRun
from scraper.verdict import Trouble

if TYPE_CHECKING:
    from redis.client import Redis

    from scraper.site.discovery import Link
    from scraper.store import Known

T = TypeVar("T")
Facts = dict[
    bytes | bytearray | memoryview | str | int | float, bytes | bytearray | memoryview | str | int | float
]
CLAIM_MS = 60_000
"""A writing process that is silent for so long has lost its place."""
REMEMBERED_SECONDS = 86_400
"""So long a finished run is remembered, for workers that are late to hear of it."""
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class State:
    """`waiting`, `held`: pages in the queue and in workers' hands. `messages`, `processing`: not stored yet."""

    waiting: int
    held: int
    messages: int
    processing: int
    seeded: bool
    workers: int

    @property
    def at_rest(self) -> bool:
        """Whether nothing is under way any more."""
        return not (self.waiting or self.held or self.messages or self.processing)


def claim(server: Redis, database: str) -> str | None:
    """Take, or keep, the place of the one writing process. Another one's database where that is at work."""
    server.set(WRITER, database, nx=True, px=CLAIM_MS)
    holder = cast("bytes | None", server.get(WRITER))
    if holder != database.encode():
        return holder.decode("utf-8", "replace") if holder else None
    server.pexpire(WRITER, CLAIM_MS)
    return None


class WriterSide:
    """One run, as the writing process leads it. `worker_seconds`: silence after which a worker counts as dead."""

    def __init__(self, server: Redis, keys: Keys, worker_seconds: float) -> None:
        self.server, self.keys = server, keys
        self._silent = int(worker_seconds * 1000)
        self._fetch, self._reap = server.register_script(scripts.FETCH), server.register_script(scripts.REAP)
        self._acknowledge = server.register_script(scripts.ACKNOWLEDGE)
        self._state, self._refill = (
            server.register_script(scripts.STATE),
            server.register_script(scripts.REFILL),
        )

    # The run

    def is_open(self) -> bool:
        return self.server.hget(RUN, "open") == self.keys.token.encode()

    def open(self, run: SharedRun) -> None:
        """Let workers join. What an earlier run has left is removed; the last step is what they wait for."""
        old = cast("list[bytes | None]", self.server.hmget(RUN, ["open", "done"]))
        for token in old:
            if token is not None and token != self.keys.token.encode():
                self.forget(Keys(token.decode()))
        facts: Facts = {"open": run.token, "id": run.id, "scope": run.scope, "floor": run.floor}
        with self.server.pipeline() as steps:
            steps.delete(RUN)
            steps.hset(RUN, mapping=facts)
            steps.execute()

    def finish(self, outcome: str) -> None:
        """The run is over: workers hear of it, its keys go."""
        facts: Facts = {"done": self.keys.token, "outcome": outcome}
        with self.server.pipeline() as steps:
            steps.delete(RUN)
            steps.hset(RUN, mapping=facts)
            steps.expire(RUN, REMEMBERED_SECONDS)
            steps.execute()
        self.forget()

    def forget(self, keys: Keys | None = None) -> None:
        """Remove the keys of this run, or of another one."""
        pattern = (keys or self.keys).everything
        for some in _chunks(self.server.scan_iter(match=pattern, count=1000)):
            self.server.unlink(*some)

    def publish_known(self, known: Iterable[tuple[str, Known]]) -> None:
        """Tell workers what is stored, by address."""
        for some in _chunks(known):
            facts: Facts = {url: json.dumps(asdict(each)) for url, each in some}
            self.server.hset(self.keys.known, mapping=facts)

    def expect(self, urls: Iterable[str]) -> None:
        """Note addresses that are on the run's list and stored already."""
        for some in _chunks(urls):
            self.server.sadd(self.keys.seen, *some)

    def refill(self, links: Iterable[Link]) -> int:
        """Queue pages that are expected and not stored; how many."""
        keys, total = self.keys, 0
        for some in _chunks(links):
            total += int(self._refill(keys=[keys.seen, keys.hosts], args=[keys.queue, *flat(some)]))
        return total

    # Messages

    def fetch(self, number: int) -> list[bytes]:
        """The messages that are to be stored next: those that were fetched and not acknowledged come first."""
        keys = self.keys
        return cast("list[bytes]", self._fetch(keys=[keys.items, keys.processing], args=[number]))

    def acknowledge(self, number: int) -> None:
        """The fetched messages, `number` of them, are stored. Said twice, it does no harm."""
        self._acknowledge(keys=[self.keys.processing], args=[number])

    def refuse(self, message: bytes) -> None:
        """Keep what could not be read, for a person to look at."""
        self.server.rpush(self.keys.refused, message)

    # Workers

    def reap(self) -> list[tuple[str, int]]:
        """Queue again what dead workers held: each with the number of its pages."""
        keys = self.keys
        names = [RUN, keys.hosts, keys.lost, keys.items, keys.workers, keys.leader]
        answer = self._reap(keys=names, args=[keys.token, keys.queue, LOST_MOST, keys.held, self._silent])
        if answer == -1:
            return []
        pairs = zip(answer[::2], answer[1::2], strict=True)
        return [(worker.decode(), int(pages)) for worker, pages in pairs]

    def state(self) -> State | None:
        """None where Redis does not know the run (any more)."""
        keys = self.keys
        names = [RUN, keys.hosts, keys.workers, keys.items, keys.processing, keys.seeded]
        answer = self._state(keys=names, args=[keys.token, keys.queue, keys.held])
        if answer == -1:
            return None
        waiting, held, messages, processing, seeded, workers = answer
        return State(waiting, held, messages, processing, bool(seeded), workers)

    def counts(self) -> dict[str, int]:
        """What the worker that read all sitemaps and directory pages has counted in them."""
        leader = cast("bytes | None", self.server.get(self.keys.seeded))
        if leader is None:
            return {}
        found = cast("dict[bytes, bytes]", self.server.hgetall(self.keys.counts(leader.decode())))
        return {name.decode(): int(number) for name, number in found.items()}

    def troubles(self) -> list[Trouble]:
        """What workers had to say, each thing once."""
        told = cast("list[bytes]", self.server.lrange(self.keys.troubles, 0, 999))
        return [_trouble(each) for each in dict.fromkeys(told)]


def _trouble(data: bytes) -> Trouble:
    values = json.loads(data)
    return Trouble(str(values["kind"])[:100], str(values["detail"])[:2000], bool(values["fatal"]))


def _chunks(source: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(source)
    while some := list(islice(rest, AT_ONCE)):
        yield some
