"""The settings an administrator gives in the environment: read once, loudly."""

import os
import re
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"", "0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """The value of a variable without surrounding blanks."""
    return os.environ.get(name, default).strip()


def words(name: str, default: str) -> list[str]:
    """A list given with commas: "a.cn, b.cn"."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def flag(name: str) -> bool:
    """A switch; anything but a clear yes or no raises ImproperlyConfigured."""
    value = text(name).lower()
    if value in YES:
        return True
    if value in NO:
        return False
    raise ImproperlyConfigured(f"环境变量 {name} 只能是 1 或 0，现在是“{value}”。")


def path_prefix(name: str) -> str:
    """The beginning of a path, "" for none; what is no such path raises ImproperlyConfigured."""
    value = text(name)
    if not value or re.fullmatch(r"/(?:[A-Za-z0-9_-]+/)+", value):
        return value
    raise ImproperlyConfigured(
        f"环境变量 {name} 应当以 / 开头、以 / 结尾，中间只用字母、数字、- 和 _，现在是“{value}”。"
    )


def choice(name: str, words: tuple[str, ...]) -> str:
    """One of some words, the first by default; anything else raises ImproperlyConfigured."""
    value = text(name, words[0])
    if value in words:
        return value
    raise ImproperlyConfigured(f"环境变量 {name} 只能是{'、'.join(words)}，现在是“{value}”。")


def number(name: str, default: int, most: int) -> int:
    """A whole number from 0 on; anything else raises ImproperlyConfigured."""
    value = text(name, str(default))
    if value.isascii() and value.isdigit() and int(value[:18]) <= most:
        return int(value)
    raise ImproperlyConfigured(f"环境变量 {name} 应当是 0 到 {most} 的整数，现在是“{value}”。")


def port(name: str, default: str) -> int:
    """A TCP port; anything else raises ImproperlyConfigured."""
    value = text(name, default)
    if value.isdigit() and 0 < int(value) < 65536:
        return int(value)
    raise ImproperlyConfigured(f"环境变量 {name} 应当是 1 到 65535 的端口号，现在是“{value}”。")


def kept_secret(path: Path) -> str:
    """The key kept in a file only its owner may read; made there when absent."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(secrets.token_urlsafe(64))
    return path.read_text().strip()
