"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

from . import traditional, views
from .watching import health, metrics

pages = [
    path("about/", views.page, {"slug": "about"}, name="about"),
    path("contact/", views.page, {"slug": "contact"}, name="contact"),
    path("site-map/", views.site_map, name="site_map"),
    path("survey/", views.survey, name="survey"),
    path("survey/thanks/", views.survey_thanks, name="survey_thanks"),
    path("hant/", traditional.page, name="hant"),
    path("hant/<path:rest>", traditional.page, name="hant_page"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
]

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include((pages, "site"))),
    path("", include("notices.urls")),
]

handler400 = "site_config.errors.bad_request"
handler403 = "site_config.errors.forbidden"
handler404 = "site_config.errors.not_found"
handler500 = "site_config.errors.broken"
