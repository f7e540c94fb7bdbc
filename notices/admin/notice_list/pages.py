"""Pages of the list without counting: one row more than a page says whether there is a next."""

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import PAGE_VAR, ChangeList

from .kept import narrowed

LAST_PAGE = 100_000


class NoticeChangeList(ChangeList):
    """Finds the keys of one page first, then reads only those rows with their states."""

    def get_results(self, request):
        if not 1 <= self.page_num <= LAST_PAGE:
            raise IncorrectLookupParameters
        start = (self.page_num - 1) * self.list_per_page
        keys = list(
            self.queryset.values_list("pk", flat=True)[start : start + self.list_per_page + 1]
        )
        shown = keys[: self.list_per_page]
        rows = {row.pk: row for row in self.model_admin.rows(request, shown)}
        # A row may have been deleted between the two queries.
        self.result_list = [rows[key] for key in shown if key in rows]
        self.result_count = len(self.result_list)
        self.full_result_count = None
        self.show_full_result_count = False
        self.show_admin_actions = bool(shown)
        self.can_show_all = self.multi_page = False
        self.paginator = None
        self.first = start + 1
        self.last = start + len(shown)
        self.previous_page = self._page(self.page_num - 1) if self.page_num > 1 else ""
        self.next_page = self._page(self.page_num + 1) if len(keys) > len(shown) else ""
        asked = narrowed(request.GET)
        self.is_narrowed, self.is_bin = bool(asked), asked == "state=binned"
        # The filters stand beside the search, not in Django's column.
        self.has_filters = False

    def _page(self, number: int) -> str:
        return self.get_query_string({PAGE_VAR: number})
