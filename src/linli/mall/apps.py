from django.apps import AppConfig


class MallConfig(AppConfig):
    name = "linli.mall"

    def ready(self) -> None:
        from linli.journal.titles import register_titles
        from linli.kernel.attachments import register_holder
        from linli.kernel.deeds import register_deed
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_official, register_personal
        from linli.kernel.personal import register_section
        from linli.ledger.explained import register_explainer, register_kind
        from linli.mall import mine, needs
        from linli.mall.deeds import MALL
        from linli.mall.refusals import REFUSALS
        from linli.mall.shown import EARNED, ORDERED, PLEDGED, UNSETTLED, explain
        from linli.mall.subjects import HOLDER
        from linli.mall.titles import EVENTS

        register_texts(REFUSALS)
        register_titles(EVENTS)
        register_deed(MALL)
        register_holder(HOLDER)
        register_personal(needs.personal)
        register_official(needs.official)
        register_section("orders", mine.TITLE, mine.rows)
        register_kind("order", ORDERED)
        register_kind("pledge", PLEDGED)
        register_kind("earn", EARNED)
        register_kind("unsettle", UNSETTLED)
        register_section("services", mine.SERVICES, mine.services)
        register_explainer(explain)
