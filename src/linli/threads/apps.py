from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    name = "linli.threads"

    def ready(self) -> None:
        from linli.journal.titles import register_titles
        from linli.kernel.attachments import Holder, register_holder
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_official
        from linli.kernel.personal import register_section
        from linli.threads import mine, needs
        from linli.threads.operations import HOLDER
        from linli.threads.refusals import EVENTS, REFUSALS
        from linli.threads.rules import shows_pictures

        register_texts(REFUSALS)
        register_titles(EVENTS)
        register_official(needs.official)
        register_holder(Holder(HOLDER, shows_pictures))
        register_section("posts", mine.TITLE, mine.rows)
        register_section("appeals", mine.APPEALS, mine.appeals)
