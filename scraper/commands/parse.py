"""`scrapy parse`: Scrapy's own command for trying a callback; nothing is locked or stored by it."""

from __future__ import annotations

from typing import Any, ClassVar

from scrapy.commands import parse


class Command(parse.Command):
    """As in Scrapy, without a run of our own."""

    default_settings: ClassVar[dict[str, Any]] = {**parse.Command.default_settings, "SESSION_ENABLED": False}
