from django.apps import AppConfig


class ResidenceConfig(AppConfig):
    name = "linli.residence"

    def ready(self) -> None:
        from linli.kernel.errors import register_texts
        from linli.places.moving import register_follower, register_residents
        from linli.residence.operations_reform import follow, residents_of
        from linli.residence.refusals import REFUSALS

        register_texts(REFUSALS)
        register_residents(residents_of)
        register_follower(follow)
