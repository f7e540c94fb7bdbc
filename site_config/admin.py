"""The site in the newsroom: its name, footer, pages and survey."""

from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.text import Truncator

from notices.admin.base import OneRowAdmin, RecordedAdmin

from .models import (
    FooterLink,
    Page,
    SiteIdentity,
    SurveyAnswer,
    SurveyChoice,
    SurveyQuestion,
    TraditionalWord,
)
from .survey import rules


@admin.register(SiteIdentity)
class SiteIdentityAdmin(OneRowAdmin):
    fieldsets = [
        ("名称", {"fields": ["name", "short_name", "mark", "organisation"]}),
        ("首页", {"fields": ["home_heading", "description"]}),
        ("页脚", {"fields": ["copyright", "icp_number", "police_number"]}),
        ("网页标签", {"fields": ["id_code"]}),
        ("繁体版", {"fields": ["traditional"]}),
    ]

    def save_model(self, request, obj, form, change):
        obj.pk = SiteIdentity.ROW
        super().save_model(request, obj, form, change)


@admin.register(FooterLink)
class FooterLinkAdmin(RecordedAdmin):
    list_display = ["title", "address", "order"]


@admin.register(Page)
class PageAdmin(RecordedAdmin):
    list_display = ["title", "address", "updated_at"]
    fields = ["slug", "title", "body"]

    @admin.display(description="地址")
    def address(self, page):
        return page.get_absolute_url()

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []

    def has_add_permission(self, request):
        missing = Page.objects.count() < len(Page.Slug)
        return super().has_add_permission(request) and missing

    def has_delete_permission(self, request, obj=None):
        # The footer leads to both; an empty page says that it is not written yet.
        return False


@admin.register(TraditionalWord)
class TraditionalWordAdmin(RecordedAdmin):
    list_display = ["word", "traditional", "note"]
    search_fields = ["word", "traditional", "note"]


class SurveyChoiceInline(admin.TabularInline):
    model = SurveyChoice
    extra = 1
    verbose_name_plural = "选项（单选、多选题）"


@admin.register(SurveyQuestion)
class SurveyQuestionAdmin(RecordedAdmin):
    list_display = ["text", "kind", "required", "order"]
    fields = ["order", "text", "kind", "required", "max_length"]
    inlines = [SurveyChoiceInline]


@admin.register(SurveyAnswer)
class SurveyAnswerAdmin(RecordedAdmin):
    """Answers are read here and, where they hold personal data, deleted; never changed."""

    SHOWN = 120  # characters of an answer in the list
    COUNTED = 2000  # the newest answers the summary counts: a page must not grow with the years

    change_list_template = "admin/site_config/surveyanswer/change_list.html"
    list_display = ["at", "summary"]
    fields = readonly_fields = ["at", "told"]
    show_full_result_count = False

    @admin.display(description="内容")
    def summary(self, answer):
        texts = [_shown(row["answer"]) for row in answer.rows()]
        return Truncator("；".join(texts)).chars(self.SHOWN, truncate="……")

    @admin.display(description="答卷")
    def told(self, answer):
        rows = [(row["question"], _shown(row["answer"])) for row in answer.rows()]
        return format_html_join("", "<p><strong>{}</strong><br>{}</p>", rows)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        newest = [answer.rows() for answer in SurveyAnswer.objects.all()[: self.COUNTED]]
        context = {
            "tally": rules.tally(SurveyQuestion.form(), newest),
            "counted": len(newest),
        }
        return super().changelist_view(request, (extra_context or {}) | context)


def _shown(answer: str | list[str]) -> str:
    return answer if isinstance(answer, str) else "、".join(answer)
