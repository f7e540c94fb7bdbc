"""Somebody signed in, or malicious, tries to leave something of his own in the page cache."""

import pytest

from site_config.page_cache import PageCache
from site_config.page_cache.old_pages import _UNPACK as UNPACK

from .making import person, published
from .test_page_cache import MEGABYTE, Answer, Away, Counted, cache

__all__ = ["cache"]
EVIL = "poison.example"
ENCODINGS = ("", "br", "gzip")
HEADERS = [
    {"HTTP_HOST": EVIL},
    {"HTTP_HOST": "localhost"},
    {"HTTP_HOST": f"127.0.0.1@{EVIL}"},
    {"HTTP_HOST": "127.0.0.1", "SERVER_NAME": EVIL, "SERVER_PORT": "1"},
    {"HTTP_X_FORWARDED_HOST": EVIL, "HTTP_X_HOST": EVIL, "HTTP_FORWARDED": f"host={EVIL}"},
    {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_SCHEME": EVIL},
    {"HTTP_X_FORWARDED_PORT": "1", "HTTP_X_FORWARDED_FOR": EVIL, "HTTP_X_REAL_IP": EVIL},
    {"HTTP_X_FORWARDED_PREFIX": f"/{EVIL}", "HTTP_X_ORIGINAL_URL": "/admin/"},
    {"HTTP_X_REWRITE_URL": "/admin/", "HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"},
    {"HTTP_X_REQUEST_ID": "b" * 32, "HTTP_USER_AGENT": EVIL, "HTTP_REFERER": f"http://{EVIL}/"},
    {"HTTP_ACCEPT": f"application/{EVIL}", "HTTP_ACCEPT_LANGUAGE": "zh-TW, en", "HTTP_DNT": "1"},
    {"HTTP_RANGE": "bytes=0-1", "HTTP_IF_RANGE": '"x"'},
    {"HTTP_IF_NONE_MATCH": "*", "HTTP_IF_MATCH": '"x"'},
    {"HTTP_IF_MODIFIED_SINCE": "Fri, 01 Jan 2100 00:00:00 GMT", "HTTP_IF_NONE_MATCH": '"",W/"'},
    {"HTTP_IF_UNMODIFIED_SINCE": "Thu, 01 Jan 1970 00:00:00 GMT"},
    {"CONTENT_LENGTH": "5", "HTTP_CONTENT_ENCODING": "gzip", "CONTENT_TYPE": EVIL},
    {"SCRIPT_NAME": f"/{EVIL}"},
    {"HTTP_COOKIE": f"session={EVIL}; csrf={EVIL}; messages={EVIL}; large=1"},
    {"HTTP_AUTHORIZATION": f"Basic {EVIL}", "REMOTE_USER": EVIL},
]
PACKING = ["*;q=0", "br;q=0, gzip;q=0", "identity;q=0", "deflate, zstd", "BR", "gzip;q=0.001, ;;,"]
QUERIES = [
    f"utm_source={EVIL}&from={EVIL}",
    f"x={EVIL}",
    f"mode={EVIL}",
    f"mode=elder&mode={EVIL}",
    f"%6dode={EVIL}&mode=elder",
    f"mode=elder;x={EVIL}",
    "page=%00",
    "&&&=&",
    "q=" + "a" * 3000,
]
PATHS = ["/", "/notices/{}/", "/hant/notices/{}/", "/notices/{}.json", "/feed/", "/search/?q=a"]
PATHS += ["/survey/", "/notices/{}/nothing/", "/art/nothing.html"]
METHODS = ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "HEAD", "get", EVIL]


def attacks(cookie: str) -> list[dict]:
    """What to ask an address with; each of these once with the cookie of somebody signed in."""
    found = [{"HTTP_COOKIE": cookie}, *HEADERS]
    found += [{"HTTP_ACCEPT_ENCODING": header} for header in PACKING]
    found += [{"query": query, "HTTP_COOKIE": cookie} for query in QUERIES]
    return found + [{"method": method, "HTTP_COOKIE": cookie} for method in METHODS]


def as_all_see_it(site, path: str) -> list[tuple]:
    """(status, headers, body) in each encoding."""
    path, _, query = path.partition("?")
    query = query.encode().decode("latin-1")
    own = {"x-request-id", "date"}
    answers = [Answer(site, path, query, HTTP_ACCEPT_ENCODING=name) for name in ENCODINGS]
    return [
        (a.status, {n: v for n, v in a.headers.items() if n not in own}, a.body) for a in answers
    ]


@pytest.fixture
def signed_in(client, cache):
    client.force_login(person("admin", "caiwen"))
    return "; ".join(f"{name}={value.value}" for name, value in client.cookies.items())


def test_nothing_that_one_reader_sends_is_seen_by_another(cache, signed_in):
    number = published().pk
    paths = [path.format(number) for path in PATHS]
    clean = PageCache(Counted(), 8 * MEGABYTE, Away())
    expected = {path: as_all_see_it(clean, path) for path in paths}
    for path in paths:
        for attack in attacks(signed_in):
            asked = {"path": path.partition("?")[0], **attack}
            Answer(cache, **asked)
    assert {path: as_all_see_it(cache, path) for path in paths} == expected


def test_whatever_is_kept_is_nobodys_own(cache, signed_in):
    path = f"/notices/{published().pk}/"
    for attack in attacks(signed_in):
        for address in (path, "/", "/nothing/", "/admin/", "/admin/login/", "/survey/"):
            Answer(cache, address, **attack)
    kept = {**cache.pages._kept, **cache.others._kept}
    assert {address for address, _, _ in kept} == {path, "/", "/nothing/", "/survey/"}
    for (_, query, _), answer in kept.items():
        said = str(answer.headers).encode() + _plain(answer)
        assert answer.header("set-cookie") == ""
        assert [word for word in (b"caiwen", b"csrf") if word in said] == []
        # An address may say again what it says itself, to who asks for that very address.
        assert EVIL in query or EVIL.encode() not in said


def _plain(kept) -> bytes:
    return UNPACK[kept.header("content-encoding")](kept.body)
