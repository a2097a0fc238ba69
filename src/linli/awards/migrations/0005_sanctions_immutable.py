from django.db import migrations

from linli.kernel.immutable import protect


class Migration(migrations.Migration):
    dependencies = [("awards", "0004_sanctions")]

    operations = [protect("awards_breach"), protect("awards_step")]
