"""Make the keys that are missing. Keys are never overwritten."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from linli.districts.context import all_schemas, in_district
from linli.identity.vault import Keyring
from linli.journal.keys import make_key
from linli.journal.operations_log import open_log
from linli.journal.queries import log_numbered
from linli.notices import vapid
from linli.timebank.models import Peer


class Command(BaseCommand):
    help = "Make missing keys in the keys folder, and open the logs of new districts."

    def handle(self, **_: Any) -> None:
        vault = settings.ENV.keys / "vault.json"
        if not vault.exists():
            Keyring.generate().save(vault)
        vapid.make(settings.ENV.keys)
        for schema in all_schemas():
            with in_district(schema):
                # A log that exists has a key somewhere: a lost one is put back, not replaced.
                if log_numbered(None) is None:
                    make_key(schema)
                    open_log()
                if not Peer.objects.exists():
                    make_key(schema, "clearing")
