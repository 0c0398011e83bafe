"""The queue that all workers share: links as JSON, a list per host, hosts take turns."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any

from scrapy_redis.queue import Base  # type: ignore[import-untyped,unused-ignore]

from scraper.distributed import scripts
from scraper.distributed.keys import DUE, HOLD, RUN, Keys
from scraper.distributed.messages import flat, link_message, read_link
from scraper.site.discovery import Link
from scraper.store import Known

if TYPE_CHECKING:
    from redis.client import Redis
    from scrapy import Request, Spider

log = logging.getLogger(__name__)
AT_ONCE = 500
"""Links in one call: the server does nothing else meanwhile."""
AHEAD_MS = 1000
"""A page may be taken so long before its host's turn: the waiting is then done by the worker, not lost."""


class SharedQueue(Base):  # type: ignore[misc,unused-ignore]
    """Waiting links of a run; what a worker takes stays noted as held by it until its fate is told.

    scrapy-redis' own queues pickle requests and forget them as they are popped. Here only links wait, and the
    request is made by whoever takes one. Every method raises RedisError where the server is away.
    """

    def __init__(self, server: Redis, spider: Spider, keys: Keys, worker: str) -> None:
        super().__init__(server, spider, keys.queue, serializer=json)
        self.keys, self.worker = keys, worker
        self._add = server.register_script(scripts.ADD)
        self._take = server.register_script(scripts.TAKE)

    def _encode_request(self, request: Request) -> bytes:
        return link_message(request.cb_kwargs["link"])

    def _decode_request(self, encoded_request: bytes) -> Any:
        return self.spider.page_request(read_link(encoded_request))

    def __len__(self) -> int:
        hosts = self.server.lrange(self.keys.hosts, 0, -1)
        return sum(int(self.server.llen(self.keys.queue + host.decode())) for host in hosts)

    def push(self, request: Request) -> None:
        self.add([request.cb_kwargs["link"]])

    def pop(self, timeout: int = 0) -> Any:
        """The request for the next page (None: no host has its turn, or nothing waits)."""
        taken = self.take(1)
        return self.spider.page_request(taken[0][0]) if taken else None

    def clear(self) -> None:
        """A worker never empties the queue: it is everybody's."""

    def add(self, links: Iterable[Link], limit: int | None = None) -> int:
        """Queue links that the run does not know yet, and tell the writing process; how many these were.

        -1: there is no such run in Redis (any more).
        """
        keys, total = self.keys, 0
        rest = iter(links)
        while some := list(islice(rest, AT_ONCE)):
            arguments = [keys.token, keys.queue, limit or 0, *flat(some)]
            added = int(self._add(keys=[RUN, keys.seen, keys.hosts, keys.items], args=arguments))
            if added < 0:
                return -1
            total += added
        return total

    def take(self, number: int) -> list[tuple[Link, Known | None]]:
        """Up to `number` links of hosts whose turn it is, with what is stored of each."""
        keys = self.keys
        names = [RUN, keys.hosts, keys.held + self.worker, keys.known, DUE, HOLD]
        found = self._take(keys=names, args=[keys.token, keys.queue, number, AHEAD_MS])
        if found == -1:
            return []
        pairs = zip(found[::2], found[1::2], strict=True)
        return [(link, _known(known)) for data, known in pairs if (link := self._checked(data)) is not None]

    def _checked(self, data: bytes) -> Link | None:
        """None for what no worker can have put there. It stays noted as held, and in the end counts as lost."""
        try:
            link = read_link(data)
        except ValueError as error:
            log.warning("the queue holds something that is no link: %s", error)
            return None
        if not any(site.same_host(link.url) for site in self.spider.sites):
            log.warning("the queue holds an address of another site: %s", link.url[:300])
            return None
        return link


def _known(data: bytes) -> Known | None:
    return Known(**json.loads(data)) if data else None
