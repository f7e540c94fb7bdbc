"""The proof against tampering: everything the chain remembers is recomputed and compared."""

import json
from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from ..canonical import digest
from ..models import (
    ChainHead,
    Edition,
    EditionFile,
    EditionPayload,
    EditionRelation,
    Event,
    Notice,
    Original,
    Release,
    ReleaseBasis,
    SignedSheet,
    StoredFile,
)
from ..models.desk.sheets import scan_type
from ..models.event import FIRST_PREVIOUS
from ..models.freezing import columns_of, files_of
from .approved import unapproved
from .seals import missing_triggers, sealed_models
from .stored import one_snapshot, respelled

# What reading a row raises where somebody wrote into it what no column of ours can hold.
UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def first_lie(head: tuple[int, str] | None = None) -> str | None:
    """The first thing that does not hold, as a sentence; None when all does.

    `head` is (number, hash) of the newest Event as somebody outside kept it: only that shows a
    chain whose end was cut off together with its head row.
    """
    with one_snapshot():
        return next(_lies(head), None)


def current_head() -> str:
    """The newest Event as SEQ:HASH, to be kept elsewhere."""
    head = ChainHead.objects.filter(pk=ChainHead.ROW).first() or ChainHead()
    return f"{head.seq}:{head.hash}"


def _lies(head) -> Iterator[str]:
    for name in missing_triggers():
        yield f"触发器 {name} 不见了或被改动。"
    yield from _readable(Event, _spelling(Event))
    remembered: dict[tuple[str, int], str] = {}
    yield from _readable(Event, _chain(head, remembered))
    for model in sealed_models():
        if model is not Event:
            yield from _readable(model, _spelling(model))
            yield from _readable(model, _rows(model, remembered))
    yield from _gone(remembered)
    yield from _readable(EditionPayload, _payloads())
    yield from _readable(ReleaseBasis, unapproved())
    yield from _files()
    yield from _originals()
    yield from _told_released()


def _readable(model, lies: Iterator[str]) -> Iterator[str]:
    """The lies, and one more where a row cannot even be read."""
    try:
        yield from lies
    except UNREADABLE as error:
        yield f"{model._meta.verbose_name}（{model._meta.model_name}）有一行读不出：{error}"


def _spelling(model) -> Iterator[str]:
    for key in respelled(model):
        yield f"{model._meta.verbose_name}（{model._meta.model_name} 第 {key} 行）的写法被改动。"


def _chain(head, remembered) -> Iterator[str]:
    """Walks the Events in order, collecting what they remember of other rows."""
    previous, seq, hash_at_head = FIRST_PREVIOUS, 0, None
    for event in Event.objects.order_by("seq").iterator():
        seq += 1
        if event.seq != seq:
            yield f"记录第 {seq} 条不见了。"
            return
        if event.previous != previous or event.computed_hash() != event.hash:
            yield f"记录第 {seq} 条与校验值不符。"
        yield from _remember(event, remembered)
        previous = event.hash
        if head and head[0] == seq:
            hash_at_head = event.hash
    if current_head() != f"{seq}:{previous}":
        yield f"链头与最后一条记录（第 {seq} 条）不符。"
    if head and hash_at_head != head[1]:
        yield f"另存的链头第 {head[0]} 条在记录里找不到，末尾被删或被改写。"


def _remember(event, remembered) -> Iterator[str]:
    """A row is made once: an Event that names it again would speak for what it says today."""
    for row in json.loads(event.data)["rows"]:
        key = (row["table"], row["id"])
        if key in remembered:
            yield f"记录第 {event.seq} 条重复提到 {row['table']} 第 {row['id']} 行。"
        remembered[key] = row["digest"]


def _rows(model, remembered) -> Iterator[str]:
    """Every append-only row is one that an Event made, and says what it said then."""
    for row in model.objects.order_by("pk").iterator():
        known = remembered.pop((model._meta.model_name, row.pk), None)
        name = f"{model._meta.verbose_name}（{model._meta.model_name} 第 {row.pk} 行）"
        if known is None:
            yield f"{name}没有任何记录提到。"
        elif known != row.row_digest():
            yield f"{name}与记录里的摘要不符。"


