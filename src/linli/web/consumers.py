"""What one base service tells of another: they do not know each other, so it is put together here."""

from typing import Any

from django.urls import reverse
from django.utils import translation

from linli.duties.models import TITLE_LENGTH
from linli.duties.operations import Owner, give
from linli.facts import (
    identity,
    mandates,
    notices,
    organisations,
    residence,
    signin,
    threads,
)
from linli.facts.grids import EntryHandedOn
from linli.grids.models.work import Tag
from linli.grids.operations.work import DUTY, came_of
from linli.grids.queries.resolving import committee_of
from linli.grids.queries.work import noted_entry
from linli.journal.models import Event
from linli.journal.outbox import consumes, consumes_acts_of_helpers
from linli.kernel.actor import SYSTEM
from linli.kernel.subjects import subject_kind
from linli.notices import operations
from linli.notices.audiences import Addressee
from linli.organisations.models import Cover
from linli.threads.queries import authors_of, hiders_of
from linli.web import (
    consumers_cases,  # noqa: F401 (its consumers register themselves)
    consumers_deliberation,  # noqa: F401 (its consumers register themselves)
    consumers_mall,  # noqa: F401 (its consumers register themselves)
    consumers_meetings,  # noqa: F401 (its consumers register themselves)
    consumers_partywork,  # noqa: F401 (its consumers register themselves)
    consumers_representation,  # noqa: F401 (its consumers register themselves)
    consumers_resolutions,  # noqa: F401 (its consumers register themselves)
    consumers_stalling,  # noqa: F401 (its consumers register themselves)
    consumers_wishes,  # noqa: F401 (its consumers register themselves)
    lovebank,  # noqa: F401 (its consumers register themselves)
    records,  # noqa: F401 (its consumers register themselves)
    selections,  # noqa: F401 (its consumers register themselves)
    timebank,  # noqa: F401 (its consumers register themselves)
)

MENTION = "post_mention"
#: What the author is told of.
VERDICTS = {threads.Hidden.type: "post_hidden", threads.Restored.type: "post_restored"}


#: What people hear about homes, by fact.
HOMES = {
    residence.ClaimOpened.type: "home_claimed",
    residence.ClaimContested.type: "home_contested",
    residence.ClaimAnswered.type: "home_objected",
    residence.ClaimApproved.type: "home_approved",
    residence.ClaimRefused.type: "home_refused",
    residence.ClaimWithdrawn.type: "home_withdrawn",
    residence.BroughtIn.type: "home_joined",
    residence.ResidenceEnded.type: "home_ended",
    residence.ContactChosen.type: "home_contact",
    residence.DoubtRaised.type: "home_doubted",
    residence.DoubtDropped.type: "home_kept",
}


@consumes(
    residence.ClaimOpened,
    residence.ClaimContested,
    residence.ClaimAnswered,
    residence.ClaimApproved,
    residence.ClaimRefused,
    residence.ClaimWithdrawn,
    residence.BroughtIn,
    residence.ResidenceEnded,
    residence.ContactChosen,
    residence.DoubtRaised,
    residence.DoubtDropped,
)
def tell_of_home(event: Event) -> None:
    """The people whom the fact names, except whoever did it."""
    payload: dict[str, Any] = event.payload
    people = sorted(set(payload["people"]) - {event.actor})
    if not people or event.place is None:
        return
    operations.issue(
        SYSTEM,
        community=event.place,
        people=[Addressee(person, (payload["unit"],)) for person in people],
        audience="person",
        kind=HOMES[event.type],
        link=reverse("my_homes"),
    )


#: What a person hears about the way into their record, by fact; all of it leaves at once.
WAYS_IN = {
    signin.FactorsTaken.type: "factors_taken",
    signin.FactorWindowOpened.type: "factor_code_given",
    signin.PhoneChanged.type: "phone_changed",
}
PROPOSED = {"factor": "factors_doubted", "phone": "phone_doubted"}


@consumes(signin.FactorsTaken, signin.FactorWindowOpened, signin.PhoneChanged)
def tell_of_way_in(event: Event) -> None:
    """The person whose record it is: if it was not they, they must hear of it."""
    _tell_urgently(event, {event.payload["person"]}, WAYS_IN[event.type], reverse("mfa_index"))


@consumes(identity.ProposalMade)
def tell_of_proposal(event: Event) -> None:
    """Before a second person confirms: whoever did not stand at the desk stops it."""
    kind = PROPOSED.get(event.payload["kind"])
    if kind is not None:
        _tell_urgently(event, {event.payload["person"]}, kind, reverse("me_identity"))


@consumes(identity.GuardianEnded)
def tell_of_guardian(event: Event) -> None:
    people = {event.payload["guardian"]}
    _tell_urgently(event, people, "guardian_ended", reverse("me_children"))


@consumes(identity.TransferOpened, identity.TransferGranted, identity.TransferRefused)
def tell_of_transfer(event: Event) -> None:
    """Both sides, but for who did it."""
    sides = {event.payload["claimant"], event.payload["holder"]} - {event.actor}
    opened = event.type == identity.TransferOpened.type
    kind = "number_claimed" if opened else "number_decided"
    _tell_urgently(event, sides, kind, reverse("me_transfer", args=[event.payload["transfer"]]))


