"""置顶, and the shelves of every release that is there (`notices.models.listing`)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


AT_ONCE = 500


def fill(apps, schema_editor):
    """As `Shelf.objects.write` does; an issuer renamed before today is found by its name only."""
    shelf = apps.get_model("notices", "Shelf")
    numbers = dict(apps.get_model("notices", "Issuer").objects.values_list("name", "pk"))
    releases = (
        apps.get_model("notices", "Release")
        .objects.filter(goes_live_at__isnull=False, edition__payload__isnull=False)
        .values_list(
            "pk",
            "edition",
            "first_live_at",
            "edition__payload__kind",
            "edition__payload__topic_number",
            "edition__payload__issuers",
        )
    )
    made = []
    for release, payload, first_live_at, *columns in releases.iterator():
        made += [
            shelf(
                release_id=release,
                payload_id=payload,
                first_live_at=first_live_at,
                sort=sort,
                value=value,
            )
            for sort, value in _places(*columns, numbers)
        ]
    shelf.objects.bulk_create(made, batch_size=AT_ONCE)


def _places(kind, topic, issuers, numbers):
    yield "kind", kind
    if topic:
        yield "topic", str(topic)
    for name in dict.fromkeys(filter(None, issuers.split("\n"))):
        yield "name", name
        if name in numbers:
            yield "issuer", str(numbers[name])


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0008_reading_copies"),
    ]

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
                    ("pin_notice", "置顶通知"),
                    ("confirm_contact", "确认公务电话"),
                    ("accept_difference", "接受与原件的差异"),
                ],
                "verbose_name": "通知",
                "verbose_name_plural": "通知",
            },
        ),
        migrations.AlterField(
            model_name="event",
            name="verb",
            field=models.CharField(
                choices=[
                    ("imported", "导入"),
                    ("reread", "重新识别"),
                    ("copied", "复制为新通知"),
                    ("saved", "保存"),
                    ("deleted", "删除草稿"),
                    ("contact_confirmed", "确认公务电话"),
                    ("difference_accepted", "接受与原件的差异"),
                    ("published", "发布"),
                    ("scheduled", "预约发布"),
                    ("moved_in", "历史迁移"),
                    ("schedule_cancelled", "取消预约"),
                    ("withdrawn", "废止、撤销、失效或撤下"),
                    ("withdrawal_undone", "解除废止、撤销、失效或撤下"),
                    ("sealed", "封存"),
                    ("restored", "恢复旧版到草稿"),
                    ("pinned", "置顶"),
                    ("unpinned", "取消置顶"),
                    ("setting_changed", "修改设置"),
                    ("signed_in", "登录"),
                    ("password_changed", "修改密码"),
                ],
                max_length=30,
                verbose_name="动作",
            ),
        ),
        migrations.CreateModel(
            name="Pin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("until", models.DateField(null=True, verbose_name="置顶到")),
                ("made_at", models.DateTimeField(verbose_name="操作时间")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pins",
                        to="notices.notice",
                    ),
                ),
            ],
            options={
                "verbose_name": "置顶",
                "verbose_name_plural": "置顶",
                "default_permissions": (),
                "indexes": [models.Index(fields=["until"], name="pin_until")],
            },
        ),
        migrations.CreateModel(
            name="Shelf",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("topic", "主题"),
                            ("kind", "文种"),
                            ("issuer", "发文机关"),
                            ("name", "发文机关名称"),
                        ],
                        max_length=6,
                    ),
                ),
                ("value", models.CharField(max_length=100)),
                ("first_live_at", models.DateTimeField()),
                (
                    "payload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shelves",
                        to="notices.editionpayload",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shelves",
                        to="notices.release",
                    ),
                ),
            ],
            options={
                "verbose_name": "归类",
                "verbose_name_plural": "归类",
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        fields=["sort", "value", "-first_live_at", "-release"], name="shelf_list"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("release", "sort", "value"), name="shelf_once")
                ],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
