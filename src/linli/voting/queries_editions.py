"""Reads on the files of published results, and who may have which."""

from django.db.models import Exists, OuterRef

from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.voting import rules
from linli.voting.ballot_rules import works_for_property
from linli.voting.in_force import rules_of
from linli.voting.models import Assembly, Edition
from linli.voting.queries import entries_of

KIND = Edition.Kind
#: With homes in them.
OWNERS = frozenset({KIND.OWNERS_BUNDLE, KIND.OWNERS_WORKBOOK})
#: What each elector chose, by its number: the public may have it where the profile says so.
CHOICES = frozenset({KIND.BUNDLE, KIND.WORKBOOK})
#: Offered in this order.
OFFERED = (
    KIND.BUNDLE,
    KIND.OWNERS_BUNDLE,
    KIND.WORKBOOK,
    KIND.OWNERS_WORKBOOK,
    KIND.POSTER,
    KIND.SHEET,
)
EVERYBODY = "room_area_choice"
#: Bodies whose staff answer for the assemblies of their place.
ADMINISTRATION = rules.AUTHORITIES | {"residents_committee"}


def lacks_editions(row: Assembly) -> bool:
    """Published, and its files are still to be made."""
    kinds = set(Edition.objects.filter(assembly=row).values_list("kind", flat=True))
    return KIND.CONTENT in kinds and KIND.BUNDLE not in kinds


def without_editions() -> list[int]:
    """Published assemblies of the district whose files are still to be made."""
    made = Edition.objects.filter(assembly=OuterRef("pk"))
    rows = Assembly.objects.across_communities("files are made of whatever is published")
    waiting = rows.filter(
        Exists(made.filter(kind=KIND.CONTENT)), ~Exists(made.filter(kind=KIND.BUNDLE))
    )
    return list(waiting.order_by("pk").values_list("pk", flat=True))


def may_have(actor: Actor, row: Assembly, kind: str) -> Decision:
    """The public edition for everybody; the owners' for owners of the roll and for who answers."""
    if not row.is_published:
        return denied("voting.no_result_yet")
    for_all = kind not in OWNERS and (
        kind not in CHOICES or rules_of(row).publication.shows == EVERYBODY
    )
    if for_all or is_concerned(actor, row):
        return ALLOWED
    return denied("kernel.sign_in_first" if actor.person is None else "voting.owners_edition")


def is_concerned(actor: Actor, row: Assembly) -> bool:
    """Owners of the roll, who counts, the convening body, the administration, auditors of the place.

    Nobody who works for the property company or the developer, in whatever capacity they come.
    """
    if actor.person is None or works_for_property(actor.person, row.estate_id):
        return False
    if actor.is_official:
        near = actor.second_factor and actor.reaches(row.community)
        return near and _answers_for(actor, row)
    return rules.teller_of(actor, row) is not None or bool(entries_of(actor.person, row))


def _answers_for(actor: Actor, row: Assembly) -> bool:
    """Of the convening body, staff of the committee, the street or the district, or an auditor."""
    if actor.body in rules.PROPERTY:
        return False
    staff = actor.capacity == Capacity.STAFF and actor.body in ADMINISTRATION
    return staff or actor.capacity == Capacity.AUDITOR or actor.organisation == row.convener_id


def offered(row: Assembly) -> list[Edition]:
    """The files without their content, in the order in which they are offered. One query."""
    rows = Edition.objects.filter(assembly=row).exclude(kind=KIND.CONTENT).defer("content")
    place = {kind.value: number for number, kind in enumerate(OFFERED)}
    return sorted(rows, key=lambda each: (place[each.kind], each.language != "zh-hans"))
