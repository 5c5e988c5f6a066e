import catalogue.claims.evidence.models
import django.db.models.deletion
import media.storage
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0004_history_and_reasons_of_claims'),
        ('partner', '0003_shop_directory_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameField(model_name='claim', old_name='evidence', new_name='document'),
        migrations.AlterField(
            model_name='claim',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claims', to=settings.WAGTAILDOCS_DOCUMENT_MODEL, verbose_name='evidence'),
        ),
        migrations.CreateModel(
            name='ClaimEvidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=200, storage=media.storage.private_storage, upload_to=catalogue.claims.evidence.models.place_of, verbose_name='file')),
                ('name', models.CharField(help_text='What it was called where it came from.', max_length=120, verbose_name='name')),
                ('content_type', models.CharField(max_length=40, verbose_name='type')),
                ('size', models.PositiveIntegerField(verbose_name='size in bytes')),
                ('pages', models.PositiveSmallIntegerField(default=1, verbose_name='pages')),
                ('uploaded_at', models.DateTimeField(auto_now_add=True, verbose_name='uploaded at')),
                ('put_aside_at', models.DateTimeField(blank=True, null=True, verbose_name='put aside at')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='catalogue.claim', verbose_name='claim')),
                ('shop', models.ForeignKey(help_text="The claim's shop, whose quota it uses.", on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partner.partner', verbose_name='shop')),
                ('uploaded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
            ],
            options={
                'verbose_name': 'evidence',
                'verbose_name_plural': 'evidence',
                'ordering': ['pk'],
            },
        ),
    ]
