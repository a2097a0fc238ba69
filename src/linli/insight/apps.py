from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "linli.insight"

    def ready(self) -> None:
        from linli.insight.refusals import REFUSALS
        from linli.kernel.errors import register_texts

        register_texts(REFUSALS)
