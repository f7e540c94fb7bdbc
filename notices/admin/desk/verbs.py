"""The desk's verbs as buttons and pages."""

from ...models import Notice
from ..verb_forms import VerbForm
from . import forms
from .standing import AtDesk
from .verb import ByDelegation, ByEditors, Verb


def _is_asked_for(notice: Notice) -> bool:
    return AtDesk.of(notice).is_asked


def _may_be_submitted(notice: Notice) -> bool:
    return AtDesk.of(notice).is_asked and not AtDesk.of(notice).under_review


def _is_under_review(notice: Notice) -> bool:
    return AtDesk.of(notice).under_review is not None


def _was_submitted(notice: Notice) -> bool:
    return AtDesk.of(notice).newest is not None


def _lacks_approvals(notice: Notice) -> bool:
    return len(AtDesk.of(notice).given) < AtDesk.of(notice).needed


def _awaits_approval(notice: Notice) -> bool:
    return _is_under_review(notice) and _lacks_approvals(notice)


def _has_comments(notice: Notice) -> bool:
    return notice.comments.filter(settled_at=None).exists()


def _has_suggestions(notice: Notice) -> bool:
    return notice.suggestions.filter(outcome="").exists()


DESK_VERBS = [
    Verb(
        "submit",
        "送审",
        forms.TextForm,
        "notices.submit_notice",
        "已送审，审核期间只能看，不能改。",
        _may_be_submitted,
        shows_problems=True,
    ),
    Verb(
        "take_back",
        "撤回送审",
        forms.TakeBackForm,
        "notices.submit_notice",
        "已撤回，可以修改。",
        _is_under_review,
    ),
    ByDelegation(
        "approve",
        "审核通过",
        forms.ApproveForm,
        "notices.approve_notice",
        "审核意见已记录。",
        _awaits_approval,
        shows_problems=True,
        explained="审核的是您现在看到的这一稿；以后内容有任何改动，审核意见作废。",
    ),
    Verb(
        "send_back",
        "退回修改",
        forms.SendBackForm,
        "notices.approve_notice",
        "已退回修改。",
        _is_under_review,
    ),
    Verb(
        "sign_for",
        "签收",
        VerbForm,
        "notices.approve_notice",
        "已签收。",
        _is_under_review,
        explained="告诉送审人稿子已经到您手里；不签收也可以审核。",
    ),
    ByEditors(
        "turn_to_editing",
        "转为修改",
        forms.EditingForm,
        "notices.approve_notice",
        "已转为修改。",
        _is_under_review,
    ),
    Verb(
        "review_secrecy",
        "保密审查",
        forms.SecrecyForm,
        "notices.review_secrecy_notice",
        "保密审查的结论已记录。",
        _is_asked_for,
        shows_problems=True,
        explained="结论只对您现在看到的这一稿有效。",
    ),
    Verb(
        "publish_urgently",
        "紧急发布",
        forms.UrgentForm,
        "notices.urgent_publish_notice",
        "已紧急发布，待补审。",
        _lacks_approvals,
        shows_problems=True,
        explained="先发后审：必须修改的问题和保密审查不能越过；每月的次数在工作台上。",
    ),
    Verb(
        "review_late",
        "补审",
        forms.LateForm,
        "notices.approve_notice",
        "补审意见已记录。",
        lambda notice: bool(AtDesk.of(notice).owing),
    ),
    Verb(
        "keep_sheet",
        "留存签批件",
        forms.SheetForm,
        "notices.keep_sheet_notice",
        "签批件已留存。",
        _was_submitted,
        explained="签批件作为证据存在这一稿的摘要上，网页上不显示。",
    ),
    Verb(
        "comment",
        "批注",
        forms.CommentForm,
        "notices.comment_notice",
        "批注已记录。",
        _is_asked_for,
    ),
    Verb(
        "settle_comment",
        "办结批注",
        forms.SettleForm,
        "notices.comment_notice",
        "批注已办结。",
        _has_comments,
    ),
    Verb(
        "suggest",
        "修改建议",
        forms.SuggestForm,
        "notices.comment_notice",
        "修改建议已记录，编辑采纳以后才会改动。",
        _is_asked_for,
        explained="提修改建议不影响您审核这一稿。",
    ),
    Verb(
        "take_suggestion",
        "采纳修改建议",
        forms.SuggestionForm,
        "notices.change_notice",
        "已采纳。",
        _has_suggestions,
        explained="这是您的修改；送审中的稿子会随即以您的名义重新送审，原来的审核意见作废。",
    ),
    Verb(
        "decline_suggestion",
        "不采纳修改建议",
        forms.DeclineForm,
        "notices.change_notice",
        "已记录。",
        _has_suggestions,
    ),
]
