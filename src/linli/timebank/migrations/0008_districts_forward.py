from django.db import migrations

from linli.kernel.immutable import protect

#: As `remote.engine.FORWARD` says; a test compares the two.
FORWARD = (
    ("held", "committed"),
    ("held", "returned"),
    ("committed", "arrived"),
    ("accepted", "due"),
    ("accepted", "dropped"),
    ("due", "credited"),
)
_PAIRS = ", ".join(f"('{before}', '{after}')" for before, after in FORWARD)
_FORWARD = f"""
CREATE FUNCTION timebank_crossing_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (OLD.state = NEW.state OR (OLD.state, NEW.state) IN ({_PAIRS}))
      AND (OLD.peer_id, OLD.uuid, OLD.outgoing, OLD.minutes, OLD.recipient, OLD.at)
        = (NEW.peer_id, NEW.uuid, NEW.outgoing, NEW.minutes, NEW.recipient, NEW.at)
      AND (OLD.community, OLD.person_id, OLD.hold)
        IS NOT DISTINCT FROM (NEW.community, NEW.person_id, NEW.hold)
      AND (OLD.committed_at IS NULL OR OLD.committed_at = NEW.committed_at)
    THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION 'a transfer between districts only moves forward' USING ERRCODE = 'LI001';
END $$;
CREATE TRIGGER timebank_crossing_forward BEFORE UPDATE OR DELETE ON timebank_crossing
  FOR EACH ROW EXECUTE FUNCTION timebank_crossing_forward();
CREATE TRIGGER timebank_crossing_stays BEFORE TRUNCATE ON timebank_crossing
  FOR EACH STATEMENT EXECUTE FUNCTION timebank_crossing_forward();
"""
_BACK = """
DROP TRIGGER timebank_crossing_forward ON timebank_crossing;
DROP TRIGGER timebank_crossing_stays ON timebank_crossing;
DROP FUNCTION timebank_crossing_forward();
"""


class Migration(migrations.Migration):
    dependencies = [("timebank", "0007_districts")]

    operations = [
        protect("timebank_districtmessage"),
        migrations.RunSQL(_FORWARD, _BACK),
    ]
