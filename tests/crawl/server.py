"""A web server that misbehaves on purpose, in a process of its own: `python server.py [HOST ...]` prints its port.

A test tells it by POST /_routes what each path answers, and reads by GET /_log what was asked. An answer is a JSON
object: status, headers, text (or b64), etag and modified (then conditional requests get 304), gzip, and `fault`, one
of reset | short | drip | garbage | hang | cut_gzip | huge | bomb | die. A list answers one after the other, the last
one stays.
A path that ends in "*" matches everything below it; "{n}" in its text is what the star stood for, "{next}" that + 1.
A route may name its host: "//127.0.0.2/models".
"""

from __future__ import annotations

import asyncio
import base64
import gzip
import json
import os
import socket
import struct
import sys
import zlib
from time import monotonic
from typing import Any

Answer = dict[str, Any]
REASONS = {
    200: "OK",
    301: "Moved",
    302: "Found",
    304: "Not Modified",
    404: "Not Found",
    429: "Too Many",
    503: "Busy",
}


class Server:
    def __init__(self) -> None:
        self.routes: dict[str, Answer | list[Answer]] = {}
        self.log: list[dict[str, Any]] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._request(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            return  # the client has gone: nothing to answer
        finally:
            writer.close()

    async def _request(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        line = await reader.readline()
        if not line:
            return False
        method, target, _ = line.decode("latin-1").split(" ", 2)
        headers: dict[str, str] = {}
        while (line := await reader.readline()) not in (b"\r\n", b""):
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.strip().lower()] = value.strip()
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        if target.startswith("/_"):
            return await self._control(target, body, writer)
        entry = {"method": method, "path": target, "headers": headers, "at": monotonic(), "sent": 0}
        self.log.append(entry)
        at_host = "//" + headers.get("host", "").partition(":")[0] + target
        answer, star = self._answer(at_host if at_host in self.routes else target)
        return await self._send(answer, star, headers, writer, entry)

    async def _control(self, target: str, body: bytes, writer: asyncio.StreamWriter) -> bool:
        reply: Any = {}
        if target == "/_routes":
            self.routes = json.loads(body)
        elif target == "/_update":
            self.routes |= json.loads(body)
        elif target == "/_hook":
            self.log.append({"method": "POST", "path": target, "body": body.decode()})
        elif target == "/_clear":
            self.log = []
        else:
            reply = self.log
        text = json.dumps(reply).encode()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(text) + text)
        await writer.drain()
        return True

    def _answer(self, target: str) -> tuple[Answer, str]:
        found, star = self.routes.get(target), ""
        if found is None:
            for pattern, answer in self.routes.items():
                if pattern.endswith("*") and target.startswith(pattern[:-1]):
                    found, star = answer, target[len(pattern) - 1 :]
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        return found if found is not None else {"status": 404, "text": "<h1>Not found</h1>"}, star

    async def _send(
        self,
        answer: Answer,
        star: str,
        asked: dict[str, str],
        writer: asyncio.StreamWriter,
        entry: dict[str, Any],
    ) -> bool:
        fault = answer.get("fault")
        if "wait" in answer:
            await asyncio.sleep(answer["wait"])
        if fault == "die":
            os._exit(0)
        if fault == "hang":
            await asyncio.sleep(3600)
        body, headers = content(answer, star)
        status = answer.get("status", 200)
        tags = (answer.get("etag"), answer.get("modified"))
        if any(tags) and (asked.get("if-none-match"), asked.get("if-modified-since")) == tags:
            status, body = 304, b""
        entry["sent"], entry["status"] = len(body), status
        head = [f"HTTP/1.1 {status} {REASONS.get(status, 'Status')}"]
        head += [f"{name}: {value}" for name, value in headers.items()]
        if "Content-Length" not in headers and fault != "huge" and status != 304:
            head.append(f"Content-Length: {len(body)}")
        start = ("\r\n".join(head) + "\r\n\r\n").encode("latin-1")
        return await misbehave(fault, start, body, answer, writer)


def content(answer: Answer, star: str) -> tuple[bytes, dict[str, str]]:
    headers = {"Content-Type": "text/html; charset=utf-8"} | answer.get("headers", {})
    if "b64" in answer:
        body = base64.b64decode(answer["b64"])
    else:
        following = str(int(star) + 1) if star.isdigit() else star
        body = answer.get("text", "").replace("{n}", star).replace("{next}", following).encode()
    if answer.get("etag"):
        headers["ETag"] = answer["etag"]
    if answer.get("modified"):
        headers["Last-Modified"] = answer["modified"]
    fault = answer.get("fault")
    if answer.get("gzip") or fault == "cut_gzip":
        body = gzip.compress(body)
        headers["Content-Encoding"] = "gzip"
    if fault == "cut_gzip":
        body = body[: len(body) * 2 // 3]
    if fault == "bomb":
        body, headers["Content-Encoding"] = bomb(answer.get("megabytes", 100)), "gzip"
    return body, headers


def bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(megabytes)) + packer.flush()


async def misbehave(
    fault: str | None, start: bytes, body: bytes, answer: Answer, writer: asyncio.StreamWriter
) -> bool:
    if fault == "reset":
        writer.write(start + body[: len(body) // 2])
        await writer.drain()
        await asyncio.sleep(
            0.05
        )  # else the reset overtakes the data, and a refused connection is what is tested
        plug: socket.socket = writer.get_extra_info("socket")
        plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()
        return False
    if fault == "garbage":
        writer.write(b"garbage\r\n\r\n")
        await writer.drain()
        return False
    if fault == "short":
        writer.write(start.replace(b"Content-Length: ", b"Content-Length: 9") + body)
        await writer.drain()
        return False
    if fault == "drip":
        for byte in start + body:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(0.1)
        return True
    if fault == "huge":
        writer.write(start.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
        for _ in range(answer.get("megabytes", 100)):
            writer.write(b"<p>much</p>" * 95325)
            await writer.drain()
        return False
    writer.write(start + body)
    await writer.drain()
    return True


async def main() -> None:
    server = Server()
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0, limit=1 << 20)
    port = listening.sockets[0].getsockname()[1]
    for host in sys.argv[1:]:
        await asyncio.start_server(server.serve, host, port, limit=1 << 20)
    print(port, flush=True)
    async with listening:
        await listening.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
