from django.db import migrations

from linli.kernel.immutable import protect


class Migration(migrations.Migration):
    dependencies = [("timebank", "0003_clearing_and_oversight")]

    operations = [protect("timebank_passage"), protect("timebank_sample")]
