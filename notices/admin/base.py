"""What every table in the newsroom shares: each change of a setting is an Event."""

from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from ..models import Event

CHOOSE, UNCHOSEN = "请选择", "未选"


class Worded:
    """An admin or an inline whose empty choices are words: what one has to choose, or may leave."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            # A word is made and changed in its own table, not in passing.
            field.widget = field.widget.widget
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs.setdefault("empty_label", _empty(db_field))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        field = super().formfield_for_choice_field(db_field, request, **kwargs)
        field.choices = [
            (value, title if value else _empty(db_field)) for value, title in field.choices
        ]
        return field

    def get_action_choices(self, request, default_choices=(("", CHOOSE),)):
        return super().get_action_choices(request, [*default_choices])


def _empty(db_field) -> str:
    return UNCHOSEN if db_field.blank else CHOOSE


class RecordedAdmin(Worded, admin.ModelAdmin):
    """A ModelAdmin whose additions, changes and deletions go into the chained log."""

    def _record(self, request, objects, act: str, detail: str = "") -> None:
        with transaction.atomic():
            for changed in objects:
                Event.objects.record(
                    Event.Verb.SETTING_CHANGED,
                    request.user,
                    act=act,
                    what=str(changed._meta.verbose_name),
                    which=str(changed),
                    detail=detail or self.detail(changed),
                )

    def detail(self, changed) -> str:
        """What the log should keep of a row as it stands now."""
        return ""

    def delete_queryset(self, request, queryset):
        # One by one: a model's own delete moves the generation.
        with transaction.atomic():
            for row in queryset:
                row.delete()

    def log_addition(self, request, obj, message):
        self._record(request, [obj], "新增")
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        entry = super().log_change(request, obj, message)
        self._record(request, [obj], "修改", f"{entry.get_change_message()}{self.detail(obj)}")
        return entry

    def log_deletions(self, request, queryset):
        self._record(request, queryset, "删除")
        return super().log_deletions(request, queryset)


class PageAdmin(admin.ModelAdmin):
    """A table that has a page of its own instead of Django's list, and is written by verbs alone."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def refuse_who_may_not_look(self, request) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied

    def page_of(self, request, template: str, **context) -> TemplateResponse:
        """The page in the newsroom's frame; `template` is a name in the folder of the table."""
        frame = self.admin_site.each_context(request) | {"opts": self.opts}
        name = f"admin/notices/{self.opts.model_name}/{template}.html"
        return TemplateResponse(request, name, frame | context)


class OneRowAdmin(RecordedAdmin):
    """A table of one row: its list is its form, whether the row is there already or not."""

    def get_model_perms(self, request):
        # There is nothing to add beside the one row, so no menu offers it.
        return super().get_model_perms(request) | {"add": False}

    def render_change_form(self, request, context, *args, **kwargs):
        context |= {"show_save_and_add_another": False, "is_only_row": True}
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        obj.pk = self.model.ROW
        super().save_model(request, obj, form, change)

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not self.model.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        meta, row = self.model._meta, self.model.objects.first()
        page = f"admin:{meta.app_label}_{meta.model_name}"
        if row:
            return redirect(reverse(f"{page}_change", args=[row.pk]))
        if self.has_add_permission(request):
            return redirect(f"{page}_add")
        return super().changelist_view(request, extra_context)
