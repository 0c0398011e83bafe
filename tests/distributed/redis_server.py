"""A real redis-server of a test's own, on a free loopback port, which can be killed and come back."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import RedisError

BINARY = shutil.which("redis-server")


def require_server() -> None:
    """Without the binary a test is skipped; where CI says that everything must run, it fails."""
    if BINARY is None:
        reason = "no redis-server on this machine: apt install redis-server"
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail(reason)
        pytest.skip(reason)


class RedisServer:
    """`durable`: every write is on the disk before it is answered, so that a restart brings everything back."""

    def __init__(self, folder: Path, durable: bool = True) -> None:
        require_server()
        self.folder, self.durable = folder, durable
        self.port = _free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.client = Redis(host="127.0.0.1", port=self.port, socket_timeout=5)
        self.start()

    def start(self) -> None:
        """Start, and wait until it answers."""
        self.folder.mkdir(exist_ok=True)
        keep = ["--appendonly", "yes", "--appendfsync", "always"] if self.durable else ["--appendonly", "no"]
        command = [str(BINARY), "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", *keep]
        self.process = subprocess.Popen(
            [*command, "--dir", str(self.folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + 10
        while time.monotonic() < until:
            try:
                if self.client.ping():
                    return
            except RedisError:
                time.sleep(0.02)
        raise AssertionError("redis-server did not start")

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def close(self) -> None:
        self.client.close()
        self.process.kill()
        self.process.wait()


def _free_port() -> int:
    with socket.socket() as plug:
        plug.bind(("127.0.0.1", 0))
        return int(plug.getsockname()[1])
