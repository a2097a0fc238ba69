from django.apps import AppConfig


class RepresentationConfig(AppConfig):
    name = "linli.representation"

    def ready(self) -> None:
        from linli.journal.titles import register_titles
        from linli.kernel.attachments import PDF, PICTURE, Holder, register_holder
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_official
        from linli.kernel.personal import register_section
        from linli.representation import mine, needs, rules
        from linli.representation.operations.mandates import PAPERS_OF
        from linli.representation.parameters import PAPERS
        from linli.representation.refusals import REFUSALS
        from linli.representation.titles import EVENTS

        register_texts(REFUSALS)
        register_titles(EVENTS)
        register_official(needs.official)
        register_section("representing", mine.MANDATES, mine.mandates)
        register_section("objections_to_representatives", mine.OBJECTIONS, mine.objections)
        papers = frozenset({PICTURE, PDF})
        register_holder(
            Holder(PAPERS_OF, rules.reads_papers, papers, PAPERS, private=True, keep="evidence")
        )
