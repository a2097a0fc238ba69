from django.apps import AppConfig


class PollsConfig(AppConfig):
    name = "linli.polls"

    def ready(self) -> None:
        from linli.deliberation.beside import register_beside
        from linli.journal.titles import register_titles
        from linli.kernel.deeds import register_deed
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_official, register_personal
        from linli.kernel.personal import register_section
        from linli.notices.texts import register_words
        from linli.polls import mine, needs
        from linli.polls.beside import beside_demands
        from linli.polls.deeds import POLL, VOTE
        from linli.polls.refusals import REFUSALS
        from linli.polls.titles import EVENTS

        register_texts(REFUSALS)
        register_titles(EVENTS)
        register_deed(POLL)
        register_deed(VOTE)
        register_beside(beside_demands)
        register_personal(needs.personal)
        register_official(needs.official)
        for kind, words in needs.WORDS.items():
            register_words(kind, words)
        register_section("polls", mine.TURNS, mine.turns)
        register_section("polls_signed", mine.SIGNATURES, mine.signatures)
        register_section("polls_named", mine.NOMINATIONS, mine.nominations)
        register_section("polls_supports", mine.SUPPORTS, mine.supports)
        register_section("polls_objections", mine.OBJECTIONS, mine.objections)
