"""The results of many files: a table that stays while the person is signed in."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from ...arriving import Move
from ...importing import media_type_of
from ...models import Notice, StoredFile
from ...models.arriving.batch import Outcome, State, take

Bytes = Callable[[], bytes]
KEPT = "import_batch"
MOST_DOUBTS = 5
UNKNOWN_FILE = "清单里没有这个文件。"
TWICE = "清单里有几行叫这个文件名（在不同的文件夹里），分不清是哪一个，请改名。"
NOT_SENT = "清单里有这个文件，没有选它。"


def may_arrive(user) -> bool:
    """Whether the import is open to a person, for new texts or for 历史迁移."""
    return user.has_perm("notices.import_notice") or user.has_perm("notices.move_in_notice")


def take_all(user, sources: list[tuple[str, Bytes]], moves: list[Move]) -> list[dict]:
    """Every file, one after the other, as rows of the table."""
    if not moves:
        return [_taken(user, *source, None) for source in sources]
    rows = [_moved(user, *source, moves) for source in sources]
    sent = {name for name, _ in sources}
    missing = [move.file for move in moves if move.name not in sent]
    return rows + [
        row(Outcome(file, State.REFUSED, reason=NOT_SENT), None, bytes) for file in missing
    ]


def _moved(user, name: str, data: Bytes, moves: list[Move]) -> dict:
    mine = [move for move in moves if move.name == name]
    if len(mine) == 1:
        return _taken(user, name, data, mine[0])
    reason = TWICE if mine else UNKNOWN_FILE
    return row(Outcome(name, State.REFUSED, reason=reason), None, bytes)


def _taken(user, name: str, data: Bytes, move: Move | None) -> dict:
    return row(take_one(user, name, data, move), move, data)


def take_one(user, name: str, data: Bytes, move: Move | None = None, again=False) -> Outcome:
    return take(user, name, data, move=move, again=again)


def row(outcome: Outcome, move: Move | None, data: Bytes) -> dict:
    """One line of the table as the session keeps it; of what is here already the bytes stay too."""
    read, notice = outcome.read, outcome.notice
    doubts = [doubt.sentence for doubt in read.doubts] if read else []
    kept = {
        "file": outcome.file,
        "state": outcome.state.name,
        "said": outcome.state.value,
        "notice": notice.pk if notice else None,
        "title": (read.title if read else str(notice) if notice else "") or "",
        "sections": len(read.sections) if read else None,
        "repairs": sum(read.repairs.values()) if read else None,
        "doubts": doubts[:MOST_DOUBTS],
        "doubt_count": len(doubts) if read else None,
        "review": notice.originals.last().pk if doubts else None,
        "reason": outcome.reason,
    }
    if outcome.state == State.SAME:
        same = data()
        kept["kept"] = StoredFile.objects.keep(same, media_type_of(same)).pk
        kept["move"] = move and [move.published_on.isoformat(), list(move.old_addresses)]
    return kept


def keep(request, rows: list[dict]) -> None:
    """The newest table takes the place of the one before."""
    request.session[KEPT] = rows


def batch_view(model_admin, request, after_import: Callable):
    """The table; POST imports the chosen rows although they are here already.

    A text that came alone is opened, as it would have been at once.
    """
    if not may_arrive(request.user):
        raise PermissionDenied
    rows = request.session.get(KEPT) or []
    if not rows:
        messages.info(request, "这里没有导入结果，请先选文件。")
        return redirect("admin:notices_notice_import")
    if request.method == "POST":
        again = _take_again(request, rows)
        if len(rows) == len(again) == 1 and again[0].state == State.IMPORTED:
            return after_import(request, again[0].notice, again[0].read)
        return redirect("admin:notices_notice_batch")
    done = [row for row in rows if row["state"] in {"IMPORTED", "MOVED"}]
    context = model_admin.admin_site.each_context(request) | {
        "title": "导入结果",
        "opts": Notice._meta,
        "rows": list(enumerate(rows)),
        "done": len(done),
        "left": len(rows) - len(done),
        "same": any(row["state"] == "SAME" for row in rows),
    }
    return TemplateResponse(request, "admin/notices/notice/batch.html", context)


def _take_again(request, rows: list[dict]) -> list[Outcome]:
    chosen = [int(place) for place in request.POST.getlist("again") if place.isdecimal()]
    chosen = [at for at in chosen if at < len(rows) and rows[at]["state"] == "SAME"]
    if not chosen:
        messages.warning(request, "请勾选要仍然导入的文件。")
    outcomes = []
    for at in chosen:
        move, data = _move_of(rows[at]), partial(_kept_bytes, rows[at]["kept"])
        outcomes.append(take_one(request.user, rows[at]["file"], data, move, again=True))
        rows[at] = row(outcomes[-1], move, data)
    keep(request, rows)
    return outcomes


def _kept_bytes(sha256: str) -> bytes:
    with StoredFile(pk=sha256).open() as kept:
        return kept.read()


def _move_of(row: dict) -> Move | None:
    if not row["move"]:
        return None
    on, addresses = row["move"]
    read = datetime.fromisoformat if "T" in on else date.fromisoformat
    return Move(0, row["file"], read(on), tuple(addresses))
