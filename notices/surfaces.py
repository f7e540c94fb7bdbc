"""The public surfaces of notices: the tests of freshness, headers, 410 and access walk this list.

`site_config.surfaces` adds the site's own; every later surface joins here.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Surface:
    """One kind of address.

    `name` is its URL name; `address` its path, <id>, <k>, <n>, <w>, <rest> and <old> standing for a
    notice, an edition, a file, a width in pixels, anything, and an old site's address, which no URL
    pattern answers and the 404 handler asks for; <topic>, <issuer>, <year> and <month> for those; `cache` who may keep it; `role` who may see it, None for readers.
    """

    name: str
    address: str
    cache: Literal["public", "none"]
    role: str | None = None


SURFACES = (
    Surface("notices:home", "/", "public"),
    Surface("notices:topic", "/topics/<topic>/", "public"),
    Surface("notices:issuer", "/issuers/<issuer>/", "public"),
    Surface("notices:archive", "/archive/", "public"),
    Surface("notices:year", "/archive/<year>/", "public"),
    Surface("notices:month", "/archive/<year>/<month>/", "public"),
    Surface("notices:search", "/search/", "public"),
    Surface("notices:page", "/notices/<id>/", "public"),
    Surface("notices:edition", "/notices/<id>/editions/<k>/", "public"),
    Surface("notices:qr", "/notices/<id>/qr.svg", "public"),
    Surface("notices:file", "/notices/<id>/files/<n>/", "public"),
    Surface("notices:figure", "/notices/<id>/figures/<n>/", "public"),
    Surface("notices:figure_width", "/notices/<id>/figures/<n>/<w>/", "public"),
    Surface("notices:below", "/notices/<id>/<rest>/", "public"),
    Surface("notices:old_address", "/<old>", "public"),
    Surface("notices:data", "/notices/<id>.json", "public"),
    Surface("notices:api", "/api/", "public"),
    Surface("notices:api_description", "/api/openapi.json", "public"),
    Surface("notices:api_notice", "/api/notices/<id>/", "public"),
    Surface("notices:api_edition", "/api/notices/<id>/editions/<k>/", "public"),
    Surface("notices:feed", "/feed/", "public"),
    Surface("notices:sitemap", "/sitemap.xml", "public"),
    Surface("notices:robots", "/robots.txt", "public"),
)
