from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "linli.kernel"

    def ready(self) -> None:
        from linli.kernel import checks  # noqa: F401 (checks register on import)
        from linli.kernel.errors import register_texts
        from linli.kernel.refusals import REFUSALS

        register_texts(REFUSALS)
