from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("catalogue", "0006_move_documents_to_evidence"),
    ]

    operations = [migrations.RemoveField(model_name="claim", name="document")]
