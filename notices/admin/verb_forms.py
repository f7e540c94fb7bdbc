"""What each verb asks for, in the newsroom."""

from datetime import datetime, time

from django import forms
from django.contrib import admin
from django.utils import timezone

from ..models import Edition, Notice, Release, Withdrawal
from ..models.desk.state import SEEN_ANOTHER
from ..models.payload import CORRECTIONS
from ..models.publishing import CHANGED
from .base import CHOOSE
from .widgets import NoticeSelect

EARLIEST_YEAR, LATEST_YEAR = 1949, 2199


class VerbForm(forms.Form):
    """A form that knows the notice it is about, and who acts."""

    def __init__(self, *args, notice, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.notice, self.user = notice, user

    def details(self) -> dict:
        """The verb's arguments."""
        return dict(self.cleaned_data)

    def tell(self, reasons: list[str]) -> None:
        """Says above the form why not. Told that the text has changed, who clicks again means the
        text that is now on the page."""
        for reason in reasons:
            self.add_error(None, reason)
        if {CHANGED, SEEN_ANOTHER} & set(reasons):
            self.data = self.data.copy()
            self.data[self.add_prefix("digest")] = self.notice.working_digest()


class PublishForm(VerbForm):
    """A note and its weight for a correction, but where they were submitted with the text;
    agreement where a pending release is replaced.
    """

    digest = forms.CharField(widget=forms.HiddenInput)
    correction = forms.ChoiceField(
        label="更正的性质",
        choices=list(CORRECTIONS.items()),
        widget=forms.RadioSelect,
        required=False,
    )
    note = forms.CharField(
        label="更正说明",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写给读者看：改了哪里、为什么改。",
    )
    replace_pending = forms.BooleanField(label="取消原来的预约，以这次为准", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # What is published is the very text this page was opened on.
        self.initial["digest"] = self.notice.working_digest()
        if self.notice.is_asked_at_desk() or self.notice.live_release() is None:
            del self.fields["note"], self.fields["correction"]
        if self.notice.pending_release() is None:
            del self.fields["replace_pending"]


class ScheduleForm(PublishForm):
    goes_live_at = forms.DateTimeField(
        label="发布时间",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="北京时间；到时自动发布，此前读者看到的是现在的版本。",
    )
    field_order = ["digest", "goes_live_at"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        zone = timezone.get_current_timezone_name()
        self.fields["goes_live_at"].help_text = f"时区 {zone}；到时自动发布，此前仍是现在的版本。"


class ReasonForm(VerbForm):
    reason = forms.CharField(label="原因", widget=forms.Textarea(attrs={"rows": 3}))


class WithdrawForm(ReasonForm):
    """The fields of every kind; the verb says which of them are missing."""

    kind = forms.ChoiceField(
        label="方式", choices=Withdrawal.Kind.choices, widget=forms.RadioSelect
    )
    decided_by = forms.CharField(
        label="决定机关", max_length=100, required=False, help_text="废止、撤销必填。"
    )
    basis_number = forms.CharField(
        label="依据文号", max_length=100, required=False, help_text="废止、撤销必填。"
    )
    from_day = forms.DateField(
        label="停止执行的日期",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="废止、失效必填，从这一天起停止执行；撤销立即生效。",
    )
    comes_down_at = forms.DateTimeField(
        label="撤下页面的时间",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    successor = forms.ModelChoiceField(
        label="替代它的通知",
        queryset=Notice.objects.none(),
        required=False,
        error_messages={"invalid_choice": "替代它的通知须是读者看得到的，请另选一份。"},
        widget=NoticeSelect(Withdrawal._meta.get_field("successor"), admin.site),
    )
    stays_in_force = forms.TypedChoiceField(
        label="页面撤下以后，文件是否继续有效",
        choices=[("", "请选择"), ("yes", "继续有效"), ("no", "不再有效")],
        coerce=lambda answer: answer == "yes",
        empty_value=None,
        required=False,
        help_text="撤下必填。",
    )
    hides_title = forms.BooleanField(label="撤下页面时隐去标题", required=False)
    field_order = ["kind", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "公开的原因"
        zone = timezone.get_current_timezone_name()
        told = f"到期撤下时填写，时区 {zone}，到时自动撤下；立即撤下的留空。"
        self.fields["comes_down_at"].help_text = told
        public = Release.objects.public().exclude(notice=self.notice)
        self.fields["successor"].queryset = Notice.objects.filter(pk__in=public.values("notice"))

    def clean_from_day(self):
        day = self.cleaned_data["from_day"]
        if day and not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            raise forms.ValidationError("请核对年份。")
        return day

    def details(self) -> dict:
        details = super().details()
        day, moment = details.pop("from_day"), details.pop("comes_down_at")
        if details["kind"] != Withdrawal.Kind.TAKEN_DOWN:
            moment = timezone.make_aware(datetime.combine(day, time.min)) if day else None
        return details | {"takes_effect_at": moment}


class PinForm(VerbForm):
    until = forms.DateField(
        label="置顶到哪一天",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="这一天过后自动回到按日期排的位置。",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["until"] = self.notice.pinned_until()


class UndoForm(ReasonForm):
    withdrawal = forms.ModelChoiceField(
        label="解除哪一条", queryset=Withdrawal.objects.none(), empty_label=CHOOSE
    )
    field_order = ["withdrawal", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        standing = self.notice.standing_withdrawals()
        self.fields["withdrawal"].queryset = standing
        self.fields["withdrawal"].label_from_instance = _since
        self.initial["withdrawal"] = standing.first()


def _since(withdrawal: Withdrawal) -> str:
    """Of two of a page, one now and one to come, each with its moment."""
    return f"{withdrawal}（{timezone.localtime(withdrawal.takes_effect_at):%Y-%m-%d %H:%M} 起）"


class EditionForm(VerbForm):
    edition = forms.ModelChoiceField(
        label="版本", queryset=Edition.objects.none(), empty_label=CHOOSE
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["edition"].queryset = self.notice.editions.order_by("-number")


class RestoreForm(EditionForm):
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    discard_changes = forms.BooleanField(label="草稿里没有发布的修改不要了", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.notice.version

    def details(self) -> dict:
        details = super().details()
        return details | {"version": details.pop("seen_version")}


class SealForm(EditionForm, ReasonForm):
    field_order = ["edition", "reason"]


class WaiveForm(ReasonForm):
    """Which Problem, and why it stays; blocking ones are not offered."""

    digest = forms.ChoiceField(label="哪一处")
    field_order = ["digest", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "理由"
        self.fields["digest"].choices = [
            (problem.digest, f"{problem.where}：{problem.message}")
            for problem in self.notice.problems()
            if not problem.blocking
        ]


class ContactForm(ReasonForm):
    number = forms.CharField(label="手机号码", max_length=11)
    field_order = ["number", "reason"]
