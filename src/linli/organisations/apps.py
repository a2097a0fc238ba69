from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "linli.organisations"

    def ready(self) -> None:
        from linli.kernel.errors import register_texts
        from linli.organisations.refusals import REFUSALS

        register_texts(REFUSALS)
