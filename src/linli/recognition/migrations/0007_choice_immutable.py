from django.db import migrations

from linli.kernel.immutable import protect


class Migration(migrations.Migration):
    dependencies = [("recognition", "0006_choice")]

    operations = [protect("recognition_choice")]
