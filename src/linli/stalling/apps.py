from django.apps import AppConfig


class StallingConfig(AppConfig):
    name = "linli.stalling"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from linli.deliberation.beside import (
            register_beside,
            register_offer,
            register_on_board,
        )
        from linli.duties.kinds import Kind, kind_of, register_kind
        from linli.journal.titles import register_titles
        from linli.kernel.attachments import Holder, register_holder
        from linli.kernel.deeds import register_deed
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_official, register_personal
        from linli.kernel.personal import register_section
        from linli.stalling import mine, needs, rules, shown
        from linli.stalling.consumers import DUTY
        from linli.stalling.deeds import STALLS
        from linli.stalling.forms import FORMATS
        from linli.stalling.operations import PROOF_OF
        from linli.stalling.refusals import REFUSALS
        from linli.stalling.titles import EVENTS
        from linli.stalling.wanted import FILES

        register_texts(REFUSALS)
        register_titles(EVENTS)
        register_deed(STALLS)
        register_holder(
            Holder(PROOF_OF, rules.sees_file, accepts=FORMATS, most=FILES, private=True)
        )
        register_personal(needs.personal)
        register_official(needs.official)
        register_section("stalls", mine.STALLS, mine.stalls)
        register_section("stall_rungs", mine.RUNGS, mine.rungs)
        register_section("stall_answers", mine.ANSWERS, mine.answers)
        register_beside(shown.beside_topics)
        register_offer(shown.offer)
        register_on_board(shown.on_board)
        task = kind_of("task")
        if task is None:
            message = "the ladder of ordinary tasks is not there"
            raise LookupError(message)
        # an office that does not climb a rung stalls itself: its duty has the ladder of all duties
        register_kind(Kind(DUTY, _("Rung of a ladder against stalling"), 5, task.ladder))
