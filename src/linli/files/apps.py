from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "linli.files"

    def ready(self) -> None:
        from linli.files.keeping import FilesKeeper
        from linli.files.refusals import REFUSALS
        from linli.kernel.attachments import register_keeper
        from linli.kernel.errors import register_texts

        register_texts(REFUSALS)
        register_keeper(FilesKeeper())
