"""核对导入 as a page: GET and POST show, only 采用 writes."""

from dataclasses import asdict

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from ... import importing
from ...checks import Problem
from ...importing import KINDS, Choices, ImportedNotice, ReadLine
from ...models import Notice, Original
from ...models.checking.verbs import check_read
from ...models.laying import choices_of
from ...models.payload import payload_of
from ...refusal import Refused, StaleVersion
from .codes import CODES, key_of, name_of
from .differences import Change, agreement, changes
from .form import ReviewForm, pressing, state_of
from .original import MOST_LINES, REPAIRS, rows_of, shown_lines
from .outcome import aside_of, items_of, totals_of

REVIEW = "notices_notice_review"
MOST_SHOWN = 60  # doubts, or changes; more are counted
STALE = "您打开这一页之后，别人保存过这份通知，所以这次没有采用。请看下面会改动别人保存的哪些内容，再决定。"
INCOMPLETE = "这次送来的内容不完整，没有改动什么，请再试一次。"
NO_LINE = "请先在左边点一行，再说它是什么。"


def review_address(original: Original) -> str:
    return reverse(f"admin:{REVIEW}", args=[original.notice_id, original.pk])


def latest_original(notice: Notice) -> Original | None:
    """The original, as it was last read into this notice; None where it was typed."""
    return notice.originals.last()


def review_view(model_admin, request, pk: int, original_pk: int):
    """Shows what the original becomes; choices live in the form until they are accepted."""
    notice = get_object_or_404(Notice, pk=pk)
    original = get_object_or_404(Original, pk=original_pk, notice=notice)
    may = request.user.has_perm("notices.import_notice")
    if not (may and model_admin.has_change_permission(request, notice)):
        raise PermissionDenied
    form = ReviewForm(request.POST if request.method == "POST" else None)
    page = _Page(request, notice, original, form)
    try:
        done = page.answer()
    except Refused as refusal:
        # The bytes are gone: there is nothing to show.
        messages.error(request, str(refusal))
        return redirect("admin:notices_notice_change", notice.pk)
    if done:
        return redirect("admin:notices_notice_change", notice.pk)
    context = model_admin.admin_site.each_context(request) | page.context()
    return TemplateResponse(request, "admin/notices/notice/review.html", context)


