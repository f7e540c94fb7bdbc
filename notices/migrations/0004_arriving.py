"""查重, 历史迁移 and 原地址; every working copy and edition that is there gets its fingerprint."""

import json

import django.db.models.deletion
from django.db import migrations, models

from notices.arriving.sameness import number_digest, text_digest

BATCH = 500
TEXTS = ("doc_number", "title", "preamble", "closing")


def fill(apps, schema_editor):
    fingerprints = apps.get_model("notices", "Fingerprint").objects
    rows = (*_of_working_copies(apps), *_of_editions(apps))
    fingerprints.bulk_create((fingerprints.model(**row) for row in rows), batch_size=BATCH)


def _of_working_copies(apps):
    section = apps.get_model("notices", "Section").objects
    outlines = {}
    for notice, heading, body in (
        section.order_by("notice", "order", "pk")
        .values_list("notice", "heading", "body")
        .iterator()
    ):
        outlines.setdefault(notice, []).append({"heading": heading, "body": body})
    for row in apps.get_model("notices", "Notice").objects.values("pk", *TEXTS).iterator():
        yield {"notice_id": row["pk"], **_digests(row, outlines.pop(row["pk"], []))}


def _of_editions(apps):
    payloads = apps.get_model("notices", "EditionPayload").objects.values_list("edition", "text")
    for edition, text in payloads.iterator():
        payload = json.loads(text)
        yield {
            "notice_id": payload["notice"],
            "edition_id": edition,
            **_digests(payload, payload["sections"]),
        }


def _digests(fields, sections):
    return {
        "number": number_digest(fields["doc_number"]),
        "text": text_digest(fields["title"], fields["preamble"], sections, fields["closing"]),
    }


class Migration(migrations.Migration):
    dependencies = [("notices", "0003_accepted_difference")]

    operations = [
        migrations.AlterModelOptions(
            name="notice",
            options={
                "ordering": ["-saved_at", "-pk"],
                "permissions": [
                    ("import_notice", "导入通知"),
                    ("publish_notice", "发布通知"),
                    ("schedule_notice", "预约发布通知"),
                    ("move_in_notice", "历史迁移"),
                    ("withdraw_notice", "废止、撤销、失效或撤下通知"),
                    ("seal_notice", "封存通知的版本"),
                    ("restore_notice", "把旧版恢复到草稿"),
                    ("confirm_contact", "确认公务电话"),
                ],
                "verbose_name": "通知",
                "verbose_name_plural": "通知",
            },
        ),
        migrations.AddField(
            model_name="notice",
            name="first_published_on",
            field=models.CharField(
                blank=True, default="", editable=False, max_length=30, verbose_name="原发布时间"
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="verb",
            field=models.CharField(
                choices=[
                    ("imported", "导入"),
                    ("copied", "复制为新通知"),
                    ("saved", "保存"),
                    ("deleted", "删除草稿"),
                    ("contact_confirmed", "确认公务电话"),
                    ("published", "发布"),
                    ("scheduled", "预约发布"),
                    ("moved_in", "历史迁移"),
                    ("schedule_cancelled", "取消预约"),
                    ("withdrawn", "废止、撤销、失效或撤下"),
                    ("withdrawal_undone", "解除废止、撤销、失效或撤下"),
                    ("sealed", "封存"),
                    ("restored", "恢复旧版到草稿"),
                    ("setting_changed", "修改设置"),
                    ("signed_in", "登录"),
                    ("password_changed", "修改密码"),
                ],
                max_length=30,
                verbose_name="动作",
            ),
        ),
        migrations.CreateModel(
            name="OldAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "address",
                    models.CharField(
                        error_messages={"unique": "这个原地址已经转到一份通知。"},
                        help_text="从 / 写起，连同问号后面的部分，例如 /Item/Show.asp?id=12。",
                        max_length=500,
                        unique=True,
                        verbose_name="原地址",
                    ),
                ),
                (
                    "hits",
                    models.PositiveBigIntegerField(
                        default=0, editable=False, verbose_name="转到次数"
                    ),
                ),
                (
                    "last_hit_on",
                    models.DateField(editable=False, null=True, verbose_name="最近一次"),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="old_addresses",
                        to="notices.notice",
                        verbose_name="通知",
                    ),
                ),
            ],
            options={
                "verbose_name": "原地址",
                "verbose_name_plural": "原地址",
                "ordering": ["address"],
            },
        ),
        migrations.CreateModel(
            name="Fingerprint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(blank=True, db_index=True, max_length=64)),
                ("text", models.CharField(blank=True, db_index=True, max_length=64)),
                (
                    "edition",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fingerprint",
                        to="notices.edition",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fingerprints",
                        to="notices.notice",
                    ),
                ),
            ],
            options={
                "verbose_name": "查重",
                "verbose_name_plural": "查重",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("edition", None)),
                        fields=("notice",),
                        name="one_fingerprint_a_working_copy",
                    )
                ],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
