"""A Django view that returns the bytes of a file: what a page costs that is no work at all.

Everything before and after the view is the site's own; CONSTANT_BODY names the file.
"""

import os
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.constant_settings")

from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

BODY = Path(os.environ["CONSTANT_BODY"]).read_bytes()
urlpatterns = [path("constant/", lambda request: HttpResponse(BODY), name="constant")]
application = get_wsgi_application()
