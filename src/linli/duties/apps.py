from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "linli.duties"

    def ready(self) -> None:
        from linli.duties import needs
        from linli.duties.deeds import DUTIES
        from linli.duties.refusals import REFUSALS
        from linli.duties.titles import EVENTS
        from linli.journal.titles import register_titles
        from linli.kernel.deeds import register_deed
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_official, register_personal

        register_texts(REFUSALS)
        register_deed(DUTIES)
        register_titles(EVENTS)
        register_personal(needs.personal)
        register_official(needs.official)
