"""The addresses of notices; included at the root of the site."""

from django.urls import path, register_converter

from .feeds import feed
from .sitemaps import sitemap
from .views import api, files, pages, qr, reading_copies
from .views.history import history
from .views.searching import data, page


class NumberConverter:
    """A number written in the one way it has, and within what a database can hold."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, text: str) -> int:
        return int(text)

    def to_url(self, number: int) -> str:
        return str(number)


register_converter(NumberConverter, "number")

app_name = "notices"
urlpatterns = [
    path("", pages.home, name="home"),
    path("search/", page.search, name="search"),
    path("notices/<number:number>/", pages.page, name="page"),
    path(
        "notices/<number:number>/editions/<number:edition_number>/", pages.edition, name="edition"
    ),
    path("notices/<number:number>/history/", history, name="history"),
    path("notices/<number:number>.json", api.notice, name="data"),
    path("notices/<number:number>/qr.svg", qr.code, name="qr"),
    path("notices/<number:number>/files/<number:file_number>/", files.file, name="file"),
    path(
        "notices/<number:number>/files/<number:file_number>/view/",
        reading_copies.view,
        name="file_view",
    ),
    path(
        "notices/<number:number>/files/<number:file_number>/view/<number:page>/",
        reading_copies.page,
        name="file_page",
    ),
    path("notices/<number:number>/figures/<number:figure_number>/", files.figure, name="figure"),
    path(
        "notices/<number:number>/figures/<number:figure_number>/<number:width>/",
        files.figure_width,
        name="figure_width",
    ),
    # Last of its kind: with the slash only, so that Django adds a missing one to those above.
    path("notices/<number:number>/<path:rest>/", pages.below, name="below"),
    path("notices/<number:number>//", pages.below, {"rest": ""}, name="below"),
    path("api/", api.notices, name="api"),
    path("api/search/", data.search, name="api_search"),
    path("api/openapi.json", api.description, name="api_description"),
    path("api/notices/<number:number>/", api.notice, name="api_notice"),
    path(
        "api/notices/<number:number>/editions/<number:edition_number>/",
        api.edition,
        name="api_edition",
    ),
    path("feed/", feed, name="feed"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", pages.robots, name="robots"),
]
