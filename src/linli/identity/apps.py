from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "linli.identity"

    def ready(self) -> None:
        from linli.identity.refusals import REFUSALS
        from linli.kernel.errors import register_texts

        register_texts(REFUSALS)
