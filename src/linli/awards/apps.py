from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "linli.awards"

    def ready(self) -> None:
        from linli.awards import mine, needs
        from linli.awards.refusals import REFUSALS
        from linli.awards.shown import explain
        from linli.awards.titles import EVENTS
        from linli.journal.titles import register_titles
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_official
        from linli.kernel.personal import register_section
        from linli.ledger.explained import register_explainer

        register_texts(REFUSALS)
        register_titles(EVENTS)
        register_official(needs.official)
        register_explainer(explain)
        register_section("deeds", mine.TITLE, mine.rows)
