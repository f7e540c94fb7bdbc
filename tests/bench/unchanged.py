"""The site behind its page cache, where every request comes in another generation of the site.

What a page costs that was not asked for since something elsewhere changed; what is read once in a
generation is read for it alone.
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
