from pathlib import PurePath

from django.db import migrations

TYPES = {".pdf": "application/pdf", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}
#: What is neither is kept and handed out to be saved, never to be shown.
OTHER = "application/octet-stream"


def move(apps, schema_editor):
    """The files stay where they are; each claim's document becomes a row of its evidence."""
    Claim = apps.get_model("catalogue", "Claim")
    Evidence = apps.get_model("catalogue", "ClaimEvidence")
    for claim in Claim.objects.exclude(document=None).select_related("document").iterator(chunk_size=500):
        name = claim.document.file.name
        Evidence.objects.create(
            claim=claim,
            shop_id=claim.shop_id,
            file=name,
            name=claim.document.title[:120],
            content_type=TYPES.get(PurePath(name).suffix.lower(), OTHER),
            size=claim.document.file_size or 0,
            uploaded_by_id=claim.document.uploaded_by_user_id,
        )


def move_back(apps, schema_editor):
    """The claims still name their documents."""
    apps.get_model("catalogue", "ClaimEvidence").objects.filter(claim__document__isnull=False).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("catalogue", "0005_evidence_of_claims"),
        ("media", "0002_picture_renditions"),
    ]

    operations = [migrations.RunPython(move, move_back)]
