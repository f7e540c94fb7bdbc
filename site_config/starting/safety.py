"""What the site refuses to start with, as sentences for the administrator."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
SHORTEST_KEY = 50


@dataclass(frozen=True)
class Start:
    """The settings that decide whether starting is safe."""

    hosts: Sequence[str]
    site_url: str
    secret_key: str
    debug: bool
    http_only: bool

    @property
    def demo(self) -> bool:
        """Demo mode: nobody but this machine can reach the site."""
        return all(host in LOOPBACK for host in self.hosts)

    @property
    def tls(self) -> bool:
        return self.site_url.startswith("https://")


def host_of(site_url: str) -> str:
    """The host name in SITE_URL as ALLOWED_HOSTS writes it ("[::1]" with its brackets)."""
    host = urlsplit(site_url).hostname or ""
    return f"[{host}]" if ":" in host else host


def refusals(start: Start) -> list[str]:
    """Why not to start, in sentences; empty when it is safe."""
    if not start.hosts:
        return ["ALLOWED_HOSTS 为空：请写明本站的域名。"]
    found = []
    if not start.site_url.startswith(("http://", "https://")) or not host_of(start.site_url):
        found.append("SITE_URL 应当是完整网址，例如 https://tz.example.cn。")
    if start.demo:
        return found
    if host_of(start.site_url) not in start.hosts and "*" not in start.hosts:
        found.append("SITE_URL 的域名不在 ALLOWED_HOSTS 里。")
    if "*" in start.hosts:
        found.append("ALLOWED_HOSTS 不能是 *：请逐个写明域名。")
    if start.debug:
        found.append("DEBUG 已打开：对外服务必须关闭。")
    if not start.tls and not start.http_only:
        found.append("SITE_URL 不是 https：请启用 TLS；确在内网只用 http 的，设 HTTP_ONLY=1。")
    if len(start.secret_key) < SHORTEST_KEY or start.secret_key.startswith("django-insecure-"):
        found.append(f"SECRET_KEY 是默认值或短于 {SHORTEST_KEY} 个字符：请换成随机的长密钥。")
    return found


def refuse_unsafe(start: Start) -> None:
    """Raises ImproperlyConfigured with every reason at once."""
    found = refusals(start)
    if found:
        raise ImproperlyConfigured("拒绝启动：" + " ".join(found))


def refuse_demo_users(demo_mode: bool, demo_users: Sequence[str]) -> None:
    """Raises ImproperlyConfigured where users with printed passwords could be reached."""
    if demo_users and not demo_mode:
        names = "、".join(demo_users)
        raise ImproperlyConfigured(f"拒绝启动：演示用户（{names}）仍可登录，请先停用或删除。")
