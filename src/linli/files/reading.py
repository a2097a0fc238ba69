"""Reading one file: first its owner's rule, then its bytes."""

from linli.files import storing
from linli.files.models import StoredFile
from linli.files.rules import may_read, well_formed
from linli.files.sealing import LARGE, SMALL, unseal
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused


def file_for(actor: Actor, public_id: str) -> StoredFile:
    """A file that the actor may read. Raises Refused("kernel.not_found") otherwise."""
    rows = StoredFile.objects.filter(public_id=public_id if well_formed(public_id) else "")
    file = found_or_refused(rows)
    require(may_read(actor, file))
    return file


def content_of(file: StoredFile, *, small: bool = False) -> bytes:
    """The plain bytes.

    Raises Refused("files.gone") when the disk has lost them, SealError when they were changed.
    """
    found = storing.read(file.name, small=small)
    if found is None:
        raise Refused("files.gone")
    key = file.read("key")
    if key is None:
        return found
    return unseal(found, bytes.fromhex(key), name=file.name, part=SMALL if small else LARGE)
