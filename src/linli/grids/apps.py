from django.apps import AppConfig


class GridsConfig(AppConfig):
    name = "linli.grids"

    def ready(self) -> None:
        from linli.grids import mine
        from linli.grids.deeds import VISITS
        from linli.grids.needs import personal
        from linli.grids.operations.work import HOLDER
        from linli.grids.refusals import REFUSALS
        from linli.grids.rules import may_see
        from linli.grids.titles import EVENTS
        from linli.journal.titles import register_titles
        from linli.kernel.attachments import Holder, register_holder
        from linli.kernel.deeds import register_deed
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_personal
        from linli.kernel.personal import register_section

        register_texts(REFUSALS)
        register_titles(EVENTS)
        register_deed(VISITS)
        register_personal(personal)
        # what a worker photographs may show people and homes: sealed, and each look is recorded
        register_holder(Holder(HOLDER, may_see, most=3, private=True))
        register_section("grid_entries", mine.TITLE, mine.rows)
