from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0011_checks'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='editionpayload',
            index=models.Index(condition=models.Q(('effective_on__isnull', False)), fields=['effective_on'], name='payload_effective_on'),
        ),
        migrations.AddIndex(
            model_name='editionpayload',
            index=models.Index(fields=['title'], name='payload_title'),
        ),
        migrations.AddIndex(
            model_name='editionpayload',
            index=models.Index(fields=['doc_number'], name='payload_doc_number'),
        ),
        migrations.AddIndex(
            model_name='editionrelation',
            index=models.Index(fields=['type', 'other'], name='relation_type'),
        ),
        migrations.AddIndex(
            model_name='release',
            index=models.Index(fields=['goes_live_at'], name='release_moment'),
        ),
        migrations.AddIndex(
            model_name='withdrawal',
            index=models.Index(fields=['takes_effect_at'], name='withdrawal_moment'),
        ),
        migrations.AddIndex(
            model_name='withdrawal',
            index=models.Index(fields=['kind'], name='withdrawal_kind'),
        ),
    ]
