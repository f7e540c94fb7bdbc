"""The QR code (二维码) of a notice's address: scanned from a screen or a print, it opens the page."""

import io
from functools import lru_cache

import segno
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from .answers import saying_gone, shown

QUIET_ZONE = 4  # modules of light round the code (ISO/IEC 18004)


@require_safe
@saying_gone
def code(request, number: int):
    """The code as SVG, while the notice is shown."""
    shown(number, timezone.now())
    address = f"{settings.SITE_URL}{reverse('notices:page', args=[number])}"
    return HttpResponse(_drawing(address), content_type="image/svg+xml")


@lru_cache(maxsize=1024)
def _drawing(address: str) -> bytes:
    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawing, kind="svg", border=QUIET_ZONE, omitsize=True, light="#fff", nl=False
    )
    return drawing.getvalue()
