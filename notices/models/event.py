"""记录: the one chained log of everything done at the desk."""

from django.db import connection, models
from django.utils import timezone

from ..canonical import canonical_json, digest_of, utc
from ..querysets import AppendOnlyQuerySet
from .append_only import AppendOnly

FIRST_PREVIOUS = "0" * 64


class ChainHead(models.Model):
    """One row, locked while an Event is added; it holds the newest number and hash."""

    ROW = 1

    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=FIRST_PREVIOUS)

    @classmethod
    def locked(cls) -> "ChainHead":
        """The row, held until the transaction ends."""
        head, _ = cls.objects.select_for_update().get_or_create(pk=cls.ROW)
        return head


class EventQuerySet(AppendOnlyQuerySet):
    def record(self, verb, actor, *, notice=None, digest="", rows=(), **facts) -> "Event":
        """Adds the next link of the chain inside the caller's transaction.

        `rows` are the append-only rows made by the same act; the Event remembers their digests.
        `facts` are what the timeline tells, as plain values. Raises RuntimeError outside a
        transaction: an act and its Event stand or fall together.
        """
        if not connection.in_atomic_block:
            raise RuntimeError("an Event is recorded in the transaction of its act")
        head = ChainHead.locked()
        data = canonical_json({"facts": facts, "rows": [row.row_entry() for row in rows]})
        event = Event(
            seq=head.seq + 1,
            at=timezone.now(),
            verb=verb,
            actor_number=actor.pk if actor else None,
            actor_name=actor.get_username() if actor else "",
            notice_id=notice.pk if notice else None,
            digest=digest,
            data=data,
            previous=head.hash,
        )
        event.hash = event.computed_hash()
        event.save()
        head.seq, head.hash = event.seq, event.hash
        head.save()
        return event


class Event(AppendOnly):
    """One act. Numbers are without gaps; each hash covers all columns and the hash before."""

    class Verb(models.TextChoices):
        IMPORTED = "imported", "导入"
        REREAD = "reread", "重新识别"
        COPIED = "copied", "复制为新通知"
        SAVED = "saved", "保存"
        DELETED = "deleted", "删除草稿"
        CONTACT_CONFIRMED = "contact_confirmed", "确认公务电话"
        DIFFERENCE_ACCEPTED = "difference_accepted", "接受与原件的差异"
        PROBLEM_WAIVED = "problem_waived", "说明检查问题"
        SUBMITTED = "submitted", "送审"
        TAKEN_BACK = "taken_back", "撤回送审"
        SIGNED_FOR = "signed_for", "签收"
        RETURNED = "returned", "退回修改"
        TURNED_TO_EDITING = "turned_to_editing", "转为修改"
        APPROVED = "approved", "审核通过"
        SECRECY_REVIEWED = "secrecy_reviewed", "保密审查"
        DELEGATED = "delegated", "委托代审"
        DELEGATION_ENDED = "delegation_ended", "结束委托"
        COMMENTED = "commented", "批注"
        COMMENT_SETTLED = "comment_settled", "办结批注"
        SUGGESTED = "suggested", "修改建议"
        SUGGESTION_TAKEN = "suggestion_taken", "采纳修改建议"
        SUGGESTION_DECLINED = "suggestion_declined", "不采纳修改建议"
        PUBLISHED = "published", "发布"
        PUBLISHED_URGENTLY = "published_urgently", "紧急发布"
        REVIEWED_LATE = "reviewed_late", "补审"
        SCHEDULED = "scheduled", "预约发布"
        MOVED_IN = "moved_in", "历史迁移"
        SCHEDULE_CANCELLED = "schedule_cancelled", "取消预约"
        WITHDRAWN = "withdrawn", "废止、撤销、失效或撤下"
        WITHDRAWAL_UNDONE = "withdrawal_undone", "解除废止、撤销、失效或撤下"
        SEALED = "sealed", "封存"
        RESTORED = "restored", "恢复旧版到草稿"
        PINNED = "pinned", "置顶"
        UNPINNED = "unpinned", "取消置顶"
        SETTING_CHANGED = "setting_changed", "修改设置"
        SIGNED_IN = "signed_in", "登录"
        PASSWORD_CHANGED = "password_changed", "修改密码"

    seq = models.PositiveBigIntegerField("序号", primary_key=True)
    at = models.DateTimeField("时间")
    verb = models.CharField("动作", max_length=30, choices=Verb.choices)
    actor_number = models.BigIntegerField("操作人编号", null=True)
    actor_name = models.CharField("操作人", max_length=150)
    # Without a constraint: the record of a deleted draft stays.
    notice = models.ForeignKey(
        "notices.Notice",
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="events",
        verbose_name="通知",
    )
    digest = models.CharField("文本摘要", max_length=64, blank=True)
    data = models.TextField("内容")
    previous = models.CharField("前一条的校验值", max_length=64)
    hash = models.CharField("校验值", max_length=64, unique=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "记录"
        ordering = ["-seq"]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.seq}. {self.get_verb_display()}"

    def computed_hash(self) -> str:
        """SHA-256 over the canonical JSON of every other column."""
        return digest_of(
            {
                "seq": self.seq,
                "at": utc(self.at),
                "verb": self.verb,
                "actor_number": self.actor_number,
                "actor_name": self.actor_name,
                "notice": self.notice_id,
                "digest": self.digest,
                "data": self.data,
                "previous": self.previous,
            }
        )
