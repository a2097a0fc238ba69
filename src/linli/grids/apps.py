from django.apps import AppConfig


class GridsConfig(AppConfig):
    name = "linli.grids"

    def ready(self) -> None:
        from linli.grids.refusals import REFUSALS
        from linli.kernel.errors import register_texts

        register_texts(REFUSALS)