def _gone(remembered) -> Iterator[str]:
    """Rows that Events made and nobody finds; those of a payload may go with its erasure."""
    erasable = {model._meta.model_name for model in sealed_models() if model.erasable}
    erased = set(Edition.objects.filter(erasure__isnull=False).values_list("pk", flat=True))
    for table, key in sorted(remembered):
        allowed = key in erased if table == "editionpayload" else table in erasable and erased
        if not allowed:
            yield f"{table} 的第 {key} 行不见了。"


def _payloads() -> Iterator[str]:
    """Each payload is the very bytes its edition's digest names, and its columns repeat it."""
    for row in EditionPayload.objects.select_related("edition").order_by("pk").iterator():
        edition = row.edition
        where = f"通知 {edition.notice_id} {edition}的"
        payload = json.loads(row.text)
        if digest(row.text) != edition.digest:
            yield f"{where}内容与摘要不符。"
        if any(getattr(row, name) != value for name, value in columns_of(payload).items()):
            yield f"{where}列表栏目与内容不符。"
        kept = EditionFile.objects.filter(edition=row.edition).values_list("file_id", flat=True)
        if sorted(kept) != files_of(payload):
            yield f"{where}附件与内容不符。"
        stated = sorted((r["type"], r["notice"]) for r in payload["relations"] if r["notice"])
        related = EditionRelation.objects.filter(edition=row.edition)
        if sorted(related.values_list("type", "other_id")) != stated:
            yield f"{where}关联与内容不符。"
        # Of one published without approvals the note stands in the edition alone.
        noted = payload.get("correction") or {"kind": edition.correction, "note": edition.note}
        if noted != {"kind": edition.correction, "note": edition.note}:
            yield f"{where}更正说明与审核的内容不符。"
        yield from _told_otherwise(payload)
    for edition in Edition.objects.filter(payload=None, erasure=None):
        yield f"通知 {edition.notice_id} {edition}的内容不见了。"


def _files() -> Iterator[str]:
    """Published files, originals and signed scans, byte for byte, and told as they are."""
    published = StoredFile.objects.filter(editions__isnull=False)
    originals = StoredFile.objects.filter(original__isnull=False)
    scans = StoredFile.objects.filter(signed_sheets__isnull=False)
    for stored in (published | originals | scans).distinct().iterator():
        if not stored.is_whole():
            yield f"文件 {stored.sha256} 不见了或被改动。"
        elif stored.size != stored.size_of_bytes():
            yield f"文件 {stored.sha256} 的大小与登记的不符。"
    for sheet in SignedSheet.objects.select_related("file").iterator():
        if sheet.file.is_whole() and sheet.file.media_type != _type_of(sheet):
            yield f"签批件 {sheet.file_id} 的类型与登记的不符。"


def _type_of(sheet: SignedSheet) -> str:
    with sheet.file.open() as handle:
        return scan_type(sheet.file_name, handle.read())


def _told_otherwise(payload: dict) -> Iterator[str]:
    """Files of an edition whose row now names another size or type than the text that was frozen.

    Readers are sent a file by that row.
    """
    variants = [variant for row in payload["figures"] for variant in row["variants"]]
    said = {
        row["sha256"]: (row["size"], row["media_type"])
        for row in [*payload["attachments"], *payload["figures"], *variants]
    }
    for stored in StoredFile.objects.filter(pk__in=said).order_by("pk"):
        if (stored.size, stored.media_type) != said[stored.pk]:
            yield f"文件 {stored.sha256} 的大小或类型与版本里写的不符。"


def _originals() -> Iterator[str]:
    """Every imported notice that still exists keeps the original its Event names."""
    kept = set(Original.objects.values_list("notice_id", "file_id"))
    there = set(Notice.objects.values_list("pk", flat=True))
    for event in Event.objects.filter(verb=Event.Verb.IMPORTED).iterator():
        sha256 = json.loads(event.data)["facts"]["sha256"]
        if event.notice_id in there and (event.notice_id, sha256) not in kept:
            yield f"通知 {event.notice_id} 的原件 {sha256} 不见了。"


def _told_released() -> Iterator[str]:
    """Notices whose derived column tells the newsroom otherwise than their releases do."""
    standing = Release.objects.standing().filter(goes_live_at__isnull=False, notice=OuterRef("pk"))
    for notice in Notice.objects.exclude(has_release=Exists(standing)).order_by("pk").iterator():
        told = "有" if notice.has_release else "没有"
        yield f"通知 {notice.pk} 记着{told}发布，与发布的记录不符。"
