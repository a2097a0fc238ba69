from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "linli.files"

    def ready(self) -> None:
        from linli.files import mine
        from linli.files.keeping import FilesKeeper
        from linli.files.refusals import REFUSALS
        from linli.files.titles import EVENTS
        from linli.journal.titles import register_titles
        from linli.kernel.attachments import register_keeper
        from linli.kernel.errors import register_texts
        from linli.kernel.personal import register_keeper as register_kept
        from linli.kernel.personal import register_section

        register_texts(REFUSALS)
        register_titles(EVENTS)
        register_keeper(FilesKeeper())
        register_section("files", mine.TITLE, mine.rows)
        register_kept(mine.kept)
