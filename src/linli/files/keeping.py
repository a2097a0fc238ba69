"""What this module offers to all others through `linli.kernel.attachments`."""

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse

from linli.files import operations, queries
from linli.files.models import StoredFile
from linli.kernel.actor import Actor
from linli.kernel.attachments import Attached


def shown(file: StoredFile) -> Attached:
    """A file as pages show it."""
    return Attached(
        id=file.public_id,
        format=file.format,
        href=reverse("file", args=[file.public_id]),
        small=reverse("file_small", args=[file.public_id]) if file.has_small else "",
        width=file.width,
        height=file.height,
        size=file.size,
    )


class FilesKeeper:
    """See `linli.kernel.attachments.Keeper`."""

    def bind(self, actor: Actor, *, files: Sequence[str], kind: str, owner: int) -> None:
        operations.bind(actor, files=files, kind=kind, owner=owner)

    def require_at_hand(self, actor: Actor, *, files: Sequence[str], kind: str) -> None:
        operations.at_hand(actor, files=files, kind=kind)

    def attached(self, kind: str, owners: Iterable[int]) -> Mapping[int, list[Attached]]:
        found = queries.files_of(kind, owners)
        return {owner: [shown(file) for file in files] for owner, files in found.items()}

    def drop(self, kind: str, owner: int) -> int:
        return operations.drop(kind, owner)
