from django.db import migrations

from linli.kernel.immutable import protect


class Migration(migrations.Migration):
    dependencies = [("timebank", "0005_giving")]

    operations = [protect("timebank_gift"), protect("timebank_grant")]
