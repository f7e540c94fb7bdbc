"""委托代审 in the newsroom: given, seen by both sides, and ended, on one page."""

from django import forms
from django.contrib import admin, messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from ...models import Delegation, User
from ...newsroom.waiting import Desk
from ...refusal import Refused
from ..base import CHOOSE, PageAdmin

PAGE = "notices_delegation_changelist"
SHOWN = 50


class DelegationForm(forms.Form):
    to = forms.ModelChoiceField(label="委托给谁", queryset=User.objects.none(), empty_label=CHOOSE)
    starts_at = forms.DateTimeField(
        label="开始",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    ends_at = forms.DateTimeField(
        label="截止",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    reason = forms.CharField(
        label="原因", max_length=200, widget=forms.TextInput(attrs={"class": "vLargeTextField"})
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        seeing = User.objects.with_perm("notices.view_notice", include_superusers=False)
        self.fields["to"].queryset = seeing.exclude(pk=user.pk).order_by("username")
        self.initial["starts_at"] = timezone.now()
        zone = timezone.get_current_timezone_name()
        self.fields["ends_at"].help_text = f"时区 {zone}；到时自动结束，也可以提前结束。"
        self.fields["reason"].help_text = "记入办理记录，例如外出学习。"


@admin.register(Delegation)
class DelegationAdmin(PageAdmin):
    """One page instead of Django's: a delegation is given and ended by its verbs alone."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(self.page), name=PAGE),
            path("<int:pk>/end/", wrap(require_POST(self.end)), name="notices_delegation_end"),
        ]

    def has_view_permission(self, request, obj=None):
        """Who may give one, and who was given one."""
        user = request.user
        if not user.has_perm("notices.view_notice"):
            return False
        return user.has_perm("notices.approve_notice") or Desk.of(user).found["was_given_one"]

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def page(self, request):
        self.refuse_who_may_not_look(request)
        may_give = request.user.has_perm("notices.approve_notice")
        data = request.POST if request.method == "POST" else None
        form = DelegationForm(data, user=request.user) if may_give else None
        if data is not None and form and form.is_valid():
            try:
                made = Delegation.objects.delegate(request.user, **form.cleaned_data)
            except Refused as refusal:
                for reason in refusal.reasons:
                    form.add_error(None, reason)
            else:
                messages.success(request, f"已委托{made.to}代审。")
                return redirect(f"admin:{PAGE}")
        rows = _rows(request.user)
        return self.page_of(request, "page", title="委托代审", form=form, rows=rows)

    def end(self, request, pk: int):
        delegation = get_object_or_404(Delegation.objects.select_related("to", "made_by"), pk=pk)
        try:
            delegation.end_now(request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"给{delegation.to}的委托已结束。")
        return redirect(f"admin:{PAGE}")


def _rows(user) -> list[dict]:
    """The newest delegations this person has given or been given, and what became of them."""
    both = Delegation.objects.filter(Q(made_by=user) | Q(to=user))
    found = both.select_related("made_by", "to", "end").order_by("-pk")[:SHOWN]
    now = timezone.now()
    return [
        {
            "delegation": one,
            "state": _state(one, now),
            "may_end": one.made_by_id == user.pk and one.ends_at > now and not hasattr(one, "end"),
        }
        for one in found
    ]


def _state(delegation: Delegation, now) -> str:
    if hasattr(delegation, "end"):
        return f"{timezone.localtime(delegation.end.made_at):%Y-%m-%d %H:%M} 提前结束"
    if delegation.ends_at <= now:
        return "已到期"
    return "有效" if delegation.starts_at <= now else "还没有开始"
