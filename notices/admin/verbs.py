"""The verbs of a notice as pages: what is in the way, what is asked, what was done."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from ..checks import Problem
from ..models import Notice, Release
from ..refusal import Refused
from . import verb_forms
from .arriving.forms import MoveInForm
from .desk.first_look import FirstLook
from .desk.forms import ExtendForm
from .desk.standing import AtDesk
from .desk.verb import Verb
from .desk.verbs import DESK_VERBS


def _has_editions(notice: Notice) -> bool:
    return notice.edition_count > 0


def _is_shown(notice: Notice) -> bool:
    return Release.objects.public().filter(notice=notice).exists()


def _was_never_out(notice: Notice) -> bool:
    return notice.live_release() is None and notice.pending_release() is None


def _runs_a_period(notice: Notice) -> bool:
    period = notice.period() if notice.edition_count else None
    return period is not None and period.withdrawal.takes_effect_at > timezone.now()


def _is_binned(notice: Notice) -> bool:
    return notice.binned_at is not None


VERBS = [
    Verb(
        "take_out",
        "从回收站恢复",
        verb_forms.VerbForm,
        "notices.delete_notice",
        "已恢复到草稿。",
        _is_binned,
    ),
    *DESK_VERBS,
    Verb(
        "publish",
        "发布",
        verb_forms.PublishForm,
        "notices.publish_notice",
        "已发布。",
        lambda notice: True,
        shows_problems=True,
    ),
    Verb(
        "schedule",
        "预约发布",
        verb_forms.ScheduleForm,
        "notices.schedule_notice",
        "已预约，到时自动发布。",
        lambda notice: True,
        shows_problems=True,
    ),
    Verb(
        "move_in",
        "历史迁移",
        MoveInForm,
        "notices.move_in_notice",
        "已按历史迁移发布。",
        _was_never_out,
        shows_problems=True,
        explained="用于旧网站发布过的通知：列表按原发布时间排，网页写明原发布时间，"
        "订阅的读者不会收到提醒；记录里留下真实的操作时间。",
    ),
    Verb(
        "cancel_schedule",
        "取消预约",
        verb_forms.VerbForm,
        "notices.schedule_notice",
        "预约已取消。",
        lambda notice: notice.pending_release() is not None,
    ),
    Verb(
        "pin",
        "置顶",
        verb_forms.PinForm,
        "notices.pin_notice",
        "已置顶。",
        _is_shown,
        explained="排在通知列表第一页的最前面，到期自动回到原来的位置；文本和版本不受影响。"
        "已经置顶的，可以在这里改截止日期。",
    ),
    Verb(
        "unpin",
        "取消置顶",
        verb_forms.VerbForm,
        "notices.pin_notice",
        "已取消置顶。",
        lambda notice: notice.pinned_until() is not None,
    ),
    Verb(
        "extend_period",
        "延长公示期",
        ExtendForm,
        "notices.withdraw_notice",
        "公示期已延长，网页上已经写明。",
        _runs_a_period,
        explained="公示期随文本送审、发布；发布以后只能在这里延长，不能缩短，"
        "期满照原来选定的办法失效或者撤下。",
    ),
    Verb(
        "withdraw",
        "废止、撤销、失效或撤下",
        verb_forms.WithdrawForm,
        "notices.withdraw_notice",
        "已登记。",
        _has_editions,
    ),
    Verb(
        "undo_withdrawal",
        "解除废止、撤销或撤下",
        verb_forms.UndoForm,
        "notices.withdraw_notice",
        "已解除。",
        lambda notice: notice.standing_withdrawals().exists(),
    ),
    Verb(
        "seal",
        "封存版本",
        verb_forms.SealForm,
        "notices.seal_notice",
        "已封存，这一版的所有网址不再显示内容。",
        _has_editions,
    ),
    Verb(
        "restore",
        "恢复旧版到草稿",
        verb_forms.RestoreForm,
        "notices.restore_notice",
        "旧版内容已放回草稿，发布以后读者才会看到。",
        _has_editions,
    ),
    Verb(
        "copy_as_new",
        "复制为新通知",
        verb_forms.VerbForm,
        "notices.add_notice",
        "已复制为这份新通知，请填写新的发文字号和日期，核对标题。",
        lambda notice: True,
        explained="复制标题、正文、附件和图，成为一份新的草稿；发文字号、日期、索引号和关联不复制，"
        "原来的通知不受影响。",
        makes_another=True,
    ),
    Verb(
        "waive",
        "说明检查问题",
        verb_forms.WaiveForm,
        "notices.waive_problem",
        "理由已记录，文字改动以后不再算数。",
        lambda notice: True,
        needs_advice=True,
    ),
    Verb(
        "confirm_contact",
        "确认公务电话",
        verb_forms.ContactForm,
        "notices.confirm_contact",
        "已记录。",
        lambda notice: True,
        needs_rule="mobile_number",
    ),
]
# Pointless while readers have the text as it stands; whoever opens the page is told so.
OF_CHANGES = {"submit", "publish", "schedule", "publish_urgently"}
# What a link on the notice's form may have chosen for its reader.
CHOSEN = ("place", "suggestion", "comment")
BY_NAME = {verb.name: verb for verb in VERBS}


def offered(notice: Notice, user, problems: list[Problem]) -> list[Verb]:
    """The verbs whose buttons stand on the notice's form; `problems` are the notice's."""
    in_bin = _is_binned(notice)
    pointless = OF_CHANGES if AtDesk.of(notice).is_out else ()
    fitting = [
        verb for verb in VERBS if (verb.name == "take_out") == in_bin and verb.name not in pointless
    ]
    return [verb for verb in fitting if verb.is_asked_for(problems) and verb.is_for(notice, user)]


def _still_hidden(notice: Notice, verb: Verb) -> str:
    """What a publisher must know: the text is live, and readers do not see it."""
    if (
        verb.name not in {"publish", "publish_urgently"}
        or Release.objects.public().filter(notice=notice).exists()
    ):
        return ""
    return "但页面仍处于撤下状态，解除以后读者才能看到。"


def _problems(notice: Notice) -> list:
    """What the checks find, then what is more than a correction of the live edition."""
    return [*notice.problems(), *notice.problems_of_correction()]


def verb_view(model_admin, request, pk: int, name: str):
    """GET asks, POST acts; a refusal is said above the form, with everything typed kept."""
    notice = get_object_or_404(Notice, pk=pk)
    verb = BY_NAME.get(name)
    if verb is None:
        raise Http404
    if not verb.may(request.user):
        raise PermissionDenied
    if not (verb.offered(notice) and (verb.asks_nothing or verb.is_asked_for(notice.problems()))):
        # A second click, or a page opened before somebody else acted.
        messages.warning(request, f"《{notice}》现在不能“{verb.title}”，请看下面的状态和记录。")
        return redirect("admin:notices_notice_change", notice.pk)
    data = request.POST if request.method == "POST" else None
    chosen = {name: request.GET[name] for name in CHOSEN if name in request.GET}
    form = verb.form(data, request.FILES or None, notice=notice, user=request.user, initial=chosen)
    if request.method == "POST" and form.is_valid():
        try:
            made = getattr(notice, verb.name)(request.user, **form.details())
        except Refused as refusal:
            form.tell(refusal.reasons)
        else:
            messages.success(request, f"《{notice}》{verb.done}{_still_hidden(notice, verb)}")
            landing = made if verb.makes_another else notice
            return redirect("admin:notices_notice_change", landing.pk)
    return TemplateResponse(
        request,
        "admin/notices/notice/verb.html",
        model_admin.admin_site.each_context(request)
        | {
            "title": verb.title,
            "verb": verb,
            "notice": notice,
            "opts": Notice._meta,
            "form": form,
            "problems": _problems(notice) if verb.shows_problems else [],
            "first_look": FirstLook(notice) if verb.shows_problems else None,
            "preview": reverse("admin:notices_notice_preview", args=[notice.pk]),
        },
    )
