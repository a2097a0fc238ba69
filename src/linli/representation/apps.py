from django.apps import AppConfig


class RepresentationConfig(AppConfig):
    name = "linli.representation"

    def ready(self) -> None:
        from linli.journal.titles import register_titles
        from linli.kernel.attachments import PDF, PICTURE, Holder, register_holder
        from linli.kernel.errors import register_texts
        from linli.representation import rules
        from linli.representation.operations.mandates import PAPERS_OF
        from linli.representation.parameters import PAPERS
        from linli.representation.refusals import REFUSALS
        from linli.representation.titles import EVENTS

        register_texts(REFUSALS)
        register_titles(EVENTS)
        papers = frozenset({PICTURE, PDF})
        register_holder(
            Holder(PAPERS_OF, rules.reads_papers, papers, PAPERS, private=True, keep="evidence")
        )
