"""How a worker comes to a run."""

from __future__ import annotations

import os
import re
import secrets
import socket
import time
from time import monotonic
from typing import TYPE_CHECKING

from redis.exceptions import RedisError

from scraper.distributed.options import SharedOptions
from scraper.distributed.worker_side import SharedRun, open_run, scope_text
from scraper.run.options import CannotStart

if TYPE_CHECKING:
    from redis.client import Redis


def worker_name() -> str:
    """Unlike every other worker's; part of file names."""
    host = re.sub(r"[^A-Za-z0-9-]", "-", socket.gethostname())[:30] or "host"
    return f"{host}-{os.getpid()}-{secrets.token_hex(2)}"


def joined(shared: SharedOptions, server: Redis, scope: dict[str, object]) -> SharedRun:
    """The run that is going on, waited for. Raises CannotStart where there is none, or one over other pages."""
    until = monotonic() + shared.redis_seconds
    while True:
        try:
            run = open_run(server)
        except RedisError:
            run = None
        if run is not None:
            break
        if monotonic() > until:
            raise CannotStart(
                f"no run is open on Redis at {shared.shown}: start `scrapy ingest` with the same -a arguments"
            )
        time.sleep(0.1)  # before the event loop has anything to do
    if run.scope != scope_text(scope):
        raise CannotStart(
            f"the run on Redis at {shared.shown} covers {run.scope}, this worker {scope_text(scope)}: "
            "give workers and `scrapy ingest` the same -a arguments"
        )
    return run
