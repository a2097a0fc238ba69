from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "linli.meetings"

    def ready(self) -> None:
        from linli.journal.titles import register_titles
        from linli.kernel.deeds import register_deed
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_official, register_personal
        from linli.meetings import needs_minutes
        from linli.meetings.deeds import MEETINGS
        from linli.meetings.refusals import REFUSALS
        from linli.meetings.titles import EVENTS

        register_texts(REFUSALS)
        register_personal(needs_minutes.personal)
        register_official(needs_minutes.official)
        register_titles(EVENTS)
        register_deed(MEETINGS)
