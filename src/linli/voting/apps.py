from django.apps import AppConfig


class VotingConfig(AppConfig):
    name = "linli.voting"

    def ready(self) -> None:
        from linli.journal.titles import register_titles
        from linli.kernel.attachments import PDF, PICTURE, Holder, register_holder
        from linli.kernel.errors import register_texts
        from linli.voting.operations import VOID_HOLDER
        from linli.voting.refusals import REFUSALS
        from linli.voting.rules import may_read_papers
        from linli.voting.titles import EVENTS

        register_texts(REFUSALS)
        register_titles(EVENTS)
        register_holder(
            Holder(
                VOID_HOLDER,
                may_read=may_read_papers,
                accepts=frozenset({PICTURE, PDF}),
                keep="law",
            )
        )
