"""Make the keys that are missing. Keys are never overwritten."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from linli.identity.vault import Keyring


class Command(BaseCommand):
    help = "Make missing keys in the keys folder."

    def handle(self, **_: Any) -> None:
        vault = settings.ENV.keys / "vault.json"
        if not vault.exists():
            Keyring.generate().save(vault)
