from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "linli.web"

    def ready(self) -> None:
        from linli.kernel.errors import register_texts
        from linli.kernel.needs import register_personal
        from linli.web import needs
        from linli.web.refusals import REFUSALS

        register_texts(REFUSALS)
        register_personal(needs.office)
