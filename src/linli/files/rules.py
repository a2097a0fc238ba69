"""Who may bring, read and remove a file."""

from typing import Any

from linli.files.models import ID_LENGTH, StoredFile
from linli.kernel.actor import Actor
from linli.kernel.attachments import holder_of
from linli.kernel.decision import ALLOWED, Decision, denied

NOTHING = denied("kernel.not_found")


def well_formed(public_id: str) -> bool:
    """Whether it could be an id at all; the database refuses some letters, such as NUL."""
    return len(public_id) == ID_LENGTH and public_id.isalnum()


def may_bring(actor: Actor, *, kind: str, **_: Any) -> Decision:
    """Whoever is signed in, for a kind of owner that exists; an office needs two factors.

    Whether the owner takes the file, its own action decides.
    """
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.is_official and not actor.second_factor:
        return denied("kernel.second_factor")
    holder = holder_of(kind)
    if holder is None or (actor.helper is not None and holder.private):
        return NOTHING
    return ALLOWED


def may_read(actor: Actor, file: StoredFile) -> Decision:
    """A file that nothing took is its uploader's; a taken one follows its owner's rule.

    A refusal says the same as for a file that does not exist. An owner of an unknown kind shows
    its files to nobody.
    """
    if actor.helper is not None and file.is_private:
        return NOTHING  # papers are in no helper's hands
    if file.owner is None:
        mine = actor.person is not None and actor.person == file.uploader_id
        return ALLOWED if mine else NOTHING
    holder = holder_of(file.holder)
    if holder is None:
        return NOTHING
    return ALLOWED if holder.may_read(actor, file.owner) else NOTHING


def may_remove(actor: Actor, *, file: str, **_: Any) -> Decision:
    """Its uploader, as long as nothing took it."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    mine = StoredFile.objects.filter(public_id=file, uploader=actor.person)
    return ALLOWED if well_formed(file) and mine.exists() else NOTHING


def may_note(actor: Actor, *, file: str, **_: Any) -> Decision:
    """Whoever may read it."""
    found = StoredFile.objects.filter(public_id=file).first()
    return may_read(actor, found) if found else NOTHING


def is_system(actor: Actor, **_: Any) -> Decision:
    """Nightly work."""
    return ALLOWED if actor.person is None and actor.capacity == "system" else NOTHING
