"""The site behind its page cache, as it answers what the cache does not hold as it is.

`unchanged`: every request comes in another generation of the site, and the rows are as they were:
what a page costs that was not asked for since something elsewhere changed. `anew`: the cache keeps
nothing. What is read once in a generation is read for every request of the one, once in the other.
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


unchanged = PageCache(site, 2**26, Moving())
anew = PageCache(site, 0)
