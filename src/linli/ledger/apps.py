from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "linli.ledger"

    def ready(self) -> None:
        from linli.kernel.errors import register_texts
        from linli.ledger.refusals import REFUSALS

        register_texts(REFUSALS)
