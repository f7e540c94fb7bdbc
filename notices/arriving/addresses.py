"""An address of the old site, written in one way however it is typed or asked for.

RFC 3986, 6.2.2: %41 is A, %e9 is %E9; Chinese in UTF-8 is shown as Chinese, so that people can
read the table. Bytes of another encoding (old sites wrote GBK) stay as they were sent.
"""

import re
from urllib.parse import quote_from_bytes, unquote_to_bytes, urlsplit

LONGEST = 500
# What stands for itself in a path: RFC 3986 pchar and the slash.
_PATH = "/:@!$&'()*+,;=~-._"
_QUERY = _PATH + "?"
_FIRST_CHINESE = "\u2e80"
_ESCAPED = re.compile(r"(?:%[89A-F][0-9A-F])+")
_OTHER_BYTE = re.compile(rb"%([89A-F][0-9A-F])")
_ANY_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")


def tidy(typed: str) -> str:
    """The path and query of an address as stored; raises ValueError with the reason.

    `typed` is a path from the root, or the whole address with its host, which is left out.
    """
    address = typed.strip()
    if not address:
        raise ValueError("请填写原地址。")
    if re.search(r"[\x00-\x20\x7f\\]", address):
        raise ValueError(f"原地址“{address[:60]}”里有空格或者不能用的符号，空格请写成 %20。")
    path, query = _parts(address)
    key = _key(unquote_to_bytes(path), query)
    if len(key) > LONGEST:
        raise ValueError(f"原地址有 {len(key)} 个字，最多 {LONGEST} 个字。")
    return key


def keys_of_request(path: str, query: str) -> list[str]:
    """The stored addresses a request may mean, the exact one first.

    `path` as the server gives it: unquoted where it is UTF-8, other bytes escaped. Readers' programs add fields of their own to the
    query (?from=timeline), so the bare path is the second.
    """
    sent = _OTHER_BYTE.sub(lambda escape: bytes([int(escape[1], 16)]), path.encode())
    return list(dict.fromkeys([_key(sent, query), _key(sent, "")]))


def _parts(address: str) -> tuple[str, str]:
    try:
        whole = urlsplit(address)
    except ValueError:
        raise ValueError(f"原地址“{address[:60]}”不是网址，请核对。") from None
    if whole.scheme and whole.scheme not in {"http", "https"}:
        raise ValueError(f"原地址“{address[:60]}”不是网页的地址，请核对。")
    if not whole.path.startswith("/") or (whole.netloc and not whole.scheme):
        raise ValueError(
            f"原地址“{address[:60]}”要从 / 写起，例如 /art/2019/5/12/art_1_2345.html。"
        )
    if whole.path.startswith("//"):
        raise ValueError(f"原地址“{address[:60]}”开头的斜线多了一个。")
    return whole.path, whole.query


def _key(path: bytes, query: str) -> str:
    found = quote_from_bytes(path, safe=_PATH)
    if query:
        found += "?" + _ANY_ESCAPE.sub(
            _one_spelling, quote_from_bytes(query.encode(), _QUERY + "%")
        )
    return _ESCAPED.sub(_legible, found)


def _one_spelling(escape: re.Match) -> str:
    """Of one escape in a query, where & and = must stay apart from %26 and %3D."""
    sign = chr(int(escape[1], 16))
    return sign if sign.isascii() and (sign.isalnum() or sign in "-._~") else escape[0].upper()


def _legible(escapes: re.Match) -> str:
    try:
        text = unquote_to_bytes(escapes[0]).decode()
    except UnicodeDecodeError:
        return escapes[0]
    # Bytes of GBK may happen to be UTF-8 of another script.
    return (
        text if all(sign >= _FIRST_CHINESE and sign.isprintable() for sign in text) else escapes[0]
    )
