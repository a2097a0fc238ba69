from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "linli.web"

    def ready(self) -> None:
        from linli.identity.tokens.operations import actor_by_key
        from linli.identity.tokens.refusals import REFUSALS as TOKENS
        from linli.identity.tokens.titles import EVENTS
        from linli.journal.titles import register_titles
        from linli.kernel.api import register_scopes, register_tokens
        from linli.kernel.deeds import register_deed
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_personal
        from linli.kernel.subjects import register_subject
        from linli.notices.texts import register_words
        from linli.web import needs
        from linli.web.corner import CORNER
        from linli.web.deeds import DEEDS
        from linli.web.records import register as register_records
        from linli.web.refusals import REFUSALS
        from linli.web.scopes import SCOPES
        from linli.web.selections import register as register_selections
        from linli.web.told import WORDS
        from linli.web.told_cases import WORDS as CASES
        from linli.web.told_deliberation import WORDS as DELIBERATION
        from linli.web.told_mall import WORDS as MALL
        from linli.web.told_meetings import WORDS as MEETINGS
        from linli.web.told_recognition import WORDS as RECOGNITION
        from linli.web.told_representation import WORDS as REPRESENTATION
        from linli.web.told_resolutions import WORDS as RESOLUTIONS
        from linli.web.told_stalling import WORDS as STALLING
        from linli.web.told_timebank import WORDS as TIMEBANK
        from linli.web.told_wishes import WORDS as WISHES

        register_texts(REFUSALS)
        register_texts(TOKENS)
        register_titles(EVENTS)
        register_scopes(SCOPES)
        register_tokens(actor_by_key)
        register_personal(needs.identity)
        register_personal(needs.office)
        register_subject(CORNER)
        register_records()
        register_selections()
        for deed in DEEDS:
            register_deed(deed)
        for kind, words in {
            **WORDS,
            **WISHES,
            **MALL,
            **RECOGNITION,
            **TIMEBANK,
            **DELIBERATION,
            **REPRESENTATION,
            **STALLING,
            **RESOLUTIONS,
            **CASES,
            **MEETINGS,
        }.items():
            register_words(kind, words)
