from pathlib import Path

from django.db import migrations

BATCH = (Path(__file__).parents[1] / "sql" / "0002_batch_tells_ids.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_functions")]

    operations = [migrations.RunSQL([(BATCH, None)], migrations.RunSQL.noop)]
