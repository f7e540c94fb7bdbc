"""The QR code of a notice's address."""

import re

import pytest
import segno
from django.conf import settings

from .making import published, publisher

pytestmark = pytest.mark.django_db


def test_the_code_says_the_address_of_the_page(client):
    notice = published()
    response = client.get(f"/notices/{notice.pk}/qr.svg")
    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
    drawing = response.content.decode()
    expected = segno.make(f"{settings.SITE_URL}/notices/{notice.pk}/", error="m", micro=False)
    side = expected.symbol_size(border=4)[0]
    assert f'viewBox="0 0 {side} {side}"' in drawing
    # Each line of the drawing is one run of dark modules: h and its length.
    dark = sum(int(length) for length in re.findall(r"h(\d+)", drawing.split("stroke=")[1]))
    assert dark == sum(map(sum, expected.matrix))
    assert "<script" not in drawing and "style=" not in drawing


def test_the_page_shows_the_code_only_when_it_is_asked_for(client):
    notice = published()
    body = client.get(f"/notices/{notice.pk}/").content.decode()
    fold = body[
        body.index('<details class="share">') : body.index("</details>", body.index("share"))
    ]
    assert f'<img src="/notices/{notice.pk}/qr.svg"' in fold and 'loading="lazy"' in fold


def test_a_page_taken_down_has_no_code(client):
    notice = published()
    notice.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    assert client.get(f"/notices/{notice.pk}/qr.svg").status_code == 410
    assert client.get("/notices/999/qr.svg").status_code == 404
