from django.db import migrations

from linli.kernel.immutable import protect


class Migration(migrations.Migration):
    dependencies = [("timebank", "0001_initial")]

    operations = [protect("timebank_mark"), protect("timebank_decision")]
