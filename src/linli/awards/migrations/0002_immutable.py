from django.db import migrations

from linli.kernel.immutable import protect


class Migration(migrations.Migration):
    dependencies = [("awards", "0001_initial")]

    operations = [protect("awards_rule"), protect("awards_decision")]
