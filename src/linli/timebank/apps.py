from django.apps import AppConfig


class TimebankConfig(AppConfig):
    name = "linli.timebank"

    def ready(self) -> None:
        from linli.journal.titles import register_titles
        from linli.kernel.deeds import register_deed
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_official, register_personal
        from linli.kernel.personal import register_section
        from linli.ledger.explained import register_explainer, register_kind
        from linli.timebank import mine, needs
        from linli.timebank.deeds import TIME
        from linli.timebank.refusals import REFUSALS
        from linli.timebank.shown import KINDS, explain
        from linli.timebank.titles import EVENTS

        register_texts(REFUSALS)
        register_deed(TIME)
        register_titles(EVENTS)
        register_personal(needs.personal)
        register_official(needs.official)
        register_explainer(explain)
        for kind, title in KINDS.items():
            register_kind(kind, title)
        register_section("time", mine.TITLE, mine.rows)
