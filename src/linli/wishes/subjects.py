"""The private talk beside a wish: between its wisher and those who are on it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from linli.kernel.actor import Actor
from linli.kernel.attachments import Holder
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.subjects import SubjectKind
from linli.wishes import rules
from linli.wishes.models import Claim, Wish
from linli.wishes.operations import PICTURE_OF, PROOF_OF
from linli.wishes.parameters import PICTURES

KIND = "wish"
NOTHING = denied("kernel.not_found")


def _wish(pk: int) -> Wish | None:
    rows = Wish.objects.across_communities("the rule that follows looks at the wish")
    return rows.filter(pk=pk).first()


def _find(key: str) -> int | None:
    return int(key) if key.isdecimal() and len(key) < 10 and _wish(int(key)) else None  # noqa: PLR2004 (an id)


def _community(pk: int) -> int:
    return (
        Wish.objects.across_communities("where a talk stands")
        .values_list("community", flat=True)
        .get(pk=pk)
    )


def _may_read(actor: Actor, pk: int) -> Decision:
    wish = _wish(pk)
    return rules.talks(actor, wish) if wish else NOTHING


def _may_write(actor: Actor, pk: int) -> Decision:
    wish = _wish(pk)
    return rules.may_write(actor, wish) if wish else NOTHING


def _may_moderate(actor: Actor, pk: int) -> Decision:
    """What was reported there, staff of the community judge."""
    wish = _wish(pk)
    return ALLOWED if wish and rules.serves(actor, wish.community) else NOTHING


TALK = SubjectKind(
    kind=KIND,
    find=_find,
    community=_community,
    may_read=_may_read,
    may_write=_may_write,
    may_moderate=_may_moderate,
    title=lambda pk: _("Messages about wish %(number)s") % {"number": pk},
    href=lambda pk: reverse("wish", args=[pk]),
)


def _shows_picture(actor: Actor, wish: int) -> Decision:
    return rules.may_see(actor, wish=wish)


def _shows_proof(actor: Actor, claim: int) -> Decision:
    """Whoever may read the talk, and the staff there."""
    rows = Claim.objects.across_communities("the rule looks at the wish")
    found = rows.select_related("wish").filter(pk=claim).first()
    if found is None:
        return NOTHING
    if rules.serves(actor, found.community):
        return ALLOWED
    return rules.talks(actor, found.wish)


HOLDERS = (
    Holder(PICTURE_OF, _shows_picture, most=PICTURES),
    Holder(PROOF_OF, _shows_proof, most=PICTURES),
)
