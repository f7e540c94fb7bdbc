"""检索: the passages of every edition that is there, and their index (`notices.fields.folded`)."""

import json

import django.db.models.deletion
from django.db import migrations, models

import notices.fields.folded
from notices.fields.folded import CREATE, DROP, index_rows
from notices.searching import texts


def lay_index(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    schema_editor.execute(DROP)


def fill(apps, schema_editor):
    passage = apps.get_model("notices", "Passage")
    payloads = apps.get_model("notices", "EditionPayload").objects.values_list("edition", "text")
    for edition, text in payloads.iterator():
        made = passage.objects.bulk_create(
            passage(payload_id=edition, **vars(each)) for each in texts(json.loads(text))
        )
        index_rows((row.pk, row.folded) for row in made)


class Migration(migrations.Migration):
    dependencies = [("notices", "0005_import_acts")]

    operations = [
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "payload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passages",
                        to="notices.editionpayload",
                    ),
                ),
                ("order", models.PositiveIntegerField()),
                ("section", models.PositiveBigIntegerField(null=True)),
                ("head", models.TextField(blank=True)),
                ("place", models.TextField(blank=True)),
                ("text", models.TextField(blank=True)),
                ("folded", notices.fields.folded.FoldedField()),
            ],
            options={
                "verbose_name": "检索",
                "verbose_name_plural": "检索",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("payload", "order"), name="passage_place_once")
                ],
            },
        ),
        migrations.RunPython(lay_index, drop_index),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
