"""Which names a request may be for.

A page of another site can make its own name lead to 127.0.0.1 and then read what is served there (DNS
rebinding). Its requests still carry its name, so only names that are ours are answered. An address needs
no name, so no one can take it over.
"""

from __future__ import annotations

import ipaddress
import socket


def split_host(header: str) -> str:
    """The host of a ``Host`` header without its port and brackets, in lower case; or empty."""
    host = header.strip().lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0] if host.count(":") == 1 else host


class AllowedHosts:
    """The names that the preview answers to.

    Args:
        bound: where it listens, as the writer said it.
    """

    def __init__(self, bound: str = "127.0.0.1") -> None:
        names = {"localhost", bound.strip("[]").lower()}
        if not is_loopback(bound):
            own = socket.gethostname().lower()
            names |= {own, own.partition(".")[0], f"{own.partition('.')[0]}.local"}
        self._names = frozenset(names - {""})

    def allows(self, header: str) -> bool:
        """Whether a request with this ``Host`` header is answered; HTTP/1.0 may have none."""
        if not header:
            return True
        host = split_host(header).rstrip(".")
        return host in self._names or host.endswith(".localhost") or _is_address(host)


def is_loopback(host: str) -> bool:
    """Whether nobody but this machine can reach ``host``."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
