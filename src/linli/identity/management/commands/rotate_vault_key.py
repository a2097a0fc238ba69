"""Change the key that seals personal data, while everything runs.

A new key seals from now on; old keys still open. Then every sealed field of every district is
sealed anew in batches, and when none is left, the old keys are dropped. Broken off at any point,
the command goes on where it stopped: a key ring with several keys is an unfinished rotation.
"""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from linli.districts.context import all_schemas, in_district
from linli.identity.operations.rotation import reseal_batch, sealing_models
from linli.identity.signin import operations as signin
from linli.identity.vault import Keyring


class Command(BaseCommand):
    help = "Seal all personal data with a new key and drop the old one; can be broken off."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--grace",
            type=float,
            default=60,
            help="seconds that a request may still be sealing with the old key (default 60)",
        )

    def handle(self, *, grace: float, **_: Any) -> None:
        path = settings.ENV.keys / "vault.json"
        ring = Keyring.load(path)
        if len(ring.seal) == 1:
            ring = ring.with_new_key()
            ring.save(path)
            self.stdout.write(f"key {ring.current} seals from now on")
        else:
            self.stdout.write(f"going on with key {ring.current}")
        self.stdout.write(f"{self._reseal()} rows sealed anew")
        time.sleep(grace)
        late = self._reseal()
        if late:
            self.stdout.write(f"{late} rows were written meanwhile and sealed anew")
        ring.without_old_keys().save(path)
        self.stdout.write("old keys dropped; backups made before need the old key file")

    @staticmethod
    def _reseal() -> int:
        count = 0
        for schema in all_schemas():
            with in_district(schema):
                for model in sealing_models():
                    while batch := reseal_batch(model):
                        count += batch
                with transaction.atomic():
                    count += signin.reseal_authenticators()
                count += signin.reseal_sessions()
        return count
