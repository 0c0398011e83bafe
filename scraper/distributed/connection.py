"""The connection to Redis: short time limits, and patience that has an end."""

from __future__ import annotations

from time import monotonic

from redis.backoff import NoBackoff
from redis.client import Redis
from redis.exceptions import ConnectionError, RedisError
from redis.retry import Retry
from scrapy_redis.connection import get_redis  # type: ignore[import-untyped,unused-ignore]

from scraper.distributed.options import SharedOptions
from scraper.run.options import CannotStart

ANSWER_SECONDS = 5.0
"""So long one command may take. The whole process waits for it, so it is short."""
PAUSE_SECONDS = 0.5
"""Between two tries while Redis is away."""


def connect(options: SharedOptions) -> Redis:
    """A client whose server has answered. Raises CannotStart, which says what to do."""
    try:
        client: Redis = get_redis(
            url=options.redis_url,
            socket_timeout=ANSWER_SECONDS,
            socket_connect_timeout=ANSWER_SECONDS,
            # One more try on a new connection: after a restart of Redis the old one is dead. Not after a silence.
            retry=Retry(NoBackoff(), 1, supported_errors=(ConnectionError,)),
        )
        client.ping()
        version = str(client.info("server").get("redis_version", "0"))
    except (RedisError, ValueError, OSError) as error:
        raise CannotStart(
            f"Redis at {options.shown} does not answer ({' '.join(str(error).split())[:200]}): start it, "
            "or correct -s REDIS_URL=..."
        ) from None
    if tuple(int(part) for part in version.split(".")[:2] if part.isdigit()) < (6, 2):
        raise CannotStart(f"Redis at {options.shown} is version {version}: 6.2 or newer is needed")
    return client


class Patience:
    """How long Redis has been away. `seconds`: when it has been too long."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.why = ""
        self._since: float | None = None
        self._next = 0.0

    @property
    def away(self) -> bool:
        return self._since is not None

    @property
    def resting(self) -> bool:
        """Whether the next try should wait: every try may take seconds."""
        return self._since is not None and monotonic() < self._next

    @property
    def ended(self) -> bool:
        return self._since is not None and monotonic() - self._since > self.seconds

    def failed(self, why: str = "") -> bool:
        """Note a failure. Whether it is the first one."""
        first = self._since is None
        self.why = " ".join(why.split())[:200]
        if self._since is None:
            self._since = monotonic()
        self._next = monotonic() + PAUSE_SECONDS
        return first

    def ending(self, where: str) -> str:
        """Why waiting has come to its end, for a person."""
        return f"Redis at {where} has been away for {self.seconds:.0f} s (REDIS_SECONDS): {self.why}"

    def answered(self) -> bool:
        """Note an answer. Whether Redis had been away."""
        back = self._since is not None
        self._since = None
        return back
