from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "linli.identity"

    def ready(self) -> None:
        from linli.identity import needs
        from linli.identity.deeds import DEEDS
        from linli.identity.refusals import REFUSALS
        from linli.identity.signin.refusals import REFUSALS as SIGN_IN
        from linli.identity.words import EVENTS
        from linli.journal.titles import register_titles
        from linli.kernel.deeds import register_deed
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_official, register_personal

        register_texts(REFUSALS)
        register_texts(SIGN_IN)
        register_titles(EVENTS)
        register_personal(needs.personal)
        register_official(needs.official)
        for deed in DEEDS:
            register_deed(deed)
