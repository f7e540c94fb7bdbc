"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

from . import health, views

pages = [
    path("about/", views.page, {"slug": "about"}, name="about"),
    path("contact/", views.page, {"slug": "contact"}, name="contact"),
    path("site-map/", views.site_map, name="site_map"),
    path("survey/", views.survey, name="survey"),
    path("survey/thanks/", views.survey_thanks, name="survey_thanks"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include((pages, "site"))),
    path("", include("notices.urls")),
]

# 403, 404 and 500 are Django's views over templates/4xx.html and 500.html.
handler400 = "site_config.views.bad_request"
