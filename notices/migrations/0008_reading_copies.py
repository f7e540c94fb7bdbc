"""阅读副本: what readers see of a file; and passages of what attachments say. `rebuild_search` fills both."""
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0007_passage_key'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReadingCopy',
            fields=[
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='reading_copy', serialize=False, to='notices.storedfile')),
                ('format', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(max_length=10)),
                ('extent', models.CharField(blank=True, max_length=50)),
                ('notes', models.TextField(blank=True)),
                ('refused', models.TextField(blank=True)),
            ],
            options={
                'verbose_name': '阅读副本',
                'verbose_name_plural': '阅读副本',
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='passage',
            name='attachment',
            field=models.PositiveBigIntegerField(null=True),
        ),
        migrations.CreateModel(
            name='CopyPicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='notices.storedfile')),
                ('copy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='notices.readingcopy')),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('copy', 'number'), name='copy_picture_once')],
            },
        ),
        migrations.CreateModel(
            name='CopyLeaf',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.PositiveIntegerField()),
                ('name', models.TextField(blank=True)),
                ('content', models.TextField()),
                ('copy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leaves', to='notices.readingcopy')),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('copy', 'first'), name='copy_leaf_once')],
            },
        ),
    ]
