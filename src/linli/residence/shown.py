"""How homes and claims appear on pages and in the API."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from linli.identity.models import Person
from linli.identity.queries import display_names, private_of
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.attachments import Attached, keeper
from linli.residence import rules
from linli.residence.matching import Compared, compared, owners_now
from linli.residence.models import Claim, Doubt, Residence
from linli.residence.models.home import OWNERS
from linli.residence.parameters import PAPERS
from linli.residence.states import ClaimState, DoubtState

TONES = {
    ClaimState.OPEN: "wait",
    ClaimState.CONTESTED: "warn",
    ClaimState.PROPOSED: "wait",
    ClaimState.APPROVED: "ok",
    ClaimState.REFUSED: "stop",
    ClaimState.WITHDRAWN: "plain",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A claim in a list, with the claimant's name as others see it."""

    claim: Claim
    who: str

    @property
    def tone(self) -> str:
        return TONES[ClaimState(self.claim.state)]


def listed(rows: Iterable[Claim]) -> list[Listed]:
    """One query more."""
    found = list(rows)
    names = display_names(row.person_id for row in found)
    return [Listed(row, names.get(row.person_id, "")) for row in found]


def home_name(unit: Any) -> str:
    """榕树园 1栋 101; needs estate and building."""
    return f"{unit.estate.name} {unit.label}"


def steps(claim: Claim) -> list[dict[str, str]]:
    """The line of a claim: where it is, who is at turn, until when."""
    state = ClaimState(claim.state)
    waiting = state in {ClaimState.OPEN, ClaimState.CONTESTED, ClaimState.PROPOSED}
    line = [{"title": _("Claimed"), "state": "done", "note": _day(claim.opened_at)}]
    if claim.against_id:
        now = state == ClaimState.CONTESTED
        line.append(
            {
                "title": _("Both sides speak"),
                "state": "now" if now else "done",
                "until": _day(claim.objections_until) if now else "",
            }
        )
    owner = claim.relation in OWNERS
    at_turn = _("staff") if owner else _("an owner of the home, or staff")
    if state == ClaimState.PROPOSED:
        at_turn = _("a second member of staff")
    decided = {
        ClaimState.APPROVED: "done",
        ClaimState.REFUSED: "stop",
        ClaimState.WITHDRAWN: "stop",
        ClaimState.CONTESTED: "next",
    }.get(state, "now")
    line.append(
        {
            "title": str(ClaimState(state).label) if not waiting else _("Decision"),
            "state": decided,
            "who": at_turn if decided == "now" else "",
            "note": _day(claim.decided_at),
        }
    )
    return line


def doubt_steps(doubt: Doubt) -> list[dict[str, str]]:
    """The line of a proposal to end a residence."""
    waits = doubt.state == DoubtState.OPEN
    speaking = waits and doubt.spoke_at is None and doubt.speaks_until > clock.now()
    spoken = {"title": _("The person may speak"), "state": "now" if speaking else "done"}
    spoken |= {"until": _day(doubt.speaks_until)} if speaking else {"note": _day(doubt.spoke_at)}
    decided = {"title": _("Decision"), "state": "next" if speaking else "now"}
    if waits:
        decided["who"] = "" if speaking else _("a second member of staff")
    else:
        decided = {
            "title": str(DoubtState(doubt.state).label),
            "state": "done",
            "note": _day(doubt.decided_at),
        }
    first = {"title": _("Proposed"), "state": "done", "note": _day(doubt.raised_at)}
    return [first, spoken, decided]


def doubted(rows: Iterable[Doubt]) -> list[dict[str, Any]]:
    """Proposals in a list. One query more."""
    found = list(rows)
    names = display_names(row.person_id for row in found)
    return [{"doubt": row, "who": names.get(row.person_id, "")} for row in found]


def _day(at: Any) -> str:
    return str(formats.date_format(timezone.localtime(at), "DATETIME_FORMAT")) if at else ""


@dataclass(frozen=True, slots=True)
class Case:
    """A claim as staff decide it: names masked, agreement told by hashes."""

    claim: Claim
    claimant: Person
    who: str
    says: str
    holder: str
    holder_public: str
    holder_says: str
    answer: str
    owners: list[Compared]
    papers: list[Attached]
    mine: bool
    speaking: bool

    @property
    def owner(self) -> bool:
        return self.claim.relation in OWNERS


def case(actor: Actor, claim: Claim) -> Case:
    """A constant number of queries."""
    against: Residence | None = claim.against
    people = [claim.person_id, *([against.person_id] if against else [])]
    names = display_names(people)
    claimant = Person.objects.select_related("private").get(pk=claim.person_id)
    owners = owners_now(claim.unit_id) if claim.relation in OWNERS else []
    until = claim.objections_until
    return Case(
        claim=claim,
        claimant=claimant,
        who=names.get(claim.person_id, ""),
        says=claim.read("says") or "",
        holder=names.get(against.person_id, "") if against else "",
        holder_public=against.person.public_id if against else "",
        holder_says=claim.read("holder_says") or "",
        answer=claim.read("answer") or "",
        owners=compared(private_of(claimant), owners),
        papers=list(keeper().attached(PAPERS, [claim.pk]).get(claim.pk, [])),
        mine=not rules.decides(actor, claim=claim.pk),
        speaking=claim.holder_objects is None and until is not None and until > clock.now(),
    )
