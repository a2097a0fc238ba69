from django.apps import AppConfig


class ResolutionsConfig(AppConfig):
    name = "linli.resolutions"

    def ready(self) -> None:
        from linli.duties.kinds import register_kind
        from linli.journal.titles import register_titles
        from linli.kernel.errors import register_texts
        from linli.resolutions.kinds import RESOLUTION
        from linli.resolutions.refusals import REFUSALS
        from linli.resolutions.titles import EVENTS

        register_texts(REFUSALS)
        register_titles(EVENTS)
        register_kind(RESOLUTION)
