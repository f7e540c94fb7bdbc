"""The texts a browser keeps while they are typed, and the word that they are saved now."""

import re

from django.conf import settings
from django.urls import reverse

COOKIE = "saved_drafts"
# Made by the browser for each form it opens.
TOKEN = re.compile(r"[0-9a-z]{8,40}")
MOST = 20


def tell_saved(request, response):
    """Names the saved form in a cookie of the newsroom; its next form clears what was kept."""
    token = request.POST.get("draft", "")
    if TOKEN.fullmatch(token):
        told = [one for one in request.COOKIES.get(COOKIE, "").split(".") if TOKEN.fullmatch(one)]
        response.set_cookie(
            COOKIE,
            ".".join([*told, token][-MOST:]),
            max_age=settings.SESSION_COOKIE_AGE,
            path=reverse("admin:index"),
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Strict",
        )
    return response
