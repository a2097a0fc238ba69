"""What the love bank gives for facts of others, and what its holders are told. See `consumers`."""

from typing import Any

from django.urls import reverse

from linli.awards.models import Deed
from linli.awards.operations.engine import award_rows
from linli.awards.operations.reopening import suspend
from linli.awards.states import State
from linli.facts import activities, awards, ballots, duties, ledger, wishes
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.kernel.actor import SYSTEM
from linli.notices import operations
from linli.notices import operations_bundles as bundles
from linli.notices.audiences import Addressee

#: What a person hears of a deed of theirs, by fact and what it says.
DEEDS_TOLD: dict[tuple[str, str | None], str] = {
    (awards.DeedHeld.type, "quarantined"): "deed_held",
    (awards.DeedHeld.type, "refused"): "deed_refused",
    (awards.DeedDecided.type, "release"): "deed_released",
    (awards.DeedDecided.type, "grant"): "deed_released",
    (awards.DeedDecided.type, "correct"): "deed_released",
    (awards.DeedDecided.type, "explain"): "deed_explained",
    (awards.DeedDecided.type, "refuse"): "deed_refused",
    (awards.DeedDecided.type, "uphold"): "deed_upheld",
    (awards.AwardTakenBack.type, None): "award_taken_back",
}


def may_earn(payload: dict[str, Any]) -> bool:
    """A ballot on paper, at the kiosk, or a changed one is no deed of a person in the app."""
    return "channel" not in payload or (payload["channel"], payload["version"]) == ("web", 1)


@consumes(ballots.BallotCast, when=may_earn, later=True)
@consumes(
    duties.DutyConfirmed,
    wishes.WishConfirmed,
    activities.AttendanceConfirmed,
    when=may_earn,
)
def award_deed(event: Event) -> None:
    """What the community's rules give for it; participation, never the choice."""
    _tell_of_points(award_rows(event))


def _tell_of_points(rows: list[Deed]) -> None:
    """Bundled or at once, as each of them chose."""
    given: dict[int, dict[int, tuple[int, int]]] = {}
    for row in rows:
        if row.state == State.AWARDED:
            people = given.setdefault(row.community, {})
            count, units = people.get(row.person_id, (0, 0))
            people[row.person_id] = (count + 1, units + row.amount)
    for community, people in given.items():
        bundles.gather(community, kind="points_given", link=reverse("my_bank"), people=people)


@consumes(duties.DutyReopened)
def suspend_deed(event: Event) -> None:
    """What the confirmation earned comes back; confirmed anew, it is earned anew."""
    suspend(event)


@consumes(awards.DeedHeld, awards.DeedDecided, awards.AwardTakenBack)
def tell_of_deed(event: Event) -> None:
    """Whoever did it: somebody looks at it, or it was decided."""
    said = event.payload.get("state") or event.payload.get("verb")
    kind = DEEDS_TOLD.get((event.type, said))
    if kind is not None and event.payload["person"] != event.actor:
        _tell(event, kind, reverse("my_deed", args=[event.payload["deed"]]))


#: What a person hears of a sanction about them; that it is proposed comes at once.
SANCTIONS_TOLD: dict[tuple[str, str | None], str] = {
    (awards.SanctionProposed.type, None): "sanction_proposed",
    (awards.SanctionDecided.type, "apply"): "sanction_applied",
    (awards.SanctionDecided.type, "drop"): "sanction_dropped",
    (awards.SanctionSettled.type, "uphold"): "sanction_upheld",
    (awards.SanctionSettled.type, "lift"): "sanction_lifted",
}


@consumes(awards.SanctionProposed, awards.SanctionDecided, awards.SanctionSettled)
def tell_of_sanction(event: Event) -> None:
    """Before anything is decided, and afterwards."""
    kind = SANCTIONS_TOLD[event.type, event.payload.get("verb")]
    link = reverse("my_sanction", args=[event.payload["sanction"]])
    _tell(event, kind, link, urgent=event.type == awards.SanctionProposed.type)


@consumes(ledger.AccountFrozen, ledger.AccountUnfrozen)
def tell_of_account(event: Event) -> None:
    """The holder: the reason stands on the account's own page."""
    frozen = event.type == ledger.AccountFrozen.type
    link = reverse("my_account", args=[event.payload["account"]])
    kind = "account_frozen" if frozen else "account_unfrozen"
    _tell(event, kind, link, urgent=True)


def _tell(event: Event, kind: str, link: str, *, urgent: bool = False) -> None:
    if event.place is None:
        return
    operations.issue(
        SYSTEM,
        community=event.place,
        people=[Addressee(event.payload["person"])],
        audience="person",
        kind=kind,
        link=link,
        urgent=urgent,
    )
