from django.apps import AppConfig


class ResidenceConfig(AppConfig):
    name = "linli.residence"

    def ready(self) -> None:
        from linli.kernel.errors import register_texts
        from linli.residence.refusals import REFUSALS

        register_texts(REFUSALS)
