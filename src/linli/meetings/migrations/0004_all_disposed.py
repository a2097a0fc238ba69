from django.db import migrations

#: Asked at the end of the transaction that ends a meeting: each item has ended with it.
ALL_DISPOSED = """
CREATE FUNCTION meetings_all_disposed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE over bigint;
BEGIN
  IF TG_TABLE_NAME = 'meetings_item' THEN over := NEW.meeting_id; ELSE over := NEW.id; END IF;
  IF EXISTS (
    SELECT FROM meetings_item i JOIN meetings_meeting m ON m.id = i.meeting_id
    WHERE m.id = over AND m.state IN ('adjourned', 'minutes_approved') AND i.outcome = ''
  ) THEN
    RAISE EXCEPTION 'meeting % is over with an item that has no outcome', over
      USING ERRCODE = '23514', CONSTRAINT = 'a_meeting_ends_with_every_item_disposed_of';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER a_meeting_ends_with_every_item_disposed_of
  AFTER INSERT OR UPDATE OF state ON meetings_meeting DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION meetings_all_disposed();
CREATE CONSTRAINT TRIGGER a_meeting_ends_with_every_item_disposed_of
  AFTER INSERT OR UPDATE OF outcome ON meetings_item DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION meetings_all_disposed();
"""
GONE = """
DROP TRIGGER a_meeting_ends_with_every_item_disposed_of ON meetings_item;
DROP TRIGGER a_meeting_ends_with_every_item_disposed_of ON meetings_meeting;
DROP FUNCTION meetings_all_disposed();
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_minutes")]

    operations = [migrations.RunSQL(ALL_DISPOSED, GONE)]
