"""The event loop of a crawl: uvloop's, and the only one that is made.

Scrapy imports the class that `ASYNCIO_EVENT_LOOP` names, then asks asyncio for its current loop and, where that one is
of another class, leaves it behind unclosed (`scrapy.utils.reactor.set_asyncio_event_loop`); the garbage collector may
meet it later and print a traceback. So this module makes the loop current while it is imported.
"""

from __future__ import annotations

import asyncio

from uvloop import Loop

__all__ = ["Loop"]

asyncio.set_event_loop(Loop())
