from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JournalConfig(AppConfig):
    name = "linli.journal"

    def ready(self) -> None:
        from linli.journal.refusals import REFUSALS
        from linli.kernel.errors import register_texts

        register_texts(REFUSALS)
        autodiscover_modules("consumers")
