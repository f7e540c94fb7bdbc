"""What every page of the site carries, whatever stands on it: its identity and its footer.

Read once in a generation of the site, and remembered for pages no database can be asked for.
"""

from collections.abc import Callable

from .models import FooterLink, SiteIdentity

_last: dict = {}
# The generation each was read in.
_read_in: dict = {}


def identity(generation: tuple | None) -> SiteIdentity:
    """As it was read in this generation of the site, `Known.key`; where that is None, as it is."""
    return _of("identity", generation, SiteIdentity.current)


def footer(generation: tuple | None) -> list[FooterLink]:
    return _of("footer", generation, _footer)


def remembered() -> tuple[SiteIdentity, list[FooterLink]]:
    """Without a query: as last read, or the words of a site not yet set up."""
    first = [FooterLink(title=title, address=address) for title, address in FooterLink.FIRST]
    return _last.get("identity") or SiteIdentity(), _last.get("footer") or first


def _of(what: str, generation: tuple | None, read: Callable):
    if generation is None or _read_in.get(what) != generation:
        _last[what], _read_in[what] = read(), generation
    return _last[what]


def _footer() -> list[FooterLink]:
    return list(FooterLink.objects.all())
