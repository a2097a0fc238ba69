from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "linli.notices"

    def ready(self) -> None:
        from linli.journal.titles import register_titles
        from linli.kernel.deeds import register_deed
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_personal
        from linli.notices import needs
        from linli.notices.deeds import INBOX
        from linli.notices.refusals import REFUSALS
        from linli.notices.titles import EVENTS

        register_texts(REFUSALS)
        register_deed(INBOX)
        register_titles(EVENTS)
        register_personal(needs.personal)
