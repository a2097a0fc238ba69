"""Talk beside each matter: questions, answers of the proposers, for and against."""

from django.urls import reverse

from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.digits import number_of
from linli.kernel.subjects import SubjectKind
from linli.voting import queries, rules
from linli.voting.models import Matter
from linli.voting.models.assembly import CODE_LENGTH
from linli.voting.states import State

KIND = "matter"
#: While it is still to be decided.
TALKING = frozenset({State.NOTICED, State.OPEN})


def _matter(pk: int) -> Matter:
    return Matter.objects.select_related("assembly").get(pk=pk)


def _find(key: str) -> int | None:
    """The key is the assembly's code and the matter's number."""
    code, number = key[:CODE_LENGTH], number_of(key[CODE_LENGTH:])
    if number is None:
        return None
    rows = Matter.objects.filter(assembly__code=code, number=number, withdrawn_at=None)
    return rows.values_list("pk", flat=True).first()


def _may_read(actor: Actor, pk: int) -> Decision:
    row = _matter(pk).assembly
    seen = rules.may_see(actor, assembly=row.pk)
    near = actor.reaches(row.community) or rules.owns_in(actor, row)
    return seen if near else denied("kernel.not_found")


def _may_write(actor: Actor, pk: int) -> Decision:
    """Residents, staff and the convening body, until the close."""
    row = _matter(pk).assembly
    if not _may_read(actor, pk):
        return denied("kernel.not_found")
    if row.state not in TALKING:
        return denied("voting.talk_over")
    writes = actor.capacity in {Capacity.RESIDENT, Capacity.STAFF, Capacity.OFFICER}
    return ALLOWED if writes else denied("threads.not_yours_to_write")


def _may_moderate(actor: Actor, pk: int) -> Decision:
    return ALLOWED if actor.reaches(_matter(pk).assembly.community) else denied("kernel.not_found")


def _title(pk: int) -> str:
    matter = _matter(pk)
    words = queries.words_of(matter).get("zh-hans")
    return words.title if words else str(matter)


def _href(pk: int) -> str:
    matter = _matter(pk)
    return reverse("matter", args=[matter.assembly.code, matter.number])


MATTER = SubjectKind(
    kind=KIND,
    find=_find,
    community=lambda pk: _matter(pk).assembly.community,
    may_read=_may_read,
    may_write=_may_write,
    may_moderate=_may_moderate,
    title=_title,
    href=_href,
)
