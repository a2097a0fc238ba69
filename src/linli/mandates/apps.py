from django.apps import AppConfig


class MandatesConfig(AppConfig):
    name = "linli.mandates"

    def ready(self) -> None:
        from linli.kernel.errors import register_texts
        from linli.mandates.refusals import REFUSALS

        register_texts(REFUSALS)
