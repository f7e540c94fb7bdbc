"""The public surfaces of notices: the tests of freshness, headers, 410 and access walk this list.

`site_config.surfaces` adds the site's own; every later surface joins here.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Surface:
    """One kind of address.

    `name` is its URL name; `address` its path, <id>, <k>, <n>, <p>, <w>, <rest> and <old> standing
    for a notice, an edition, a file, its page, a width in pixels, anything, and an old site's
    address, which no URL pattern answers and the 404 handler asks for; <topic>, <issuer>, <year>
    and <month> for those; `cache` who may keep it; `role` who may see it, None for readers;
    `parameters` what its query may say (with others it is not kept); `is_page` is False of the
    bytes of a file; `question` is a query without which it answers nothing, <q> standing for a word.
    """

    name: str
    address: str
    cache: Literal["public", "none"]
    role: str | None = None
    parameters: tuple[str, ...] = ()
    is_page: bool = True
    question: str = ""

    @property
    def whole(self) -> str:
        """The address with its question."""
        return f"{self.address}?{self.question}" if self.question else self.address

    @property
    def is_open(self) -> bool:
        """Whether it stands for addresses of any form."""
        return self.address.endswith(("<rest>/", "<old>"))


MODE = ("mode",)
FINDING = ("q", "sort", "after", "in", "place")
FOUND = ("q", "sort", "validity", "limit", "cursor")
PAGE = ("page",)
LIST = (*PAGE, "year", "issuer", "topic", "kind", "validity")

SURFACES = (
    Surface("notices:home", "/", "public", parameters=MODE + LIST),
    Surface("notices:topic", "/topics/<topic>/", "public", parameters=MODE + PAGE),
    Surface("notices:issuer", "/issuers/<issuer>/", "public", parameters=MODE + PAGE),
    Surface("notices:archive", "/archive/", "public", parameters=MODE),
    Surface("notices:year", "/archive/<year>/", "public", parameters=MODE + PAGE),
    Surface("notices:month", "/archive/<year>/<month>/", "public", parameters=MODE + PAGE),
    Surface("notices:search", "/search/", "public", parameters=FINDING),
    Surface("notices:page", "/notices/<id>/", "public"),
    Surface("notices:edition", "/notices/<id>/editions/<k>/", "public"),
    Surface("notices:history", "/notices/<id>/history/", "public", parameters=("on", "edition")),
    Surface("notices:qr", "/notices/<id>/qr.svg", "public"),
    Surface("notices:file", "/notices/<id>/files/<n>/", "public", is_page=False),
    Surface("notices:file_view", "/notices/<id>/files/<n>/view/", "public", parameters=("p",)),
    Surface("notices:file_page", "/notices/<id>/files/<n>/view/<p>/", "public", is_page=False),
    Surface("notices:figure", "/notices/<id>/figures/<n>/", "public", is_page=False),
    Surface("notices:figure_width", "/notices/<id>/figures/<n>/<w>/", "public", is_page=False),
    Surface("notices:below", "/notices/<id>/<rest>/", "public"),
    Surface("notices:old_address", "/<old>", "public"),
    Surface("notices:data", "/notices/<id>.json", "public"),
    Surface("notices:api", "/api/", "public", parameters=("limit", "cursor")),
    Surface("notices:api_search", "/api/search/", "public", parameters=FOUND, question="q=<q>"),
    Surface("notices:api_description", "/api/openapi.json", "public"),
    Surface("notices:api_notice", "/api/notices/<id>/", "public"),
    Surface("notices:api_edition", "/api/notices/<id>/editions/<k>/", "public"),
    Surface("notices:feed", "/feed/", "public", parameters=("topic", "issuer")),
    Surface("notices:sitemap", "/sitemap.xml", "public", parameters=("section", "p")),
    Surface("notices:robots", "/robots.txt", "public"),
)
