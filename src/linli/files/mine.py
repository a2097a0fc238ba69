"""Files in "my data", and before an account is closed: those that stay, and why."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.files.queries import files_about
from linli.kernel.attachments import holder_of
from linli.kernel.personal import Kept

TITLE = _("Files")
REASONS = {
    "law": _("A law asks that they are kept."),
    "evidence": _("They prove something that others rely on."),
}


def rows(person: int) -> list[dict[str, Any]]:
    """One query. The files themselves are under "My files"."""
    return [
        {
            "id": file.public_id,
            "format": file.format,
            "size": file.size,
            "sealed": file.is_private,
            "at": file.at,
        }
        for file in files_about(person).order_by("pk")
    ]


def kept(person: int) -> Iterator[Kept]:
    """Files whose kind of owner says that they stay."""
    taken = files_about(person).filter(owner__isnull=False)
    holders = {holder_of(kind) for kind in taken.values_list("holder", flat=True).distinct()}
    for reason in sorted({holder.keep for holder in holders if holder and holder.keep}):
        yield Kept(_("Papers and pictures that were handed in"), REASONS[reason])
