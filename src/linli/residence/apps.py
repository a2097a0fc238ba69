from django.apps import AppConfig


class ResidenceConfig(AppConfig):
    name = "linli.residence"

    def ready(self) -> None:
        from linli.journal.titles import register_titles
        from linli.kernel.attachments import PDF, PICTURE, Holder, register_holder
        from linli.kernel.deeds import register_deed
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_official, register_personal
        from linli.kernel.personal import register_keeper, register_section
        from linli.places.moving import register_follower, register_residents
        from linli.residence import mine, needs
        from linli.residence.deeds import HOMES
        from linli.residence.operations_reform import follow, residents_of
        from linli.residence.parameters import PAPERS, PAPERS_MOST
        from linli.residence.refusals import REFUSALS
        from linli.residence.rules import reads_papers
        from linli.residence.titles import EVENTS

        register_texts(REFUSALS)
        register_residents(residents_of)
        register_follower(follow)
        register_titles(EVENTS)
        register_deed(HOMES)
        register_personal(needs.personal)
        register_official(needs.official)
        register_section("homes", mine.HOMES, mine.homes)
        register_section("home_claims", mine.CLAIMS, mine.claims)
        register_section("owner_roster", mine.ROSTER, mine.roster)
        register_keeper(mine.kept)
        papers = frozenset({PICTURE, PDF})
        register_holder(Holder(PAPERS, reads_papers, papers, PAPERS_MOST, private=True))
