"""What a worker says to Redis, and hears from it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from scraper.distributed import scripts
from scraper.distributed.keys import DUE, HOLD, RUN, Keys

if TYPE_CHECKING:
    from redis.client import Redis

LOST_MOST = 3
"""So often a page may be lost by its worker before it is given up: it may be what kills them."""


@dataclass(frozen=True, slots=True)
class SharedRun:
    """A run as Redis knows it. `scope`: as JSON; `floor`: latest moment in the database, ISO 8601 ("" for none)."""

    token: str
    id: int
    scope: str
    floor: str


@dataclass(frozen=True, slots=True)
class Pulse:
    """`waiting`: messages that are not stored yet. `holds`: host -> seconds in which it is not to be asked."""

    waiting: int
    leads: bool
    seeded: bool
    holds: dict[str, float] = field(default_factory=dict)


def scope_text(scope: dict[str, object]) -> str:
    """A scope in one form, to be compared."""
    return json.dumps(scope, sort_keys=True)


def open_run(server: Redis) -> SharedRun | None:
    """The run that is going on, None where there is none. Raises RedisError, as everything here does."""
    found = cast("dict[bytes, bytes]", server.hgetall(RUN))
    values = {name.decode(): value.decode() for name, value in found.items()}
    if "open" not in values:
        return None
    return SharedRun(values["open"], int(values["id"]), values["scope"], values["floor"])


def finished(server: Redis, token: str) -> str | None:
    """How the run ended, None while it goes on or where Redis knows nothing of it."""
    done, outcome = cast("list[bytes | None]", server.hmget(RUN, ["done", "outcome"]))
    return outcome.decode() if outcome and done == token.encode() else None


class WorkerSide:
    """One worker's part of a run. -1 or None as an answer: Redis has no such run (any more)."""

    def __init__(self, server: Redis, keys: Keys, worker: str, silent_seconds: float) -> None:
        self.server, self.keys, self.worker = server, keys, worker
        self._silent = int(silent_seconds * 1000)
        self._held = keys.held + worker
        self._push, self._beat = server.register_script(scripts.PUSH), server.register_script(scripts.BEAT)
        self._turn, self._pause = server.register_script(scripts.TURN), server.register_script(scripts.PAUSE)
        self._give_back = server.register_script(scripts.GIVE_BACK)

    def beat(self, leading: bool) -> Pulse | None:
        """Say that the worker lives, and hear how things are."""
        keys = self.keys
        names = [RUN, keys.workers, keys.items, HOLD, keys.leader, keys.seeded]
        answer = self._beat(keys=names, args=[keys.token, self.worker, self._silent, int(leading)])
        if answer == -1:
            return None
        waiting, leads, seeded, *holds = answer
        pairs = zip(holds[::2], holds[1::2], strict=True)
        return Pulse(waiting, bool(leads), bool(seeded), {host.decode(): left / 1000 for host, left in pairs})

    def push(self, messages: list[bytes], urls: list[str]) -> int:
        """Hand over messages, which settle `urls`. How many messages wait to be stored now."""
        keys = self.keys
        arguments: list[str | bytes | int] = [keys.token, len(messages), *messages, *urls]
        return int(self._push(keys=[RUN, keys.items, self._held], args=arguments))

    def lead(self) -> bool:
        """Become the worker that reads sitemaps and directory pages. False where another one is."""
        if self.server.exists(self.keys.seeded):
            return False
        if not self.server.set(self.keys.leader, self.worker, nx=True, px=self._silent):
            return False
        self.server.delete(self.keys.counts(self.worker))  # it may have led before, and begins again
        return True

    def seeded(self) -> None:
        """All sitemaps and directory pages are read."""
        self.server.set(self.keys.seeded, self.worker)

    def held(self) -> int:
        """Pages that Redis believes to be in this worker's hands."""
        return self.server.hlen(self._held)

    def give_back(self, leaving: bool) -> int:
        """Queue again what the worker holds. Staying, it has lost those pages, and that is counted."""
        keys, most = self.keys, 0 if leaving else LOST_MOST
        names = [RUN, keys.hosts, keys.lost, keys.items, keys.workers, self._held, keys.leader]
        arguments: list[str | int] = [keys.token, keys.queue, most, self.worker if leaving else ""]
        return int(self._give_back(keys=names, args=arguments))

    def trouble(self, kind: str, detail: str, fatal: bool) -> None:
        """Something for the verdict."""
        text = json.dumps({"kind": kind, "detail": detail, "fatal": fatal})
        self.server.rpush(self.keys.troubles, text)

    def count(self, name: str, number: int) -> None:
        self.server.hincrby(self.keys.counts(self.worker), name, number)

    def known_urls(self, prefix: str) -> list[str]:
        """Stored pages under `prefix`, not gone, that are not on the run's list."""
        fresh: list[str] = []
        cursor = -1
        while cursor:
            cursor, some = self._scan(max(cursor, 0))
            urls = [url for url, known in some if url.startswith(prefix) and not known["gone_since"]]
            if urls:
                listed = cast("list[int]", self.server.smismember(self.keys.seen, cast("list[bytes]", urls)))
                fresh += [url for url, known in zip(urls, listed, strict=True) if not known]
        return fresh

    def _scan(self, cursor: int) -> tuple[int, list[tuple[str, dict[str, object]]]]:
        answer = self.server.hscan(self.keys.known, cursor, count=1000)
        after, found = cast("tuple[int, dict[bytes, bytes]]", answer)
        return after, [(url.decode(), json.loads(known)) for url, known in found.items()]

    def turn(self, host: str, delay: float) -> float:
        """Seconds until this worker may ask `host`; the next one to ask for a turn comes `delay` seconds later."""
        return int(self._turn(keys=[DUE, HOLD], args=[host, round(delay * 1000)])) / 1000

    def pause(self, host: str, seconds: float) -> None:
        """Nobody asks `host` for so long."""
        self._pause(keys=[HOLD], args=[host, round(seconds * 1000)])
