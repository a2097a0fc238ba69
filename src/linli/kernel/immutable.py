"""Tables whose rows are facts: written once, never changed.

Two locks. The application's database role has no right to UPDATE, DELETE or TRUNCATE them (see
`grant_roles`), and triggers that belong to the owner's role stand behind that.
"""

from typing import ClassVar

from django.db import migrations, models

_FUNCTION = """
CREATE OR REPLACE FUNCTION linli_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'LI001';
END $$;
"""

_TRIGGERS = """
CREATE TRIGGER {table}_immutable BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION linli_refuse_change();
CREATE TRIGGER {table}_immutable_truncate BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION linli_refuse_change();
"""

_DROP = """
DROP TRIGGER {table}_immutable ON {table};
DROP TRIGGER {table}_immutable_truncate ON {table};
"""


class Immutable(models.Model):
    """Base of models whose rows are never changed; `grant_roles` reads `app_rights`."""

    #: What the application's role may do with the table.
    app_rights: ClassVar[tuple[str, ...]] = ("SELECT", "INSERT")

    class Meta:
        abstract = True


def protect(table: str) -> migrations.RunSQL:
    """Migration step that puts the triggers on an immutable table of the current schema."""
    return migrations.RunSQL(_FUNCTION + _TRIGGERS.format(table=table), _DROP.format(table=table))


_GROWS = """
CREATE OR REPLACE FUNCTION {table}_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF ({same}) AND length(NEW.{column}) > length(OLD.{column})
      AND substring(NEW.{column} FROM 1 FOR length(OLD.{column})) = OLD.{column} AND ({limit})
    THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION 'rows of % only grow until they are full', TG_TABLE_NAME USING ERRCODE = 'LI001';
END $$;
CREATE TRIGGER {table}_grows BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION {table}_grows();
CREATE TRIGGER {table}_grows_truncate BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION {table}_grows();
"""

_DROP_GROWS = """
DROP TRIGGER {table}_grows ON {table};
DROP TRIGGER {table}_grows_truncate ON {table};
DROP FUNCTION {table}_grows();
"""


def protect_growing(
    table: str, *, column: str, fixed: tuple[str, ...], limit: str
) -> migrations.RunSQL:
    """Migration step for a table whose rows only grow.

    An UPDATE may only append bytes to `column`; `fixed` columns stay, and `limit` (SQL over NEW
    and OLD) must hold, so that a full row cannot grow. DELETE and TRUNCATE are refused.
    """
    same = " AND ".join(f"NEW.{name} = OLD.{name}" for name in fixed)
    return migrations.RunSQL(
        _GROWS.format(table=table, column=column, same=same, limit=limit),
        _DROP_GROWS.format(table=table),
    )
