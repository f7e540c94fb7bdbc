"""The site behind its page cache, where something public changes before every request.

What a page costs in a generation in which it was not yet asked for, and reads as it did.
"""

import os
from dataclasses import replace

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")

from django.core.wsgi import get_wsgi_application

site = get_wsgi_application()

from site_config.generations import Known, Watch  # noqa: E402
from site_config.page_cache import PageCache  # noqa: E402


class Moving(Watch):
    """Each look is at another generation; the rows stay as they are."""

    def __init__(self):
        super().__init__()
        self.looks = 0

    def now(self) -> Known | None:
        self.looks += 1
        known = super().now()
        return known and replace(known, key=(-self.looks, known.key[1]))

    def is_current(self, known: Known) -> bool:
        return True


application = PageCache(site, 2**26, Moving())