class _Page:
    """One answer of the page: what is chosen, what comes of it, what is to be said."""

    def __init__(self, request, notice: Notice, original: Original, form: ReviewForm):
        self.request, self.notice, self.original, self.form = request, notice, original, form
        self.choices = choices_of(original)
        self.seen = notice.version
        self.read: ImportedNotice | None = None
        self.line: int | None = None
        self.told, self.refused, self.asked = "", "", []

    def answer(self) -> bool:
        """Whether the reading was accepted; else everything to be shown is there."""
        if self.form.is_bound and self.form.is_valid():
            self.seen = self.form.cleaned_data["seen_version"]
            if self.form.cleaned_data["accept"] and self._accept():
                return True
            self._press(*self.form.pressed())
        elif self.form.is_bound:
            self.refused = INCOMPLETE
        if self.read is None:
            self._read()
        return False

    def _press(self, at: int | None, key: str) -> None:
        """One choice more or less; where it cannot be read so, the choices stay as they were."""
        self.choices, self.line = self.form.chosen(), at
        if not key or self.refused:
            return
        if at is None:
            self.refused = NO_LINE
            return
        before, self.choices = self.choices, pressing(self.choices, at, key)
        self._read(before)
        line = next((line for line in self.read.lines if line.at == at), None)
        if line is None:
            self.choices, self.refused = before, NO_LINE
        else:
            self.told = f"第 {line.number} 行：{name_of(line.role, line.depth)}"

    def _read(self, instead: Choices | None = None) -> None:
        """Reads as chosen; where that is refused, as it was before, which had been read."""
        try:
            self.read = self.notice.read_again(self.original, self.choices)
        except importing.Unreadable as refusal:
            self.refused = f"没有改：{refusal}"
            self.choices = instead or choices_of(self.original)
            self.read = self.notice.read_again(self.original, self.choices)

    def _accept(self) -> bool:
        """Whether the working copy now says what was read, or did already."""
        self.choices = self.form.chosen()
        try:
            differing = self._differing()
            if not differing and self.choices == choices_of(self.original):
                messages.info(self.request, "与现在的内容相同，没有什么要改的。")
                return True
            if self.seen != self.notice.version:
                return self._ask(differing, STALE)
            agreed = self.form.cleaned_data["agreed"] == agreement(self.notice.version, differing)
            if differing and not self.notice.is_as_read() and not agreed:
                return self._ask(differing)
            read = self.notice.reread(
                self.request.user, self.original, self.choices, version=self.seen
            )
        except StaleVersion:
            self.notice.refresh_from_db()
            return self._ask(self._differing(), STALE)
        except (Refused, importing.Unreadable) as refusal:
            self.refused = f"没有采用：{refusal}"
            return False
        messages.success(self.request, f"已采用核对的结果，共 {len(read.sections)} 个层次。")
        return True

    def _differing(self) -> list[Change]:
        plan = self.notice.plan_reread(self.original, self.choices)
        return changes(payload_of(self.notice), plan.payload)

    def _ask(self, differing: list, refused: str = "") -> bool:
        """Shows what accepting would change; the next time it is agreed to."""
        self.asked, self.refused, self.seen = differing, refused, self.notice.version
        return False

    def context(self) -> dict:
        read = self.read
        lines = shown_lines(read, {doubt.at for doubt in read.doubts} | set(self.choices.roles))
        state = state_of(self.choices, self.seen)
        agreed = agreement(self.notice.version, self.asked) if self.asked else ""
        return {
            "title": "核对导入",
            "opts": Notice._meta,
            "notice": self.notice,
            "original": self.original,
            "state": state | {"agreed": agreed},
            "told": self.told,
            "refused": self.refused,
            "doubts": _doubts(read, MOST_SHOWN),
            "more_doubts": max(len(read.doubts) - MOST_SHOWN, 0),
            "problems": _problems(read)[:MOST_SHOWN],
            "repairs": _repairs(read, self.choices),
            "codes": CODES,
            "rows": list(rows_of(read, lines, self.choices)),
            "chosen": len(self.choices.roles),
            "hidden": len(read.lines) - len(lines),
            "most_lines": MOST_LINES,
            "line": self.line,
            "items": items_of(read, lines),
            "aside": aside_of(read),
            "totals": totals_of(read),
            "changes": self.asked[:MOST_SHOWN],
            "more_changes": max(len(self.asked) - MOST_SHOWN, 0),
        }


def _doubts(read: ImportedNotice, most: int) -> list[dict]:
    """The first doubts, each with its line and the key for what that is taken for."""
    lines = {line.at: line for line in read.lines}
    return [asdict(doubt) | _line_of(lines.get(doubt.at)) for doubt in read.doubts[:most]]


def _problems(read: ImportedNotice) -> list[Problem]:
    """What the checks find in the text, those that block first; what is missing stands beside it."""
    found = [one for one in check_read(read, style=False) if one.rule != "element"]
    return sorted(found, key=lambda one: not one.blocking)


def _line_of(line: ReadLine | None) -> dict:
    if line is None:
        return {"number": None}
    return {"number": line.number, "key": key_of(line.role, line.depth)}


def _repairs(read: ImportedNotice, choices: Choices) -> list[dict]:
    """Each kind that was found, or that is switched off."""
    return [
        {"kind": kind, "name": REPAIRS[kind], "count": count, "on": kind not in choices.without}
        for kind in KINDS
        if (count := read.repairs.get(kind, 0)) or kind in choices.without
    ]
