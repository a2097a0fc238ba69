from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "linli.awards"

    def ready(self) -> None:
        from django.utils.translation import pgettext_lazy

        from linli.awards import mine, needs, rules, shown_sanctions
        from linli.awards.models import SCAN, SCANS_MOST
        from linli.awards.refusals import REFUSALS
        from linli.awards.shown import explain
        from linli.awards.titles import EVENTS
        from linli.journal.titles import register_titles
        from linli.kernel.attachments import PDF, PICTURE, Holder, register_holder
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_official, register_personal
        from linli.kernel.personal import register_section
        from linli.ledger.explained import register_explainer, register_kind

        register_texts(REFUSALS)
        register_titles(EVENTS)
        register_official(needs.official)
        register_personal(needs.personal)
        register_explainer(explain)
        register_explainer(shown_sanctions.explain)
        papers = frozenset({PICTURE, PDF})
        register_holder(
            Holder(SCAN, rules.reads_scan, papers, SCANS_MOST, private=True, keep="evidence")
        )
        register_kind("sanction", pgettext_lazy("ledger", "Taken by a sanction"))
        register_kind("sanction_lifted", pgettext_lazy("ledger", "Sanction lifted"))
        register_section("deeds", mine.TITLE, mine.rows)
        register_section("sanctions", mine.SANCTIONS, mine.sanctions)
