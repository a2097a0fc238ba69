from django.apps import AppConfig


class PartyworkConfig(AppConfig):
    name = "linli.partywork"

    def ready(self) -> None:
        from linli.journal.titles import register_titles
        from linli.kernel.deeds import register_deed
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_official, register_personal
        from linli.kernel.personal import register_section
        from linli.notices.texts import register_words
        from linli.partywork import mine, needs
        from linli.partywork.deeds import OPINION
        from linli.partywork.refusals import REFUSALS
        from linli.partywork.titles import EVENTS

        register_texts(REFUSALS)
        register_titles(EVENTS)
        register_deed(OPINION)
        register_personal(needs.personal)
        register_official(needs.official)
        for kind, words in needs.WORDS.items():
            register_words(kind, words)
        register_section("partywork", mine.TITLE, mine.lines)
