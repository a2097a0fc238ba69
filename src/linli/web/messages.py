"""Compile the translations with Babel, so that no gettext program is needed on the machine.

Each module keeps its own catalogue (`<module>/locale/…/django.po`); all are joined into one
compiled file in the data folder, so that nothing is written among the sources.
"""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.reloader import translation_file_changed

SOURCE = Path(__file__).resolve().parents[1]
LOCALES = ("zh_Hans",)


def catalogue(locale: str) -> Catalog:
    """All modules' messages of one language; of two translations of a text the first stays."""
    joined = Catalog(locale=locale, fuzzy=False)
    for po in sorted(SOURCE.glob(f"*/locale/{locale}/LC_MESSAGES/django.po")):
        with po.open("rb") as file:
            for message in read_po(file, locale=locale):
                if (
                    message.id
                    and message.string
                    and joined.get(message.id, message.context) is None
                ):
                    joined.add(message.id, message.string, context=message.context)
    return joined


def compile_messages(target: Path) -> None:
    """Write ``target/<locale>/LC_MESSAGES/django.mo``; whole or not at all.

    A program that has looked for a translation before goes on with the new ones.
    """
    for locale in LOCALES:
        folder = target / locale / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / "django.new"
        with draft.open("wb") as file:
            write_mo(file, catalogue(locale))
        draft.replace(folder / "django.mo")
        translation_file_changed(None, folder / "django.mo")
