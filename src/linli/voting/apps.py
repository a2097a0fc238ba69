from django.apps import AppConfig


class VotingConfig(AppConfig):
    name = "linli.voting"

    def ready(self) -> None:
        from linli.kernel.errors import register_texts
        from linli.voting.refusals import REFUSALS

        register_texts(REFUSALS)
