"""Files that come many at once: each is taken by itself, and a bad one never stops the rest."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from ...arriving import Move
from ...importing import ImportedNotice, Unreadable
from ...refusal import Refused
from ..notice import Notice
from ..parts import Original
from .fingerprint import Same
from .old_address import OldAddress

FAULT = "程序没能处理这个文件，原因已记入日志，请告诉管理员。"
log = logging.getLogger(__name__)


class State(Enum):
    """What became of a file, in words."""

    IMPORTED = "已导入"
    MOVED = "已迁移"
    DRAFT = "已存为草稿，没有发布"
    SAME = "已经有了"
    REFUSED = "没有导入"


@dataclass(frozen=True)
class Outcome:
    """What became of one file; `notice` is the one made, or the one it is the same as."""

    file: str
    state: State
    notice: Notice | None = None
    read: ImportedNotice | None = None
    reason: str = ""


def take(
    user, file: str, bytes_of: Callable[[], bytes], *, move: Move | None = None, again=False
) -> Outcome:
    """Imports one file in its own transaction and, with `move`, moves it in; never raises.

    What is here already is taken only `again`. A file that was imported for the same move before
    and could not go out is not made a second time: its draft, as it stands now, is moved in.
    """
    try:
        if move:
            return _moved(user, file, bytes_of(), move, again)
        notice, read = Notice.objects.import_file(user, bytes_of(), file, new_only=not again)
        return Outcome(file, State.IMPORTED, notice, read)
    except Same as same:
        return Outcome(file, State.SAME, same.notices[0], reason=str(same))
    except (Unreadable, Refused) as refusal:
        return Outcome(file, State.REFUSED, reason=str(refusal))
    except OSError as error:
        return Outcome(file, State.REFUSED, reason=why_not_open(error))
    except Exception:  # a fault of ours: said here, and the other files go on
        log.exception("import of %s", file)
        return Outcome(file, State.REFUSED, reason=FAULT)


def why_not_open(error: OSError) -> str:
    """Why a file could not be read, in a sentence."""
    known = {
        FileNotFoundError: "没有这个文件。",
        IsADirectoryError: "这是文件夹，请写文件名。",
        PermissionError: "没有读这个文件的权限。",
    }
    return known.get(type(error), f"文件读不出来（{error.strerror or error}）。")


def _moved(user, file: str, data: bytes, move: Move, again: bool) -> Outcome:
    Notice.refuse_without(user, "notices.move_in_notice")
    Notice.refuse_for(
        Notice.why_not_since(move.published_on) + OldAddress.objects.why_not(move.old_addresses)
    )
    notice, read = (None if again else _draft_of(data)), None
    if notice is None:
        notice, read = Notice.objects.import_file(
            user, data, file, new_only=not again, right="notices.move_in_notice"
        )
    try:
        notice.move_in(user, move.published_on, move.old_addresses)
    except Refused as refusal:
        missing = "".join(dict.fromkeys(problem.message for problem in refusal.problems))
        return Outcome(file, State.DRAFT, notice, read, f"{refusal}{missing}")
    return Outcome(file, State.MOVED, notice, read)


def _draft_of(data: bytes) -> Notice | None:
    """The draft that was imported from these very bytes and never went out."""
    originals = Original.objects.filter(file=hashlib.sha256(data).hexdigest())
    original = originals.filter(notice__editions=None).select_related("notice").last()
    return original and original.notice
