"""A slip comes into the urn by one call."""

from pathlib import Path

from django.db import migrations

STIR = (Path(__file__).parents[1] / "sql" / "0004_stir.sql").read_text()
TAKE_BACK = "DROP FUNCTION polls_stir_in(bigint, uuid, bytea, bigint, integer, integer)"


class Migration(migrations.Migration):
    dependencies = [("polls", "0003_urn")]

    operations = [
        migrations.RunSQL([(STIR, None)], [(TAKE_BACK, None)]),
    ]
