from django.apps import AppConfig


class VotingConfig(AppConfig):
    name = "linli.voting"

    def ready(self) -> None:
        from linli.duties.kinds import register_kind
        from linli.journal.titles import register_titles
        from linli.kernel.attachments import PDF, PICTURE, Holder, register_holder
        from linli.kernel.deeds import register_deed
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_official, register_personal
        from linli.kernel.subjects import register_subject
        from linli.notices.texts import register_words
        from linli.voting import needs
        from linli.voting.ballot_rules import reads_mandate
        from linli.voting.deeds import OBJECT, VOTE
        from linli.voting.operations import VOID_HOLDER
        from linli.voting.operations_proxies import PAPER
        from linli.voting.refusals import REFUSALS
        from linli.voting.refusals_ballots import BALLOTS
        from linli.voting.refusals_exports import EXPORTS
        from linli.voting.rules import may_read_papers
        from linli.voting.subjects import MATTER
        from linli.voting.titles import EVENTS

        register_texts(REFUSALS | BALLOTS | EXPORTS)
        register_titles(EVENTS)
        register_holder(
            Holder(
                VOID_HOLDER,
                may_read=may_read_papers,
                accepts=frozenset({PICTURE, PDF}),
                keep="law",
            )
        )
        register_holder(
            Holder(
                PAPER,
                may_read=reads_mandate,
                accepts=frozenset({PICTURE, PDF}),
                most=4,
                private=True,
                keep="evidence",
            )
        )
        register_subject(MATTER)
        register_personal(needs.personal)
        register_official(needs.official)
        register_kind(needs.kind_of_duty())
        register_deed(VOTE)
        register_deed(OBJECT)
        for kind, words in needs.WORDS.items():
            register_words(kind, words)
