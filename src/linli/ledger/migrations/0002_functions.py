from pathlib import Path

from django.db import migrations

from linli.kernel.immutable import protect

FUNCTIONS = (Path(__file__).parents[1] / "sql" / "0001_functions.sql").read_text()

# No row joins two ledgers: each account of a movement belongs to the movement's own ledger.
SAME_LEDGER = """
ALTER TABLE ledger_account ADD CONSTRAINT account_and_ledger UNIQUE (id, ledger_id);
ALTER TABLE ledger_transfer
  ADD CONSTRAINT debit_of_this_ledger FOREIGN KEY (debit_id, ledger_id)
    REFERENCES ledger_account (id, ledger_id),
  ADD CONSTRAINT credit_of_this_ledger FOREIGN KEY (credit_id, ledger_id)
    REFERENCES ledger_account (id, ledger_id);
ALTER TABLE ledger_hold
  ADD CONSTRAINT hold_debit_of_this_ledger FOREIGN KEY (debit_id, ledger_id)
    REFERENCES ledger_account (id, ledger_id),
  ADD CONSTRAINT hold_credit_of_this_ledger FOREIGN KEY (credit_id, ledger_id)
    REFERENCES ledger_account (id, ledger_id);
-- a balance moves often: its new version finds room beside the old one, and no index is touched
ALTER TABLE ledger_balance SET (fillfactor = 50);
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [
        migrations.RunSQL(SAME_LEDGER, migrations.RunSQL.noop),
        migrations.RunSQL([(FUNCTIONS, None)], migrations.RunSQL.noop),
        protect("ledger_transfer"),
        protect("ledger_hold"),
        protect("ledger_holdend"),
        protect("ledger_lotuse"),
        protect("ledger_digest"),
    ]
