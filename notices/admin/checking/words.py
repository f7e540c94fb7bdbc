"""词库: the organisation's words, one by one or as a CSV file."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path

from ...checks.words.table import COLUMNS, MOST_LINES, BadTable, read_table, write_table
from ...models import LexiconWord
from ..base import RecordedAdmin

LIST = "admin:notices_lexiconword_changelist"


class TableForm(forms.Form):
    file = forms.FileField(label="CSV 文件")


@admin.register(LexiconWord)
class LexiconWordAdmin(RecordedAdmin):
    change_list_template = "admin/notices/lexiconword/change_list.html"
    list_display = ["wrong", "right", "reason", "source", "since", "until", "title", "order"]
    search_fields = ["wrong", "right", "reason", "source"]
    list_per_page = 100
    fieldsets = [
        (None, {"fields": ["wrong", "right", "reason", "source", ("since", "until")]}),
        (
            "人名",
            {
                "fields": [("title", "order")],
                "description": "词是人名时填写：检查职务与姓名是否相符、并列时的排序。",
            },
        ),
    ]

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("import/", wrap(self.import_view), name="notices_lexiconword_import"),
            path("export/", wrap(self.export_view), name="notices_lexiconword_export"),
            *super().get_urls(),
        ]

    def import_view(self, request):
        """GET asks, POST lays all words of the file or none; faults are said by line."""
        if not (self.has_add_permission(request) and self.has_change_permission(request)):
            raise PermissionDenied
        form = TableForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            file, faults = form.cleaned_data["file"], ()
            try:
                words = read_table(file.read())
            except BadTable as refusal:
                faults = refusal.sentences
            else:
                return self._laid(request, words, file.name)
            for sentence in faults:
                form.add_error("file", sentence)
        context = self.admin_site.each_context(request) | {
            "title": "导入词库",
            "opts": self.model._meta,
            "form": form,
            "columns": COLUMNS,
            "most_lines": MOST_LINES,
        }
        return TemplateResponse(request, "admin/notices/lexiconword/import.html", context)

    def _laid(self, request, words, name: str):
        LexiconWord.objects.import_words(request.user, words, name)
        messages.success(request, f"已导入 {len(words):,} 个词。")
        return redirect(LIST)

    def export_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        words = (word.as_word() for word in LexiconWord.objects.all().iterator())
        answer = HttpResponse(write_table(words), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="lexicon.csv"'
        return answer
