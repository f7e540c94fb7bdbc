"""The demo site's notices: each text is imported, completed, released and ended by the verbs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from notices import file_types, numbering
from notices.models import (
    DeskSetting,
    Issuer,
    Kind,
    Notice,
    Original,
    StoredFile,
    Topic,
    User,
)
from notices.models.payload import entries_of

from .identity import DESK, ISSUERS, TOPICS
from .plan import NOTICES
from .shapes import DemoNotice

TEXTS = Path(__file__).parent
ENDINGS = {"repealed", "revoked", "expired", "taken_down"}


@dataclass(frozen=True)
class People:
    """Who takes a notice through the desk."""

    editor: User
    reviewer: User
    publisher: User


def build(say: Callable[[str], None]) -> int:
    """Adds the demo notices that are not there yet; returns how many.

    `say` is given one line a notice. Raises Refused where a verb refuses: the plan is wrong then.
    Releases bear the time of building: nothing in the log is dated back.
    """
    people = People(
        *(User.objects.get(username=name) for name in ("editor", "reviewer", "publisher"))
    )
    DeskSetting.objects.begin(**DESK)
    _lay_vocabulary()
    added = 0
    for at, planned in enumerate(NOTICES, 1):
        if _notice_of(planned.file) is None:
            notice = _add(planned, people)
            say(f"  {at}/{len(NOTICES)} {notice}")
            added += 1
    for planned in NOTICES:
        if planned.state in ENDINGS:
            _end(planned, people.publisher)
    return added


def _notice_of(file: str) -> Notice | None:
    """The notice made from a demo text; somebody may have imported the same text since."""
    original = Original.objects.filter(file_name=file).order_by("pk").first()
    return original and original.notice


def _lay_vocabulary() -> None:
    for order, (name, code) in enumerate(ISSUERS, 1):
        Issuer.objects.get_or_create(name=name, defaults={"code": code, "order": order})
    for order, (name, description) in enumerate(TOPICS, 1):
        Topic.objects.get_or_create(
            name=name, defaults={"description": description, "order": order}
        )


@transaction.atomic
def _add(planned: DemoNotice, people: People) -> Notice:
    """One transaction, so that a run that was broken off is taken up where it stopped."""
    text = (TEXTS / "notices" / planned.file).read_text(encoding="utf-8")
    corrections = planned.correction.replaced if planned.correction else ()
    for old, new in corrections:
        text = text.replace(new, old)
    notice, _ = Notice.objects.import_file(people.editor, text.encode(), planned.file)
    _complete(notice, planned)
    notice.record_saved(people.editor)
    if planned.state == "draft":
        return notice
    _review(notice, people)
    if planned.state == "scheduled":
        notice.schedule(people.publisher, _in_days(planned.scheduled_in_days))
    else:
        notice.publish(people.publisher)
    if planned.pinned_for_days:
        until = timezone.localdate() + timedelta(days=planned.pinned_for_days)
        notice.pin(people.publisher, until)
    if planned.correction:
        _correct(notice, planned, people)
    return notice


def _review(notice: Notice, people: People) -> None:
    """Takes the text through as much of the desk as the site asks for."""
    setting, digest = DeskSetting.current(), notice.working_digest()
    if notice.approvals_needed():
        notice.submit(people.editor)
    if setting.secrecy_review:
        basis = "不含国家秘密、工作秘密和内部信息。"
        notice.review_secrecy(people.publisher, "open", basis=basis, digest=digest)
    if notice.approvals_needed():
        notice.approve(people.reviewer, "同意。", digest=digest)


def _complete(notice: Notice, planned: DemoNotice) -> None:
    """Fills in what stands beside the text."""
    notice.kind = Kind.objects.get(code=planned.kind)
    notice.topic = Topic.objects.get(name=planned.topic)
    notice.index_number = planned.index_number
    notice.effective_on = planned.effective_on
    if planned.imprint:
        notice.imprint_issuer, notice.imprint_on = planned.imprint
    if source := planned.reprint:
        notice.source = Notice.Source.REPRINT
        notice.source_name, notice.source_address = source.name, source.address
        notice.source_date = source.published_on
    _place_tables(notice, planned)
    notice.save()
    _complete_parts(notice, planned)


def _complete_parts(notice: Notice, planned: DemoNotice) -> None:
    notice.notice_issuers.all().delete()
    for name in planned.issuers:
        notice.notice_issuers.create(issuer=Issuer.objects.get(name=name))
    for attachment in planned.attachments:
        # The text names it already; only its file was missing.
        row = notice.attachments.get(name=attachment.name)
        data = (TEXTS / "attachments" / attachment.file).read_bytes()
        row.file_name = attachment.name + Path(attachment.file).suffix
        row.file = StoredFile.objects.keep(data, file_types.media_type(row.file_name, data))
        row.save()
    for relation, file in planned.relations:
        notice.relations.create(type=relation, other=_notice_of(file))


def _place_tables(notice: Notice, planned: DemoNotice) -> None:
    sections = list(notice.sections.all())
    places = _places(notice, sections)
    for table in planned.tables:
        html = (TEXTS / "tables" / table.file).read_text(encoding="utf-8")
        if table.after:
            section = sections[places.index(table.after)]
            section.body += html
            section.save()
        else:
            notice.preamble += html


def _places(notice: Notice, sections: list) -> list[tuple[str, ...]]:
    """Each section's labels from the top."""
    places, path = [], []
    labels = numbering.labels(notice.scheme, entries_of(sections))
    for section, label in zip(sections, labels, strict=True):
        path = [*path[: section.depth - 1], label]
        places.append(tuple(path))
    return places


def _correct(notice: Notice, planned: DemoNotice, people: People) -> None:
    correction = planned.correction
    for section in notice.sections.all():
        for old, new in correction.replaced:
            section.body = section.body.replace(old, new)
        section.save()
    notice.refresh_from_db()
    notice.correction_note = correction.note
    notice.correction_kind = "major" if correction.major else "minor"
    notice.save()
    notice.record_saved(people.editor)
    _review(notice, people)
    notice.publish(people.publisher)


def _end(planned: DemoNotice, publisher: User) -> None:
    """Withdraws it as planned, unless that was done once, even if it has been undone since."""
    notice = _notice_of(planned.file)
    if notice.withdrawals.exists():
        return
    ending = planned.ending
    notice.withdraw(
        publisher,
        planned.state,
        reason=ending.reason,
        decided_by=ending.decided_by,
        basis_number=ending.basis_number,
        # A notice that went out today cannot have ended before.
        takes_effect_at=timezone.now(),
        stays_in_force=ending.stays_in_force,
        successor=_notice_of(ending.successor) if ending.successor else None,
    )


def _in_days(days: int) -> datetime:
    """Nine in the morning, so many days from today."""
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(9)))
