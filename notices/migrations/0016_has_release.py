from django.conf import settings
from django.db import migrations, models
from django.db.models import Exists, OuterRef


def tell_released(apps, schema_editor):
    releases = apps.get_model("notices", "Release").objects
    standing = releases.filter(
        notice=OuterRef("pk"), goes_live_at__isnull=False, cancelled_by=None
    )
    apps.get_model("notices", "Notice").objects.filter(Exists(standing)).update(has_release=True)


class Migration(migrations.Migration):

    dependencies = [
        ("notices", "0013_desk_papers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="has_release",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunPython(tell_released, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['signed_on', '-id'], name='notice_signed'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['title', '-id'], name='notice_title'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('binned_at__isnull', True), ('has_release', False)), fields=['-saved_at', '-id'], name='notice_draft'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('binned_at__isnull', True), ('has_release', False)), fields=['made_by', '-saved_at', '-id'], name='notice_draft_of'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('has_release', True)), fields=['-saved_at', '-id'], name='notice_released'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('binned_at__isnull', False)), fields=['-saved_at', '-id'], name='notice_binned'),
        ),
        migrations.AddIndex(
            model_name='release',
            index=models.Index(fields=['made_at'], name='release_made'),
        ),
        migrations.AddIndex(
            model_name='releasebasis',
            index=models.Index(condition=models.Q(('urgent_reason', ''), _negated=True), fields=['id'], name='basis_urgent'),
        ),
    ]
