"""Give the application's database role exactly the rights it needs. Run by the owner's role.

The application reads and writes ordinary tables, only adds to immutable ones, and owns nothing:
it cannot alter a table or switch off a trigger.
"""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection, models, transaction
from psycopg import sql

from linli.districts.context import all_schemas, in_district

ORDINARY = ("SELECT", "INSERT", "UPDATE", "DELETE")


def rights_of(model: type[models.Model]) -> tuple[str, ...]:
    """What the application may do with a model's table."""
    rights: tuple[str, ...] = getattr(model, "app_rights", ORDINARY)
    return rights


class Command(BaseCommand):
    help = "Grant the application's role its rights in public and in every district."

    def handle(self, **_: Any) -> None:
        role = sql.Identifier(settings.APP_ROLE)
        rights = {
            m._meta.db_table: rights_of(m)  # noqa: SLF001
            for m in apps.get_models(include_auto_created=True)
        }
        schemas = ["public", *all_schemas()]
        for schema in schemas:
            with in_district(schema), transaction.atomic(), connection.cursor() as cursor:
                name = sql.Identifier(schema)
                for statement in (
                    "GRANT USAGE ON SCHEMA {s} TO {r}",
                    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {s} TO {r}",
                    "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {s} TO {r}",
                    "REVOKE ALL ON ALL TABLES IN SCHEMA {s} FROM {r}",
                ):
                    cursor.execute(sql.SQL(statement).format(s=name, r=role))
                cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
                for (table,) in cursor.fetchall():
                    words = sql.SQL(", ").join(map(sql.SQL, rights.get(table, ORDINARY)))
                    cursor.execute(
                        sql.SQL("GRANT {w} ON {s}.{t} TO {r}").format(
                            w=words, s=name, t=sql.Identifier(table), r=role
                        )
                    )
        self.stdout.write(f"{len(schemas)} schemas")
