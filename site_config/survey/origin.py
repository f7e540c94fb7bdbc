"""Whether a form was sent from a page of this site: what stands in for a cookie's token."""

from urllib.parse import urlsplit

from django.conf import settings

DEFAULT_PORTS = {"http": 80, "https": 443}


def origin_of(address: str) -> str:
    """Scheme, host and port of an address as browsers write an Origin; "" where it has none."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    named = port and port != DEFAULT_PORTS[parts.scheme]
    return f"{parts.scheme}://{host}:{port}" if named else f"{parts.scheme}://{host}"


def is_ours(request) -> bool:
    """Origin (or, without it, Referer) names this site, and Sec-Fetch-Site does not deny it.

    In demo mode the site has as many names as the machine has loopback addresses.
    """
    if request.headers.get("Sec-Fetch-Site", "none") not in {"same-origin", "none"}:
        return False
    ours = {origin_of(settings.SITE_URL)}
    if settings.DEMO_MODE:
        ours.add(origin_of(request.build_absolute_uri("/")))
    sent = request.headers.get("Origin") or request.headers.get("Referer", "")
    return origin_of(sent) in ours
