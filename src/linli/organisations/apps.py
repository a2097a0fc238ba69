from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "linli.organisations"

    def ready(self) -> None:
        from linli.journal.titles import register_titles
        from linli.kernel.deeds import register_deed
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_official
        from linli.organisations.deeds import DEEDS
        from linli.organisations.needs import official_needs
        from linli.organisations.refusals import REFUSALS
        from linli.organisations.titles import EVENTS

        register_texts(REFUSALS)
        register_titles(EVENTS)
        register_official(official_needs)
        for deed in DEEDS:
            register_deed(deed)
