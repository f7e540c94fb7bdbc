"""Users; what they may do comes from their roles alone."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group

from ..models import User
from ..roles import ROLES, conflict
from .base import RecordedAdmin

admin.site.unregister(Group)


class PersonForm(UserChangeForm):
    def clean_groups(self):
        groups = self.cleaned_data["groups"]
        pair = conflict({group.name for group in groups})
        if pair:
            names = "和".join(ROLES[role][0] for role in pair)
            raise forms.ValidationError(f"{names}不能由同一人兼任。")
        return groups


@admin.register(User)
class PersonAdmin(RecordedAdmin, UserAdmin):
    form = PersonForm
    list_display = ["username", "get_full_name", "roles", "is_active", "last_login"]
    list_filter = ["is_active", "groups"]
    # No is_superuser and no single permissions: a role is the only way to a right.
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("姓名", {"fields": ["last_name", "first_name"]}),
        ("岗位", {"fields": ["is_active", "is_staff", "groups"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "usable_password", "password1", "password2"]}),
    ]
    filter_horizontal = ["groups"]

    @admin.display(description="岗位")
    def roles(self, user):
        names = [ROLES[group.name][0] for group in user.groups.all() if group.name in ROLES]
        return "、".join(names) or "—"

    def detail(self, changed):
        return f"岗位：{self.roles(changed)}"

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def has_change_permission(self, request, obj=None):
        """Nobody gives a role to himself, and nobody touches a superuser through this form."""
        if obj is not None and (obj.pk == request.user.pk or obj.is_superuser):
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        # Who acted stays known; an account that is no longer used is made inactive.
        return False
