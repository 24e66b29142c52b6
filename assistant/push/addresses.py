"""Which machine a name leads to, and whether a push may go there."""

import ipaddress
import socket
from urllib.parse import urlsplit

from assistant.errors import PushError

__all__ = ["is_plain_address", "pinned_address"]

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_plain_address(url: str, *, private: bool) -> bool:
    """Whether an address is https without a login in it; http too, where `private` addresses are
    allowed."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return False
    schemes = ("https", "http") if private else ("https",)
    return parts.scheme in schemes and bool(host) and not parts.username


def pinned_address(host: str, port: int, *, private: bool) -> str:
    """The address to connect to; the caller uses this one, so that no second answer counts.

    Raises PushError for a name that cannot be resolved, or one of whose addresses is private,
    loopback, link-local or otherwise not public, unless `private` addresses are allowed.
    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise PushError(f"The webhook host {host} cannot be resolved; check the address.") from None
    found = [ipaddress.ip_address(str(answer[4][0]).partition("%")[0]) for answer in answers]
    if not private and not all(_is_public(address) for address in found):
        raise PushError(
            f"The webhook host {host} leads into a private network; set "
            "HEARKEN_WEBHOOK_PRIVATE=true if it is meant to."
        )
    return str(found[0])


def _is_public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        if address.teredo or (inner and not _is_public(inner)):
            return False
    return address.is_global and not address.is_multicast