def _tell_urgently(event: Event, people: set[int], kind: str, link: str) -> None:
    if not people or event.place is None:
        return
    operations.issue(
        SYSTEM,
        community=event.place,
        people=[Addressee(person) for person in sorted(people)],
        audience="person",
        kind=kind,
        link=link,
        urgent=True,
    )


@consumes(organisations.CoverNamed, organisations.CoverEnded)
def tell_of_cover(event: Event) -> None:
    """Holder and substitute, but for who did it; where they live, else where the office lies."""
    cover = Cover.objects.select_related("person", "office__person").get(pk=event.payload["cover"])
    named = event.type == organisations.CoverNamed.type
    for person in {cover.person, cover.office.person}:
        if person.pk == event.actor:
            continue
        operations.issue(
            SYSTEM,
            community=person.community or cover.office.place_id,
            people=[Addressee(person.pk)],
            audience="person",
            kind="cover_named" if named else "cover_ended",
            link=reverse("organisation", args=[cover.office.organisation_id]),
        )


@consumes(threads.AppealGranted, threads.AppealRefused)
def tell_of_appeal(event: Event) -> None:
    """The author, and the moderator whose decision was looked at once more."""
    payload: dict[str, Any] = event.payload
    subject = subject_kind(payload["kind"])
    people = {*authors_of([payload["post"]]), *hiders_of([payload["post"]])} - {event.actor}
    if subject is None or event.place is None:
        return
    granted = event.type == threads.AppealGranted.type
    operations.issue(
        SYSTEM,
        community=event.place,
        people=[Addressee(person) for person in sorted(people)],
        audience="person",
        kind="appeal_granted" if granted else "appeal_refused",
        link=subject.href(payload["of"]),
    )


@consumes(threads.Posted, threads.Edited, threads.Hidden, threads.Restored)
def tell_of_post(event: Event) -> None:
    """Those who are spoken to; and the author, when the moderators have decided."""
    payload: dict[str, Any] = event.payload
    verdict = VERDICTS.get(event.type)
    people = authors_of([payload["post"]]) if verdict else payload["mentions"]
    subject = subject_kind(payload["kind"])
    if not people or subject is None or event.place is None:
        return
    operations.issue(
        SYSTEM,
        community=event.place,
        people=[Addressee(person) for person in people],
        audience="person",
        kind=verdict or MENTION,
        link=subject.href(payload["of"]),
    )


@consumes(EntryHandedOn)
def make_duty_of_entry(event: Event) -> None:
    """What was noted in a grid becomes a duty of the committee, with the words where they were.

    The entry's text is sealed and stays there; whoever sees the duty is led to it. About a home,
    the ladder climbs the party's grid: contact household, branch, community.
    """
    payload: dict[str, Any] = event.payload
    entry = noted_entry(payload["community"], payload["entry"])
    body = committee_of(payload["community"])
    if entry is None or body is None:
        return
    with translation.override("zh-hans"):
        tags = "、".join(str(Tag(tag).label) for tag in entry.tags)
        title = f"{entry.get_kind_display()} {tags}"[:TITLE_LENGTH]
    duty = give(
        SYSTEM,
        community=payload["community"],
        kind="near_home" if entry.unit_id else "task",
        title=title,
        text=reverse("grid_entry", args=[entry.pk]),
        owner=Owner(organisation=body.pk, place=payload["community"]),
        unit=entry.unit_id,
    )
    came_of(entry.pk, DUTY, duty.pk)


@consumes(mandates.MandateOffered, mandates.MandateEntered)
def tell_of_offer(event: Event) -> None:
    """The helper who is asked; the principal whose paper came to the desk."""
    offered = event.type == mandates.MandateOffered.type
    person = event.payload["helper" if offered else "principal"]
    if person is not None:
        _tell(event, {person}, "mandate_offered" if offered else "mandate_entered")


@consumes(mandates.MandateGiven, mandates.MandateEnded)
def tell_of_mandate(event: Event) -> None:
    """Both sides, but for who did it."""
    both = {event.payload["principal"], event.payload["helper"]} - {None, event.actor}
    given = event.type == mandates.MandateGiven.type
    _tell(event, both, "mandate_given" if given else "mandate_ended")


def _tell(event: Event, people: set[int], kind: str) -> None:
    if not people or event.place is None:
        return
    operations.issue(
        SYSTEM,
        community=event.place,
        people=[Addressee(person) for person in sorted(people)],
        audience="person",
        kind=kind,
        link=reverse("mandate", args=[event.payload["mandate"]]),
    )


@consumes_acts_of_helpers
def tell_of_act(event: Event) -> None:
    """Whoever lets somebody act hears of each act; but not of notices that were read to them."""
    if event.type == notices.NoticeReadByHelper.type or event.actor is None or event.place is None:
        return
    operations.issue(
        SYSTEM,
        community=event.place,
        people=[Addressee(event.actor)],
        audience="person",
        kind="done_by_helper",
        link=reverse("mandate_acts"),
    )
