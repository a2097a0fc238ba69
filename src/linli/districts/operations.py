"""Making districts. Run by the owner's role, from management commands and tests."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from psycopg import sql

from linli.districts.context import in_public
from linli.districts.migrating import migrate
from linli.districts.models import District, Domain


def migrate_shared() -> None:
    """Bring the tables that all districts share up to date; idempotent.

    App by app: asked for everything, Django would also play through the hundreds of migrations of
    the districts' own apps, to write nothing.
    """
    for name in settings.SHARED_APPS:
        config = next(each for each in apps.get_app_configs() if name in {each.name, each.label})
        if (Path(config.path) / "migrations").is_dir():
            migrate(config.label, shared=True)


def create_district(  # noqa: PLR0913 (a district is these six)
    schema: str, *, name_zh: str, name_en: str, log_origin: str, region_code: str, host: str
) -> District:
    """Register a district and make its schema with all tables; idempotent."""
    with in_public():
        district, _ = District.objects.get_or_create(
            schema_name=schema,
            defaults={
                "name_zh": name_zh,
                "name_en": name_en,
                "log_origin": log_origin,
                "region_code": region_code,
            },
        )
        Domain.objects.get_or_create(domain=host, defaults={"tenant": district})
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(schema)))
    migrate(schema_name=schema)
    return district
