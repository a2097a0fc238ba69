from django.apps import AppConfig


class MandatesConfig(AppConfig):
    name = "linli.mandates"

    def ready(self) -> None:
        from linli.journal.titles import register_titles
        from linli.kernel.attachments import PDF, PICTURES, Holder, register_holder
        from linli.kernel.deeds import register_standing
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_official, register_personal
        from linli.kernel.personal import register_section
        from linli.mandates import mine, needs, queries, rules
        from linli.mandates.operations import PAPER
        from linli.mandates.refusals import REFUSALS
        from linli.mandates.titles import EVENTS

        register_texts(REFUSALS)
        register_titles(EVENTS)
        register_standing(queries.stands)
        register_personal(needs.personal)
        register_official(needs.official)
        register_section("mandates", mine.TITLE, mine.rows)
        register_holder(
            Holder(
                PAPER,
                rules.reads_paper,
                accepts=PICTURES | {PDF},
                most=4,
                private=True,
                keep="evidence",
            )
        )
