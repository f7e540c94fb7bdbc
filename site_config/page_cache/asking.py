"""What a WSGI request asks for, in the one way a page is kept under; rubbish is not kept."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from ..compression import accepted
from ..surfaces import SURFACES
from ..traditional import PREFIX

LONGEST = 2000  # characters of path and query
LONGEST_HOST = 300  # a name has 253 at most (RFC 1035), then its port
# Who asks for these gets files, what is private, or how the process is now.
_PASSED_BY = re.compile(r"/(?:admin|static|healthz|readyz|metrics)(?:/|$)")
PARAMETERS = frozenset(name for surface in SURFACES for name in surface.parameters)
# What others append to our addresses when readers pass them on; it means nothing to us.
_APPENDED = re.compile(r"from|isappinstalled|scene|clicktime|enterid|share_[a-z]+|spm|utm_[a-z]+")


def _pattern(address: str) -> str:
    return re.sub("<[a-z]+>", "[0-9]+", re.escape(address))


def _any_of(surfaces) -> re.Pattern[str]:
    return re.compile("|".join(_pattern(surface.address) for surface in surfaces) or "(?!)")


_PAGES = _any_of(s for s in SURFACES if s.cache == "public" and s.is_page and not s.is_open)
_FILES = _any_of(s for s in SURFACES if not s.is_page)


@dataclass(frozen=True, slots=True)
class Asked:
    """`is_known`: one of the addresses there are."""

    path: str
    query: str
    encoding: str
    is_head: bool
    is_known: bool

    @property
    def key(self) -> tuple[str, str, str]:
        return self.path, self.query, self.encoding


def read(environ: dict) -> Asked | None:
    """None of what is not for this cache: other methods and hosts, the newsroom, files, queries
    with parameters that no page of ours has."""
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    method = environ["REQUEST_METHOD"]
    if method not in {"GET", "HEAD"} or len(path) + len(query) > LONGEST:
        return None
    if environ.get("SCRIPT_NAME") or _PASSED_BY.match(path) or not _is_our_door(environ):
        return None
    is_known = bool(_PAGES.fullmatch(path.removeprefix(PREFIX)))
    if not is_known and _FILES.fullmatch(path):
        return None
    if query and (query := _meant(query, is_known)) is None:
        return None
    encoding = _encoding(environ.get("HTTP_ACCEPT_ENCODING", "")[:LONGEST])
    return Asked(path, query, encoding, method == "HEAD", is_known)


def _meant(query: str, is_known: bool) -> str | None:
    """The query in one order, without what was appended; None where it may mean anything."""
    fields = {field.partition("=")[0]: field for field in query.split("&") if field}
    own = {name: field for name, field in fields.items() if not _APPENDED.fullmatch(name)}
    if not is_known or not own.keys() <= PARAMETERS or len(fields) < query.count("&") + 1:
        return None
    return "&".join(own[name] for name in sorted(own))


@lru_cache(256)
def _encoding(header: str) -> str:
    found = accepted(header)
    return next((name for name in ("br", "gzip") if name in found), "")


def _is_our_door(environ: dict) -> bool:
    """The host readers come to, over TLS where that is demanded: others are led there by Django."""
    if settings.SECURE_SSL_REDIRECT and environ.get("HTTP_X_FORWARDED_PROTO") != "https":
        return False
    host = environ.get("HTTP_HOST", "")
    return len(host) <= LONGEST_HOST and _is_ours(host, settings.DEMO_MODE, settings.SITE_URL)


@lru_cache(64)
def _is_ours(host: str, demo: bool, site_url: str) -> bool:
    domain, _ = split_domain_port(host)
    hosts = settings.ALLOWED_HOSTS if demo else [split_domain_port(site_url.partition("//")[2])[0]]
    return bool(domain) and validate_host(domain, hosts)
