"""An address taken apart, or a sentence why it is none. Pure."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

WEB = ("http", "https")


def parts_of(address: str, schemes: tuple[str, ...] = WEB) -> SplitResult:
    """`address` with one of `schemes`, a host, and a port that can be one. Raises ValueError: why not.

    An address of a file ("unix:///path") has a path in the place of the host.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:  # a bracket without its other half, a port of letters or over 65535
        raise ValueError(str(error)) from None
    if parts.scheme not in schemes:
        raise ValueError(f"only {' and '.join(f'{scheme}://' for scheme in schemes)} will do")
    if port == 0:
        raise ValueError("port 0 is none")
    if parts.scheme == "unix" and parts.path:
        return parts
    if not parts.hostname or not parts.hostname.isprintable() or " " in parts.hostname:
        raise ValueError("it names no host")
    return parts


def without_password(address: str) -> str:
    """`address` as it may be shown: without the user's name and password."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address.rpartition("@")[2]
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl() if parts.netloc else address
