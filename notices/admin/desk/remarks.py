"""批注 and 修改建议 beside the place they speak of, with what this person may do about them."""

from dataclasses import dataclass

from ...models import Comment, Notice, Suggestion


@dataclass(frozen=True)
class Shown:
    """One open remark; `field` names its place where that is not a section."""

    remark: Comment | Suggestion
    field: str
    may_settle: bool
    may_take: bool

    @property
    def is_suggestion(self) -> bool:
        return isinstance(self.remark, Suggestion)


def shown(notice: Notice, user) -> dict[int | None, list[Shown]]:
    """The open remarks by the number of their section; under None those of the whole text, of a
    field before or after it, and of sections that are gone.
    """
    found = [
        *notice.comments.filter(settled_at=None).select_related("made_by"),
        *notice.suggestions.filter(outcome=Suggestion.Outcome.OPEN).select_related("made_by"),
    ]
    numbers = set(notice.sections.values_list("number", flat=True)) if found else set()
    by_place = {}
    for remark in sorted(found, key=lambda one: one.made_at):
        place = remark.section if remark.section in numbers else None
        by_place.setdefault(place, []).append(_shown(remark, place, user))
    return by_place


def _shown(remark: Comment | Suggestion, place: int | None, user) -> Shown:
    settles = user.has_perm("notices.approve_notice") or remark.made_by_id == user.pk
    return Shown(
        remark,
        _named(remark) if place is None else "",
        user.has_perm("notices.comment_notice") and settles,
        user.has_perm("notices.change_notice"),
    )


def _named(remark: Comment | Suggestion) -> str:
    if remark.section is not None:
        return "已经删去的一节"
    if isinstance(remark, Comment):
        return "全文"
    return str(Notice._meta.get_field(remark.field).verbose_name)
