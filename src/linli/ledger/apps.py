from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "linli.ledger"

    def ready(self) -> None:
        from linli.journal.titles import register_titles
        from linli.kernel.deeds import register_deed
        from linli.kernel.errors import register_texts
        from linli.kernel.personal import register_keeper, register_section
        from linli.ledger import mine
        from linli.ledger.deeds import BANK
        from linli.ledger.refusals import REFUSALS
        from linli.ledger.titles import EVENTS

        register_texts(REFUSALS)
        register_deed(BANK)
        register_titles(EVENTS)
        register_section("bank", mine.TITLE, mine.rows)
        register_keeper(mine.kept)
