"""Users; what they may do comes from their roles alone."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from django.contrib.auth.models import Group

from ..models import User
from ..roles import ROLES, conflict
from .base import RecordedAdmin

admin.site.unregister(Group)


class Posts(forms.ModelMultipleChoiceField):
    """Roles under the names they have at the desk."""

    def __init__(self, **options):
        named = Group.objects.filter(name__in=ROLES).order_by("name")
        super().__init__(named, widget=forms.CheckboxSelectMultiple, **options)

    def label_from_instance(self, group):
        return ROLES[group.name][0]


class NewPasswordForm(AdminPasswordChangeForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Whoever may not come in is made inactive; a password is the only way in.
        self.fields.pop("usable_password", None)


class NewPersonForm(UserCreationForm):
    class Meta(UserCreationForm.Meta):
        model = User


class PersonForm(UserChangeForm):
    groups = Posts(label="岗位", required=False, help_text="能做什么，全由岗位决定。")

    def clean_groups(self):
        groups = self.cleaned_data["groups"]
        pair = conflict({group.name for group in groups})
        if pair:
            names = "和".join(ROLES[role][0] for role in pair)
            raise forms.ValidationError(f"{names}不能由同一人兼任。")
        return groups


class RoleFilter(admin.SimpleListFilter):
    title, parameter_name = "岗位", "role"

    def lookups(self, request, model_admin):
        return [(name, title) for name, (title, *_) in ROLES.items()]

    def queryset(self, request, queryset):
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


@admin.register(User)
class PersonAdmin(RecordedAdmin, UserAdmin):
    form, add_form, change_password_form = PersonForm, NewPersonForm, NewPasswordForm
    list_display = ["username", "named", "roles", "is_active", "last_login"]
    list_filter = ["is_active", RoleFilter]
    # No is_superuser and no single permissions: a role is the only way to a right.
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("姓名", {"fields": ["last_name", "first_name"]}),
        ("岗位", {"fields": ["is_active", "is_staff", "groups"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "password1", "password2"]}),
    ]
    # Of Django's page, a widget for hundreds of groups.
    filter_horizontal = []

    @admin.display(description="姓名")
    def named(self, user):
        return user.get_full_name()

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
