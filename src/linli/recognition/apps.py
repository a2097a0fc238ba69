from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    name = "linli.recognition"

    def ready(self) -> None:
        from linli.journal.titles import register_titles
        from linli.kernel.deeds import register_deed
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_official, register_personal
        from linli.kernel.personal import register_section
        from linli.recognition import mine, needs
        from linli.recognition.deeds import RECORD, SELECTIONS
        from linli.recognition.refusals import REFUSALS
        from linli.recognition.titles import EVENTS

        register_texts(REFUSALS)
        register_titles(EVENTS)
        register_deed(RECORD)
        register_deed(SELECTIONS)
        register_personal(needs.personal)
        register_official(needs.official)
        register_section("record", mine.RECORD, mine.record)
        register_section("recognition", mine.RECOGNITION, mine.recognition)
        register_section("record_shown", mine.SHARING, mine.sharing)
        register_section("selections", mine.SELECTIONS, mine.selections)
