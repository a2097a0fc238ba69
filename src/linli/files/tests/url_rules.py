"""A file is read by its owner's rule; until something took it, by its uploader alone.

The matrix's own kind of owner, `matrix.community`, shows its files to whoever reaches the
community; `owner` is the community's id.
"""

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.architecture.matrix import SIGNED_IN, Rule

from linli.kernel.actor import Actor
from linli.kernel.attachments import Holder, register_holder
from linli.kernel.decision import ALLOWED, Decision, denied

KIND = "matrix.community"
#: Who reaches the resident's community.
AROUND = {"resident", "staff", "auditor", "district_admin", "officer"}


def _reaches(actor: Actor, owner: int) -> Decision:
    return ALLOWED if actor.reaches(owner) else denied("kernel.not_found")


register_holder(Holder(KIND, _reaches, frozenset({"picture", "csv"})))


def bring(world, *, taken: bool) -> str:
    """A picture of the resident's; answers its id."""
    from django.db import transaction

    from linli.files import actions, operations
    from linli.files.tests.samples import jpeg

    actor = world.actor("resident")
    file = actions.bring(actor, kind=KIND, content=jpeg())
    if taken:
        with transaction.atomic():
            ids = [file.public_id]
            operations.bind(actor, files=ids, kind=KIND, owner=world.community.pk)
    return file.public_id


def _taken(world):
    return {"public_id": bring(world, taken=True)}


def _own(world):
    return {"public_id": bring(world, taken=False)}


def _csv(_world):
    return {"kind": KIND, "file": SimpleUploadedFile("a.csv", b"a,b\n1,2\n")}


RULES = {
    "GET file": Rule(AROUND, args=_taken),
    "GET file_small": Rule(AROUND, args=_taken),
    "GET my_files": Rule(SIGNED_IN),
    "POST remove_file": Rule({"resident"}, args=_own, status=302),
    "GET api:list_files": Rule(SIGNED_IN),
    "POST api:bring_file": Rule(SIGNED_IN, data=_csv, status=201, content_type="multipart"),
    "GET api:about_file": Rule(AROUND, args=lambda world: {"file_id": bring(world, taken=True)}),
    "DELETE api:take_back_file": Rule(
        {"resident"}, args=lambda world: {"file_id": bring(world, taken=False)}, status=204
    ),
}
