"""检索: a passage's key tells its edition and place; the index holds headings once more by themselves."""

from django.db import migrations
from django.db.models import F

from notices.fields.folded import CREATE, DROP, index_rows

PLACES = 16  # as `notices.models.searching.passage` has it


def lay_keys(apps, schema_editor):
    passages = apps.get_model("notices", "Passage").objects
    # By way of numbers below zero, where no old key stands in the way of a new one.
    passages.update(id=-(F("payload_id") * (1 << PLACES) + F("order")))
    passages.update(id=-F("id"))


def lay_index(apps, schema_editor):
    for statement in (DROP, *CREATE[schema_editor.connection.vendor]):
        schema_editor.execute(statement)
    passages = apps.get_model("notices", "Passage").objects
    index_rows(passages.values_list("pk", "folded", "head").iterator())


class Migration(migrations.Migration):
    dependencies = [("notices", "0006_search")]

    operations = [
        migrations.RunPython(lay_keys, migrations.RunPython.noop),
        migrations.RunPython(lay_index, migrations.RunPython.noop),
    ]
