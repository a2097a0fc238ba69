from django.apps import AppConfig


class ResolutionsConfig(AppConfig):
    name = "linli.resolutions"

    def ready(self) -> None:
        from linli.deliberation.beside import register_beside, register_offer
        from linli.duties.kinds import register_kind
        from linli.journal.titles import register_titles
        from linli.kernel.attachments import register_holder
        from linli.kernel.errors import register_texts
        from linli.kernel.fronts import register_rate
        from linli.kernel.needs import register_official, register_personal
        from linli.meetings.standing import register_overdue
        from linli.resolutions import needs
        from linli.resolutions.beside import beside_demands, say_so
        from linli.resolutions.fronts import demands, late
        from linli.resolutions.holders import EVIDENCE
        from linli.resolutions.kinds import RESOLUTION
        from linli.resolutions.refusals import REFUSALS
        from linli.resolutions.titles import EVENTS

        register_texts(REFUSALS)
        register_titles(EVENTS)
        register_kind(RESOLUTION)
        register_holder(EVIDENCE)
        register_beside(beside_demands)
        register_offer(say_so)
        register_rate(demands)
        register_overdue(late)
        register_personal(needs.personal)
        register_official(needs.official)
