"""Compile the translations with Babel, so that no gettext program is needed on the machine."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = Path(__file__).resolve().parents[1]


def compile_messages() -> int:
    """Write a .mo beside each .po of the project; answers how many. Fuzzy ones are left out."""
    catalogues = sorted(SOURCE.glob("*/locale/*/LC_MESSAGES/django.po"))
    for po in catalogues:
        with po.open("rb") as file:
            catalogue = read_po(file)
        with po.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
    return len(catalogues)
