from django.apps import AppConfig


class DeliberationConfig(AppConfig):
    name = "linli.deliberation"

    def ready(self) -> None:
        from linli.deliberation import mine, needs
        from linli.deliberation.deeds import TOPICS
        from linli.deliberation.refusals import REFUSALS
        from linli.deliberation.subjects import CHARTER
        from linli.deliberation.subjects_topic import PICTURES_OF_TOPICS, TALK, make_topic
        from linli.deliberation.titles import EVENTS
        from linli.journal.titles import register_titles
        from linli.kernel.attachments import register_holder
        from linli.kernel.deeds import register_deed
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_official, register_personal
        from linli.kernel.personal import register_section
        from linli.kernel.subjects import register_subject
        from linli.threads.onward import register_onward

        register_texts(REFUSALS)
        register_titles(EVENTS)
        register_deed(TOPICS)
        register_subject(CHARTER)
        register_subject(TALK)
        register_holder(PICTURES_OF_TOPICS)
        register_onward(make_topic)
        register_personal(needs.personal)
        register_official(needs.official)
        register_section("topics", mine.TOPICS, mine.topics)
        register_section("topics_supported", mine.SUPPORTED, mine.supported)
        register_section("topics_pledged", mine.PLEDGED, mine.pledged)
