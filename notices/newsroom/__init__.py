"""The newsroom: Django's admin in the site's dress, with every sign-in on record."""

from functools import update_wrapper

from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import BadRequest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from ..models.event import Event
from .dashboard import panels
from .nightly import last_night
from .waiting import waiting

# The sidebar, in the order people work; a table that is not named here comes last.
GROUPS = {
    "通知": ["Notice"],
    "基础数据": ["Issuer", "Topic", "Kind", "Holiday", "KeptWord", "OldAddress", "ReadingSetting"],
    "审核发布": ["Delegation", "DeskSetting", "DeskRule"],
    "检查": ["LiveFinding", "LexiconWord", "CheckSetting", "LinkSetting"],
    "站点": ["SiteIdentity", "Page", "FooterLink", "TraditionalWord"]
    + ["SurveyQuestion", "SurveyAnswer"],
    "用户和记录": ["User", "Event"],
}
_GROUPED = {name for names in GROUPS.values() for name in names}


class SignInForm(AdminAuthenticationForm):
    def confirm_login_allowed(self, user):
        super().confirm_login_allowed(user)
        with transaction.atomic():
            Event.objects.record(Event.Verb.SIGNED_IN, user)


class PasswordForm(AdminPasswordChangeForm):
    def save(self, commit=True):
        with transaction.atomic():
            user = super().save(commit)
            Event.objects.record(Event.Verb.PASSWORD_CHANGED, user)
        return user


class Newsroom(AdminSite):
    site_header = "通知管理"
    site_title = "通知管理"
    index_title = "工作台"
    empty_value_display = "—"
    login_form = SignInForm

    def get_app_list(self, request, app_label=None):
        """Tables by GROUPS instead of by application."""
        applications = super().get_app_list(request, app_label)
        tables = {table["object_name"]: table for one in applications for table in one["models"]}
        groups = GROUPS | {"其他": [name for name in tables if name not in _GROUPED]}
        return [
            {"name": group, "app_label": f"group-{place}", "app_url": "", "models": shown}
            for place, (group, names) in enumerate(groups.items(), 1)
            if (shown := [tables[name] for name in names if name in tables])
        ]

    def each_context(self, request):
        """With what waits for the person, asked only by pages that have the sidebar."""
        sees = request.user.has_perm("notices.view_notice")
        mine = SimpleLazyObject(lambda: waiting(request.user)) if sees else []
        return super().each_context(request) | {"waiting": mine}

    def index(self, request, extra_context=None):
        mine = panels(request.user) if request.user.has_perm("notices.view_notice") else []
        context = {"panels": mine, "night": last_night(timezone.now())}
        return super().index(request, context | (extra_context or {}))

    def password_change(self, request, extra_context=None):
        """Django's page, with a form that leaves a record."""
        view = PasswordChangeView.as_view(
            form_class=PasswordForm,
            success_url=reverse("admin:password_change_done", current_app=self.name),
            extra_context=self.each_context(request) | (extra_context or {}),
            template_name="registration/password_change_form.html",
        )
        request.current_app = self.name
        return view(request)

    def admin_view(self, view, cacheable=False):
        """Every page refuses keys that no row can have, before a query chokes on them."""

        def readable(request, *args, **kwargs):
            chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
            if not all(key.isascii() and key.isdigit() and len(key) <= 18 for key in chosen):
                raise BadRequest("no such rows")
            return view(request, *args, **kwargs)

        return super().admin_view(update_wrapper(readable, view), cacheable)
