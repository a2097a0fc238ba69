"""A ballot by a mandate that was taken back is refused; no helper replaces the owner's own."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
BEFORE, CAST = ((SQL / name).read_text() for name in ("0001_cast.sql", "0008_cast.sql"))


class Migration(migrations.Migration):
    dependencies = [("voting", "0007_audits")]

    operations = [
        migrations.RunSQL([(CAST, None)], [(BEFORE, None)]),
    ]
