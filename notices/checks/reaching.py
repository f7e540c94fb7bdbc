"""Whether a page elsewhere answers; asked so that nobody can make the server ask its own network.

A name is resolved once, every address of it must be public, and the connection goes to the
address that was looked at: a name that points elsewhere a moment later changes nothing.
"""

import http.client
import socket
import ssl
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Timer
from urllib.parse import SplitResult, quote, urljoin, urlsplit

SECONDS = 8  # for one address, all its redirections included
MOST_REDIRECTIONS = 5
MOST_BYTES = 64 * 1024  # read of an answer to GET
# What a server says that knows the page but not us: a reader with a browser may get it.
_NOT_FOR_MACHINES = {401, 403, 405, 406, 429, 451, 501, 503}
_NO_HEAD = {400, 403, 404, 405, 406, 410, 500, 501}  # of HEAD: some servers know GET only
_NAT64 = IPv6Network("64:ff9b::/96")
_HEADERS = {"User-Agent": "Hongtou-link-check", "Accept": "*/*", "Connection": "close"}
INSIDE = "地址在内部网络，没有去查"
NOT_WEB = "地址不是 http 或者 https 的网址"
LOST, LATE, ROUND = "找不到这个网站", "很久没有回答", "跳转太多次"
REFUSED, UNSAFE = "连接不上", "安全证书有问题"

_names = ThreadPoolExecutor(4, thread_name_prefix="names")


class NotReached(Exception):
    """Why an address did not answer, in Chinese."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet, also as the one inside another."""
    ip = ip_address(address.partition("%")[0])
    inner = _inner(ip) if isinstance(ip, IPv6Address) else None
    return ip.is_global and not ip.is_multicast and (inner is None or is_public(str(inner)))


def _inner(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that gateways would make of an IPv6 one."""
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])


def why_not_reached(
    address: str, allowed: Callable[[str], bool] = is_public, seconds: float = SECONDS
) -> str:
    """Why a page does not answer, in Chinese; "" where it does. HEAD first, then GET.

    `allowed` says of an IP address whether it may be asked; other values are for tests only.
    """
    deadline = time.monotonic() + seconds
    try:
        for _ in range(MOST_REDIRECTIONS + 1):
            status, moved_to = _asked(address, allowed, deadline)
            if not moved_to:
                return _told(status)
            address = urljoin(address, moved_to)
        return ROUND
    except NotReached as reason:
        return str(reason)


def _told(status: int) -> str:
    if status < 400 or status in _NOT_FOR_MACHINES:
        return ""
    return "网页已经不在（404）" if status in (404, 410) else f"网站出错（{status}）"


def _asked(address: str, allowed, deadline: float) -> tuple[int, str]:
    """(status, where it leads on to or "")."""
    parts = _parts(address)
    ip = _resolved(parts, allowed, deadline)
    status, moved_to = _answer("HEAD", parts, ip, deadline)
    if status in _NO_HEAD:
        status, moved_to = _answer("GET", parts, ip, deadline)
    return status, moved_to if 300 <= status < 400 else ""


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        valid = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        valid = False
    if not valid or parts.username is not None:
        raise NotReached(NOT_WEB)
    return parts


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _resolved(parts: SplitResult, allowed, deadline: float) -> str:
    """One IP address of the host; none that is not allowed stands among them."""
    try:
        asked = _names.submit(
            socket.getaddrinfo, parts.hostname, _port(parts), type=socket.SOCK_STREAM
        )
        found = [row[4][0] for row in asked.result(_left(deadline))]
    except TooLate:
        raise NotReached(LATE) from None
    except (OSError, UnicodeError):
        raise NotReached(LOST) from None
    if not all(map(allowed, found)):
        raise NotReached(INSIDE)
    return found[0]


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise NotReached(LATE)
    return left


def _answer(method: str, parts: SplitResult, ip: str, deadline: float) -> tuple[int, str]:
    connection = _Connection(parts, ip, _left(deadline))
    # A server that answers a byte at a time is hung up on.
    clock = Timer(_left(deadline), connection.hang_up)
    clock.daemon = True
    clock.start()
    try:
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        target += f"?{quote(parts.query, safe='/?%:@!$&()*+,;=~-._')}" if parts.query else ""
        connection.request(method, target, headers=_HEADERS)
        answer = connection.getresponse()
        answer.read(MOST_BYTES)
        _left(deadline)  # a head that was cut off is taken for a whole one
        return answer.status, answer.headers.get("Location") or ""
    except ssl.SSLCertVerificationError:
        raise NotReached(UNSAFE) from None
    except (OSError, http.client.HTTPException, ValueError):
        raise NotReached(LATE if time.monotonic() >= deadline else REFUSED) from None
    finally:
        clock.cancel()
        connection.close()


class _Connection(http.client.HTTPConnection):
    """One to an IP address that was chosen before, for the host of the address's name."""

    def __init__(self, parts: SplitResult, ip: str, seconds: float):
        super().__init__(parts.hostname, _port(parts), timeout=seconds)
        self.default_port = 443 if parts.scheme == "https" else 80  # left out of the Host header
        self._ip, self._secure = ip, parts.scheme == "https"

    def connect(self) -> None:
        self.sock = socket.create_connection((self._ip, self.port), self.timeout)
        if self._secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)

    def hang_up(self) -> None:
        if self.sock is not None:
            try:
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)
            except OSError:
                pass
