from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "linli.activities"

    def ready(self) -> None:
        from linli.activities import mine, needs
        from linli.activities.deeds import ACTIVITIES
        from linli.activities.refusals import REFUSALS
        from linli.activities.titles import EVENTS
        from linli.activities.told import WORDS
        from linli.journal.titles import register_titles
        from linli.kernel.deeds import register_deed
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_official, register_personal
        from linli.kernel.personal import register_section
        from linli.notices.texts import register_words

        register_texts(REFUSALS)
        register_titles(EVENTS)
        register_deed(ACTIVITIES)
        register_personal(needs.personal)
        register_official(needs.official)
        register_section("activities", mine.TITLE, mine.rows)
        register_section("activity_answers", mine.ANSWERS_TITLE, mine.answers)
        for kind, words in WORDS.items():
            register_words(kind, words)
