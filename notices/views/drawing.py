"""A notice's page as readers get it, for who asks without a browser."""

from django.http import HttpRequest
from django.urls import reverse

from . import pages


def page_of(number: int) -> str:
    """The HTML of the live edition's page; of one that is gone meanwhile, what it answers."""
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = reverse("notices:page", args=[number])
    return pages.page(request, number).content.decode()
