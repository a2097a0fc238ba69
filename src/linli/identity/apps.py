from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "linli.identity"

    def ready(self) -> None:
        from linli.identity.refusals import REFUSALS
        from linli.identity.signin.refusals import REFUSALS as SIGN_IN
        from linli.kernel.errors import register_texts

        register_texts(REFUSALS)
        register_texts(SIGN_IN)
