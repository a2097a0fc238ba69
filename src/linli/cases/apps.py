from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "linli.cases"

    def ready(self) -> None:
        from linli.cases import mine, needs, rules
        from linli.cases.kinds import STEP
        from linli.cases.operations.cases import PAPERS_OF
        from linli.cases.parameters import PAPERS
        from linli.cases.refusals import REFUSALS
        from linli.cases.titles import EVENTS
        from linli.duties.kinds import register_kind
        from linli.journal.titles import register_titles
        from linli.kernel.attachments import PDF, PICTURE, Holder, register_holder
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_official
        from linli.kernel.personal import register_section

        register_texts(REFUSALS)
        register_titles(EVENTS)
        register_kind(STEP)
        register_official(needs.official)
        register_section("cases", mine.TITLE, mine.lines)
        papers = frozenset({PICTURE, PDF})
        register_holder(
            Holder(PAPERS_OF, rules.reads_papers, papers, PAPERS, private=True, keep="evidence")
        )
