"""正文 of a notice that may only be looked at: as readers would have it, remarks in their places."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from ... import reading
from ...models import Notice
from ...models.payload import payload_of
from ..kept_files import picture_address
from .standing import AtDesk


def whole_text(notice: Notice) -> SafeString:
    """The text by the readers' templates; what is said of it by the newsroom's."""
    document = reading.document(payload_of(notice), picture_address=picture_address)
    at = AtDesk.of(notice)
    rows = [row for part in document.parts for row in part.sections]
    context = {
        "document": document,
        "rows": [(row, _remarks(notice, at, row.number)) for row in rows],
        "may_remark": at.may_remark,
        "original": notice,
    }
    return mark_safe(render_to_string("notices/whole_text.html", context))


def _remarks(notice: Notice, at: AtDesk, section: int) -> list[SafeString]:
    template = "admin/notices/notice/remark.html"
    found = at.remarks.get(section, [])
    return [render_to_string(template, {"one": one, "original": notice}) for one in found]
