"""The one list of every public surface: its address, who may cache it, who may see it."""

from notices.surfaces import SURFACES as NOTICE_SURFACES
from notices.surfaces import Surface

SURFACES = (
    *NOTICE_SURFACES,
    Surface("site:about", "/about/", "public"),
    Surface("site:contact", "/contact/", "public"),
    Surface("site:site_map", "/site-map/", "public", parameters=("page",)),
    Surface("site:survey", "/survey/", "public"),
    Surface("site:survey_thanks", "/survey/thanks/", "public"),
    Surface("site:hant", "/hant/", "public"),
    Surface("site:hant_page", "/hant/notices/<id>/", "public"),
    Surface("site:healthz", "/healthz", "none"),
    Surface("site:readyz", "/readyz", "none"),
    Surface("site:metrics", "/metrics", "none"),
)
