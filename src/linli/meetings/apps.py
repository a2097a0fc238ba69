from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "linli.meetings"

    def ready(self) -> None:
        from linli.journal.titles import register_titles
        from linli.kernel.deeds import register_deed
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_official, register_personal
        from linli.kernel.personal import register_section
        from linli.meetings import mine, needs, needs_minutes
        from linli.meetings.deeds import MEETINGS
        from linli.meetings.refusals import REFUSALS
        from linli.meetings.titles import EVENTS

        register_texts(REFUSALS)
        register_personal(needs_minutes.personal)
        register_official(needs_minutes.official)
        register_titles(EVENTS)
        register_deed(MEETINGS)
        register_personal(needs.personal)
        register_official(needs.official)
        register_section("meeting_seats", mine.SEATS, mine.seats)
        register_section("meeting_steps", mine.STEPS, mine.steps)
