from django.apps import AppConfig


class WishesConfig(AppConfig):
    name = "linli.wishes"

    def ready(self) -> None:
        from linli.journal.titles import register_titles
        from linli.kernel.attachments import register_holder
        from linli.kernel.deeds import register_deed
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_official, register_personal
        from linli.kernel.personal import register_section
        from linli.kernel.subjects import register_subject
        from linli.wishes import mine, needs
        from linli.wishes.deeds import WISHES
        from linli.wishes.refusals import REFUSALS
        from linli.wishes.subjects import HOLDERS, TALK
        from linli.wishes.titles import EVENTS

        register_texts(REFUSALS)
        register_titles(EVENTS)
        register_deed(WISHES)
        register_subject(TALK)
        for holder in HOLDERS:
            register_holder(holder)
        register_personal(needs.personal)
        register_official(needs.official)
        register_section("wishes", mine.WISHES, mine.rows)
        register_section("wishes_helped", mine.HELPED, mine.helped)
        register_section("skills", mine.SKILLS, mine.skills)
