from django.apps import AppConfig


class DeliberationConfig(AppConfig):
    name = "linli.deliberation"

    def ready(self) -> None:
        from linli.deliberation.refusals import REFUSALS
        from linli.deliberation.subjects import CHARTER
        from linli.deliberation.titles import EVENTS
        from linli.journal.titles import register_titles
        from linli.kernel.errors import register_texts
        from linli.kernel.subjects import register_subject

        register_texts(REFUSALS)
        register_titles(EVENTS)
        register_subject(CHARTER)
