"""Who calls, and how often: the address of a request, and a limit to the requests of one address.

The address is that of the socket. What a header says counts only when the socket is that of a proxy that is named in
PASSEND_TRUSTED_PROXIES, and then the last address that no such proxy added: what stands before it anybody may write.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from math import ceil
from time import monotonic

from starlette.datastructures import Headers
from starlette.types import Scope

from compensation.api.problems import ProblemError
from compensation.settings import Network

#: So many addresses are remembered; beyond it the one that was quiet longest is forgotten.
MOST_ADDRESSES = 20_000
#: Requests that may be under way at once: of one address, and of all.
MOST_OF_ONE, MOST_OF_ALL = 8, 64
#: An IPv6 visitor has a whole network of this length to choose addresses from.
_ONE_NETWORK = 64
_FORWARDED, _MOST_HOPS = "x-forwarded-for", 20
_MINUTE = 60.0

Address = IPv4Address | IPv6Address


def address_of(scope: Scope, trusted: tuple[Network, ...]) -> str:
    """Whom a request counts for: an address, of IPv6 its network, `?` where a socket has none (a unix socket).

    >>> from ipaddress import ip_network
    >>> scope = {"type": "http", "client": ("10.0.0.1", 1), "headers": [(b"x-forwarded-for", b"1.1.1.1, 2.2.2.2")]}
    >>> address_of(scope, ()), address_of(scope, (ip_network("10.0.0.0/8"),))
    ('10.0.0.1', '2.2.2.2')
    """
    client = scope.get("client")
    found = _read(client[0]) if client else None
    if found is not None and _is_trusted(found, trusted):
        for said in reversed(_forwarded(scope)):
            hop = _read(said)
            if hop is None:  # a proxy that is trusted wrote no address: whoever is before it is not known
                break
            found = hop
            if not _is_trusted(found, trusted):
                break
    return "?" if found is None else _counted(found)


def is_secure(scope: Scope, trusted: tuple[Network, ...]) -> bool:
    """Whether a visitor came by https: to this server, or to a proxy that is believed."""
    client = scope.get("client")
    found = _read(client[0]) if client else None
    if found is not None and _is_trusted(found, trusted):
        return Headers(scope=scope).get("x-forwarded-proto", "").strip().lower() == "https"
    return bool(scope.get("scheme") == "https")


def _forwarded(scope: Scope) -> list[str]:
    said = ",".join(Headers(scope=scope).getlist(_FORWARDED))
    return [part.strip() for part in said.split(",")][-_MOST_HOPS:] if said else []


def _read(said: str) -> Address | None:
    try:
        found = ip_address(said)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


def _is_trusted(found: Address, trusted: tuple[Network, ...]) -> bool:
    return any(found in network for network in trusted)


def _counted(found: Address) -> str:
    if isinstance(found, IPv4Address):
        return str(found)
    return str(ip_network((int(found), _ONE_NETWORK), strict=False))


class Visitors:
    """The requests of each address: so many a minute, spread out as they come, and so many at once.

    An address has `rate` requests in hand and gets them back one by one, in a minute all of them.
    """

    def __init__(self, rate: int, clock: Callable[[], float] = monotonic) -> None:
        self._rate, self._clock = rate, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # address: requests in hand, when
        self._busy: dict[str, int] = {}
        self._under_way = 0

    def __len__(self) -> int:
        return len(self._left)

    def take(self, address: str) -> None:
        """Count a request. Raises ProblemError when the address has none left."""
        now = self._clock()
        left, since = self._left.pop(address, (float(self._rate), now))
        left = min(float(self._rate), left + (now - since) * self._rate / _MINUTE)
        enough = left >= 1
        self._left[address] = (left - 1 if enough else left, now)
        while len(self._left) > MOST_ADDRESSES:
            self._left.popitem(last=False)
        if not enough:
            wait = max(1, ceil((1 - left) * _MINUTE / self._rate))
            raise ProblemError("rate", {"Retry-After": str(wait)}, most=self._rate, seconds=wait)

    @contextmanager
    def at_work(self, address: str) -> Iterator[None]:
        """While a request is under way. Raises ProblemError when too many are."""
        if self._under_way >= MOST_OF_ALL or self._busy.get(address, 0) >= MOST_OF_ONE:
            raise ProblemError("busy", {"Retry-After": "5"})
        self._under_way += 1
        self._busy[address] = self._busy.get(address, 0) + 1
        try:
            yield
        finally:
            self._under_way -= 1
            self._busy[address] -= 1
            if not self._busy[address]:
                del self._busy[address]
