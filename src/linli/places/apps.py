from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "linli.places"

    def ready(self) -> None:
        from linli.journal.titles import register_titles
        from linli.kernel.deeds import register_deed
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_official
        from linli.kernel.places import register_communities
        from linli.places.deeds import DEEDS
        from linli.places.needs import official_needs
        from linli.places.queries import to_choose
        from linli.places.refusals import REFUSALS
        from linli.places.titles import EVENTS

        register_texts(REFUSALS)
        register_titles(EVENTS)
        register_communities(to_choose)
        register_official(official_needs)
        for deed in DEEDS:
            register_deed(deed)
