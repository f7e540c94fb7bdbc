"""The newsroom's own pages of notices: their addresses, names, and the views behind them."""

from functools import partial

from django.urls import path
from django.views.decorators.http import require_safe

from .arriving import batch_view
from .checking import links_view, problems_view, waive_view
from .desk.sheet import scan_view, sheet_view
from .import_page import after_import, import_view
from .kept_files import look_view, upload_view
from .outline import labels_view
from .proofing import (
    compare_view,
    differences_view,
    wechat_article_view,
    wechat_view,
    word_view,
)
from .review import replace_view, review_view
from .verbs import verb_view
from .whole_page import whole_view

# (address, view, name after "notices_notice_"); of views that draw a page of the admin the first
# argument is the ModelAdmin.
WITH_ADMIN = (
    ("import/", import_view, "import"),
    ("import/results/", partial(batch_view, after_import=after_import), "batch"),
    ("<int:pk>/do/<slug:name>/", verb_view, "verb"),
    ("<int:pk>/originals/<int:original_pk>/review/", review_view, "review"),
    ("<int:pk>/replace/", partial(replace_view, after_import=after_import), "replace"),
    ("<int:pk>/problems/", problems_view, "problems"),
    ("<int:pk>/links/", links_view, "links"),
    ("<int:pk>/whole/", whole_view, "whole"),
    ("<int:pk>/wechat/", wechat_view, "wechat"),
    ("<int:pk>/compare-original/", compare_view, "compare_original"),
    ("<int:pk>/differences/", differences_view, "differences"),
    ("<int:pk>/sheet/", sheet_view, "sheet"),
    ("<int:pk>/sheet/<int:submission_pk>/", sheet_view, "sheet_of"),
)
ALONE = (
    ("upload/<slug:part>/", upload_view, "upload"),
    ("files/<slug:part>/<str:token>/", look_view, "file"),
    ("<int:pk>/waive/", waive_view, "waive"),
    ("labels/", labels_view, "labels"),
    ("<int:pk>/word/", word_view, "word"),
    ("<int:pk>/editions/<int:edition_number>/word/", word_view, "edition_word"),
    ("<int:pk>/wechat/article/", wechat_article_view, "wechat_article"),
    ("<int:pk>/scans/<int:sheet_pk>/", scan_view, "scan"),
)
# Pages that take no form.
READ_ONLY = {"wechat", "differences", "sheet", "sheet_of"}


class NoticePages:
    """A ModelAdmin of notices with these pages before its own."""

    def get_urls(self):
        rows = [(address, partial(view, self), name) for address, view, name in WITH_ADMIN]
        return [
            *(
                path(address, self._wrapped(view, name), name=f"notices_notice_{name}")
                for address, view, name in (*rows, *ALONE)
            ),
            *self.list_urls(),
            *super().get_urls(),
        ]

    def _wrapped(self, view, name: str):
        return self.admin_site.admin_view(require_safe(view) if name in READ_ONLY else view)
