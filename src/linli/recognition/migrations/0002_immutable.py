from django.db import migrations

from linli.kernel.immutable import protect


class Migration(migrations.Migration):
    dependencies = [("recognition", "0001_initial")]

    operations = [protect("recognition_adoption")]
