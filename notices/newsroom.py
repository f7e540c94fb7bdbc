"""The newsroom: Django's admin in the site's dress, with every sign-in on record."""

from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.db import transaction

from .models.event import Event


class SignInForm(AdminAuthenticationForm):
    def confirm_login_allowed(self, user):
        super().confirm_login_allowed(user)
        with transaction.atomic():
            Event.objects.record(Event.Verb.SIGNED_IN, user)


class Newsroom(AdminSite):
    site_header = "通知管理"
    site_title = "通知管理"
    index_title = "工作台"
    empty_value_display = "—"
    login_form = SignInForm
