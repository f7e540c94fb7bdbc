"""The proof against tampering: everything the chain remembers is recomputed and compared."""

import json
from collections.abc import Iterator

from django.db.models import Model

from ..canonical import digest
from ..models import (
    ChainHead,
    Edition,
    EditionFile,
    EditionPayload,
    EditionRelation,
    Event,
    StoredFile,
)
from ..models.event import FIRST_PREVIOUS
from ..models.freezing import columns_of, files_of
from .seals import missing_triggers, sealed_models


def first_lie(head: tuple[int, str] | None = None) -> str | None:
    """The first thing that does not hold, as a sentence; None when all does.

    `head` is (number, hash) of the newest Event as somebody outside kept it: only that shows a
    chain whose end was cut off together with its head row.
    """
    return next(_lies(head), None)


def current_head() -> str:
    """The newest Event as SEQ:HASH, to be kept elsewhere."""
    head = ChainHead.objects.filter(pk=ChainHead.ROW).first() or ChainHead()
    return f"{head.seq}:{head.hash}"


def _lies(head) -> Iterator[str]:
    for name in missing_triggers():
        yield f"缺少触发器 {name}。"
    remembered: dict[tuple[str, int], str] = {}
    yield from _chain(head, remembered)
    yield from _rows(remembered)
    yield from _payloads()
    yield from _files()


def _chain(head, remembered) -> Iterator[str]:
    """Walks the Events in order, collecting what they remember of other rows."""
    previous, seq, hashes = FIRST_PREVIOUS, 0, {}
    for event in Event.objects.order_by("seq").iterator():
        seq += 1
        if event.seq != seq:
            yield f"记录第 {seq} 条不见了。"
            return
        if event.previous != previous or event.computed_hash() != event.hash:
            yield f"记录第 {seq} 条与校验值不符。"
        for row in json.loads(event.data)["rows"]:
            remembered[row["table"], row["id"]] = row["digest"]
        previous = event.hash
        if head and head[0] == seq:
            hashes[seq] = event.hash
    yield from _head(head, hashes, seq, previous)


def _head(head, hashes, seq, last_hash) -> Iterator[str]:
    if current_head() != f"{seq}:{last_hash}":
        yield f"链头与最后一条记录（第 {seq} 条）不符。"
    if head and hashes.get(head[0]) != head[1]:
        yield f"另存的链头第 {head[0]} 条在记录里找不到，末尾被删或被改写。"


def _rows(remembered) -> Iterator[str]:
    """Every append-only row is one that an Event made, and says what it said then."""
    gone = set(remembered)
    for model in sealed_models():
        if model is Event:
            continue
        for row in model.objects.order_by("pk").iterator():
            key = (model._meta.model_name, row.pk)
            gone.discard(key)
            if key not in remembered:
                yield f"{_name(row)}没有任何记录提到。"
            elif remembered[key] != row.row_digest():
                yield f"{_name(row)}与记录里的摘要不符。"
    for table, pk in sorted(gone):
        if not _was_erased(table, pk):
            yield f"{table} 的第 {pk} 行不见了。"


def _name(row: Model) -> str:
    return f"{row._meta.verbose_name}（{row._meta.model_name} 第 {row.pk} 行）"


def _was_erased(table: str, pk: int) -> bool:
    """Rows of a payload go with its erasure; the payload's key is its edition's."""
    erasable = {model._meta.model_name for model in sealed_models() if model.erasable}
    if table not in erasable:
        return False
    erased = Edition.objects.filter(erasure__isnull=False)
    return erased.filter(pk=pk).exists() if table == "editionpayload" else erased.exists()


def _payloads() -> Iterator[str]:
    """Each payload is the very bytes its edition's digest names, and its columns repeat it."""
    for row in EditionPayload.objects.select_related("edition").order_by("pk").iterator():
        payload = json.loads(row.text)
        if digest(row.text) != row.edition.digest:
            yield f"通知 {row.edition.notice_id} {row.edition}的内容与摘要不符。"
        if any(getattr(row, name) != value for name, value in columns_of(payload).items()):
            yield f"通知 {row.edition.notice_id} {row.edition}的列表栏目与内容不符。"
        kept = EditionFile.objects.filter(edition=row.edition).values_list("file_id", flat=True)
        if sorted(kept) != files_of(payload):
            yield f"通知 {row.edition.notice_id} {row.edition}的附件与内容不符。"
        yield from _relations(row.edition, payload)
    for edition in Edition.objects.filter(payload=None, erasure=None):
        yield f"通知 {edition.notice_id} {edition}的内容不见了。"


def _relations(edition, payload) -> Iterator[str]:
    stated = sorted((r["type"], r["notice"]) for r in payload["relations"] if r["notice"])
    rows = EditionRelation.objects.filter(edition=edition).values_list("type", "other_id")
    if sorted(rows) != stated:
        yield f"通知 {edition.notice_id} {edition}的关联与内容不符。"


def _files() -> Iterator[str]:
    for stored in StoredFile.objects.filter(editions__isnull=False).distinct().iterator():
        if not stored.is_whole():
            yield f"文件 {stored.sha256} 不见了或被改动。"
