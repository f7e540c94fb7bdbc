"""The page cache: what readers were shown a moment ago, until anything public changes."""

from collections.abc import Callable

from django.conf import settings

from .serving import PageCache

__all__ = ["PageCache", "cached"]


def cached(application: Callable) -> Callable:
    """The application behind a page cache, or itself where PAGE_CACHE_MB is 0 or DEBUG is on."""
    if settings.DEBUG or not settings.PAGE_CACHE_BYTES:
        return application
    return PageCache(application, settings.PAGE_CACHE_BYTES)
