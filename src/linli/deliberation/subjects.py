"""What people talk about here: a charter that is drafted."""

from django.urls import reverse
from django.utils.translation import gettext as _

from linli.deliberation.models import Charter
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.subjects import SubjectKind

CHARTER_KIND = "charter"
WHY = "a charter is public; the rule that follows looks at the community"


def _charter(pk: int) -> Charter | None:
    return Charter.objects.across_communities(WHY).filter(pk=pk).first()


def _find(key: str) -> int | None:
    return int(key) if key.isdecimal() and len(key) < 10 and _charter(int(key)) else None  # noqa: PLR2004 (an id)


def _community(pk: int) -> int:
    return Charter.objects.across_communities(WHY).values_list("community", flat=True).get(pk=pk)


def _may_read(actor: Actor, pk: int) -> Decision:
    """Those whom it binds, and who serves there: names stand beside the posts."""
    row = _charter(pk)
    near = row is not None and actor.person is not None and actor.reaches(row.community)
    return ALLOWED if near else denied("kernel.not_found")


def _may_write(actor: Actor, pk: int) -> Decision:
    row = _charter(pk)
    if row is None or not actor.reaches(row.community):
        return denied("kernel.not_found")
    if row.state != Charter.State.DISCUSSED:
        return denied("deliberation.settled_already")
    writes = actor.capacity in {Capacity.RESIDENT, Capacity.STAFF, Capacity.OFFICER}
    return ALLOWED if writes else denied("threads.not_yours_to_write")


def _may_moderate(actor: Actor, pk: int) -> Decision:
    return ALLOWED if actor.reaches(_community(pk)) else denied("kernel.not_found")


CHARTER = SubjectKind(
    kind=CHARTER_KIND,
    find=_find,
    community=_community,
    may_read=_may_read,
    may_write=_may_write,
    may_moderate=_may_moderate,
    title=lambda pk: _("Draft of charter %(number)s") % {"number": pk},
    href=lambda pk: reverse("charter", args=[pk]),
)
