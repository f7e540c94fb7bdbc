"""What the desk's verbs ask for."""

from django import forms
from django.utils import timezone

from ... import file_types
from ...models import (
    Comment,
    Delegation,
    ReleaseBasis,
    SecrecyReview,
    Submission,
    Suggestion,
)
from ...models.desk.remarking import OF_NOTICE
from ...models.payload import label
from ..base import CHOOSE
from ..verb_forms import PublishForm, ReasonForm, VerbForm


def _text(title: str, rows: int = 3, **options) -> forms.CharField:
    return forms.CharField(label=title, widget=forms.Textarea(attrs={"rows": rows}), **options)


def _line(title: str, **options) -> forms.CharField:
    wide = forms.TextInput(attrs={"class": "vLargeTextField"})
    return forms.CharField(**{"label": title, "widget": wide, "max_length": 500} | options)


class TextForm(VerbForm):
    """An act on the very text the page was opened on."""

    digest = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["digest"] = self.notice.working_digest()


class TakeBackForm(ReasonForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        if stake := self.notice.approvals_at_stake():
            named = "、".join(str(approval.made_by) for approval in stake)
            self.fields["reason"].help_text = f"撤回以后，{named}的审核意见作废。"


class SendBackForm(ReasonForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "退回的理由"
        self.fields["reason"].help_text = "编辑照它修改，写清哪里、为什么。"


class ApproveForm(TextForm):
    opinion = _text("审核意见", initial="同意。")
    delegation = forms.ModelChoiceField(
        label="代谁审核",
        queryset=Delegation.objects.none(),
        required=False,
        empty_label="以本人名义",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        given = Delegation.objects.standing().filter(to=self.user)
        self.fields["delegation"].queryset = given
        if not given:
            del self.fields["delegation"]
        elif not self.user.has_perm("notices.approve_notice"):
            self.initial["delegation"] = given.first()


class EditingForm(VerbForm):
    confirmed = forms.BooleanField(label="确认转为修改", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["confirmed"].help_text = self.notice.told_of_editing()


class SecrecyForm(TextForm):
    conclusion = forms.ChoiceField(
        label="结论", choices=SecrecyReview.Conclusion.choices, widget=forms.RadioSelect
    )
    basis = _text("依据", help_text="例如对照的保密事项范围，审查了哪些内容。")


class UrgentForm(PublishForm):
    reason = _text("紧急发布的理由", help_text="至少 10 个字，记入办理记录。")
    confirmed = forms.BooleanField(
        label="确认先发后审", required=False, help_text="发布以后标为待补审，须由别人补审。"
    )
    field_order = ["digest", "reason"]


class LateForm(VerbForm):
    basis = forms.ModelChoiceField(
        label="哪一版", queryset=ReleaseBasis.objects.none(), empty_label=CHOOSE
    )
    opinion = _text("补审意见", initial="同意。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        owing = self.notice.owing_review()
        numbers = [basis.pk for basis in owing]
        field = self.fields["basis"]
        field.queryset = ReleaseBasis.objects.filter(pk__in=numbers)
        field.label_from_instance = lambda basis: str(basis.release.edition)
        self.initial["basis"] = owing[0] if owing else None


class PlaceForm(VerbForm):
    """Asks for a place of the text; `names` are fields of the notice, else the whole text."""

    place = forms.ChoiceField(label="位置")
    names: list[str] = []
    of_section: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        sections = list(self.notice.sections.all())
        label(self.notice.scheme, sections)
        field_of = self.notice._meta.get_field
        choices = [(name, field_of(name).verbose_name) for name in self.names]
        for section in sections:
            field_of = section._meta.get_field
            choices += [
                (f"{section.number} {name}", f"{str(section)[:30]} {field_of(name).verbose_name}")
                for name in self.of_section
            ]
        self.fields["place"].choices = choices

    def details(self) -> dict:
        details = super().details()
        number, _, field = details.pop("place").rpartition(" ")
        return details | {"field": field, "section": int(number) if number else None}


class CommentForm(PlaceForm):
    of_section = ["body"]
    text = _text("批注")
    field_order = ["place", "text"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("whole", "全文"), *self.fields["place"].choices]

    def details(self) -> dict:
        details = super().details()
        del details["field"]
        return details


class SuggestForm(PlaceForm):
    names, of_section = OF_NOTICE, ["heading", "body"]
    old = _line("原文", help_text="照原文写，在这个位置只能出现一次。")
    new = _line("改成", required=False, help_text="留空是删去。")
    reason = _line("理由", max_length=200, required=False)
    field_order = ["place", "old", "new", "reason"]


class SettleForm(VerbForm):
    comment = forms.ModelChoiceField(
        label="批注", queryset=Comment.objects.none(), empty_label=CHOOSE
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["comment"].queryset = self.notice.comments.filter(settled_at=None)


class SuggestionForm(VerbForm):
    suggestion = forms.ModelChoiceField(
        label="修改建议", queryset=Suggestion.objects.none(), empty_label=CHOOSE
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        still = self.notice.suggestions.filter(outcome=Suggestion.Outcome.OPEN)
        self.fields["suggestion"].queryset = still
        self.initial.setdefault("suggestion", still.first())


class DeclineForm(SuggestionForm):
    reason = forms.CharField(label="理由", max_length=200, required=False)


class SheetForm(VerbForm):
    """Which of the texts that were submitted was signed, and the scan."""

    digest = forms.ChoiceField(label="签批的是哪一稿", help_text="与纸上印的文本摘要一致。")
    scan = forms.FileField(
        label="签批件",
        help_text="签字后的审批单，扫描成 PDF 或者拍照（JPG、PNG）；存下以后不能改、不能删。",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        found = {one.digest: one for one in self.notice.submissions.order_by("pk")}
        newest_first = sorted(found.values(), key=lambda one: -one.pk)
        self.fields["digest"].choices = [(one.digest, _submitted(one)) for one in newest_first]

    def details(self) -> dict:
        details = super().details()
        scan = details.pop("scan")
        data = scan.read(file_types.MAX_BYTES + 1)
        return details | {"data": data, "file_name": scan.name}


def _submitted(submission: Submission) -> str:
    at = timezone.localtime(submission.made_at)
    return f"{at:%Y-%m-%d %H:%M} 送审，摘要 {submission.digest[:12]}"


class ExtendForm(ReasonForm):
    """How many working days in all, and why more than were stated."""

    days = forms.IntegerField(label="公示期一共（工作日）", min_value=1)
    field_order = ["days", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        period = self.notice.period()
        self.fields["reason"].label = "延长的原因"
        if period:
            self.fields["days"].help_text = f"现在是 {period}。"
