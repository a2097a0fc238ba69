from django.db import migrations

from linli.kernel.immutable import protect


class Migration(migrations.Migration):
    dependencies = [("recognition", "0003_selections")]

    operations = [protect("recognition_frozen")]
