"""A desk that asks for approvals, and texts on their way through it."""

import datetime

from django.utils import timezone

from notices.models import Delegation, DeskSetting, Notice, User

from .making import editor, make_notice, person, picture, publisher

WHY = "台风今夜登陆，必须马上告知群众。"


def site_asks(approvals: int = 1, *, secrecy_review: bool = False, **fields) -> DeskSetting:
    """Sets what the site asks for; called again it sets it anew."""
    setting, _ = DeskSetting.objects.update_or_create(
        pk=DeskSetting.ROW,
        defaults={"approvals": approvals, "secrecy_review": secrecy_review} | fields,
    )
    return setting


def reviewer(number: int = 1) -> User:
    name = f"reviewer{number}" if number > 1 else "reviewer"
    return User.objects.filter(username=name).first() or person("reviewer", name)


def changed(
    notice: Notice,
    annotation: str = "（此件公开发布）",
    by: User | None = None,
    *,
    note: str = "补附注。",
) -> Notice:
    """The notice with another annotation, saved at the desk; as a correction it says so."""
    notice.refresh_from_db()
    notice.annotation = annotation
    if notice.live_release() and notice.is_asked_at_desk():
        notice.correction_kind, notice.correction_note = "minor", note
    notice.save()
    notice.record_saved(by or editor())
    return notice


def noted(notice: Notice, note: str = "补附注。", kind: str = "minor") -> Notice:
    """The draft of a correction with its note on it, saved at the desk."""
    notice.refresh_from_db()
    notice.correction_kind, notice.correction_note = kind, note
    notice.save()
    notice.record_saved(editor())
    return notice


def submitted(notice: Notice | None = None, **fields) -> Notice:
    """A notice before reviewers."""
    notice = notice or make_notice(**fields)
    notice.submit(editor())
    return notice


def may_be_open(notice: Notice, by: User | None = None):
    """The secrecy review of the text as it stands: 可以公开."""
    digest = notice.working_digest()
    return notice.review_secrecy(by or publisher(), "open", basis="不含涉密事项。", digest=digest)


def approve(notice: Notice, by: User | None = None, **details):
    details = {"digest": notice.working_digest()} | details
    return notice.approve(by or reviewer(), "同意。", **details)


def approved(notice: Notice | None = None, times: int = 1, **fields) -> Notice:
    """A notice that has all its approvals."""
    notice = submitted(notice, **fields)
    for number in range(1, times + 1):
        approve(notice, reviewer(number))
    return notice


def urgent(notice: Notice, **details):
    return notice.publish_urgently(publisher(), reason=WHY, confirmed=True, **details)


def delegated(to: User, by: User | None = None, *, days: int = 7) -> Delegation:
    now = timezone.now()
    return Delegation.objects.delegate(
        by or reviewer(), to, now, now + datetime.timedelta(days=days), reason="外出学习。"
    )


def every_act() -> Notice:
    """A notice that has been through each act that leaves a row at the desk."""
    site_asks(2, secrecy_review=True)
    notice = submitted(make_notice(title="中共示例省委关于做好冬季植树工作的通知"))
    notice.send_back(reviewer(), reason="标题还要再斟酌。")
    notice.submit(editor())
    notice.sign_for(reviewer())
    may_be_open(notice)
    delegation = delegated(person("publisher", "deputy"), reviewer(2))
    approve(notice)
    approve(notice, delegation.to, delegation=delegation)
    delegation.end_now(reviewer(2))
    notice.keep_sheet(editor(), picture(), "签批件.png", digest=notice.working_digest())
    notice.publish(publisher())
    changed(notice)
    may_be_open(notice, reviewer())
    basis = urgent(notice, note="补附注。", correction="minor").basis
    notice.review_late(reviewer(), basis, opinion="同意。")
    site_asks(0)
    return notice
