"""Bringing a roster into an estate: upload, answers, apply or withdraw."""

from collections.abc import Mapping
from typing import Any

from linli.facts.places import (
    EstateEntered,
    RosterAnswered,
    RosterApplied,
    RosterHandedOver,
    RosterUploaded,
    RosterWithdrawn,
)
from linli.journal.operations import record
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.places import rules
from linli.places.drafts import Draft, content_of, draft_of
from linli.places.models import Estate, Place, RosterImport
from linli.places.operations import estates as operations
from linli.places.operations.lifecycle import watch
from linli.places.operations.rosters import apply_difference
from linli.places.roster import sheets
from linli.places.roster.types import Question
from linli.places.states import ImportState

ACROSS = "the rule has asked for the community"


def _locked_estate(pk: int) -> Estate:
    """One roster at a time works on an estate."""
    rows = Estate.objects.across_communities(ACROSS).select_for_update()
    return found_or_refused(rows.filter(pk=pk))


def _locked_import(pk: int) -> tuple[Estate, RosterImport]:
    """Estate before import, always in this order. Raises Refused once it is over."""
    rows = RosterImport.objects.across_communities(ACROSS)
    estate = _locked_estate(found_or_refused(rows.filter(pk=pk)).estate_id)
    roster = found_or_refused(rows.filter(pk=pk).select_for_update(of=("self",)))
    if roster.state != ImportState.OPEN:
        raise Refused("places.roster_over")
    roster.estate = estate
    return estate, roster


@action(allow=rules.works_here)
def enter_estate(actor: Actor, *, community: int, name_zh: str, name_en: str = "") -> Estate:
    """Enter an estate of a community. Raises Refused when the name is taken there."""
    place = Place.objects.select_for_update().filter(pk=community, kind=Place.Kind.COMMUNITY)
    if found_or_refused(place).until is not None:
        raise Refused("places.community_over")
    if Estate.objects.within(community).filter(name_zh=name_zh).exists():
        raise Refused("places.estate_known", field="name_zh")
    estate = operations.add_estate(community=community, name_zh=name_zh, name_en=name_en)
    record(actor, EstateEntered(estate=estate.pk, community=community), place=community)
    return estate


@action(allow=rules.works_on_estate)
def upload_roster(actor: Actor, *, estate: int, data: bytes) -> RosterImport:
    """Keep a roster beside its estate. Raises Refused for a file that is none."""
    sheets.sheets_of(data)
    place = _locked_estate(estate)
    opened = RosterImport.objects.within(place.community_id)
    if opened.filter(estate=place, state=ImportState.OPEN).exists():
        raise Refused("places.roster_open")
    roster = operations.add_import(place, data, by=actor.person)
    record(actor, RosterUploaded(roster=roster.pk, estate=place.pk), place=place.community_id)
    return roster


@action(allow=rules.works_on_roster)
def answer_questions(actor: Actor, *, roster: int, answers: Mapping[str, str]) -> RosterImport:
    """Say which column is what. Kept with the estate, so that its next roster needs no answer.

    Answers to questions that the roster does not ask are left out.
    """
    estate, row = _locked_import(roster)
    asked = {q.key: q for q in draft_of(estate, content_of(row)).detection.questions}
    given = {key: value for key, value in answers.items() if key in asked and value}
    if not given:
        raise Refused("places.roster_no_answer")
    estate.answers = estate.answers | given | _everywhere(asked, given)
    estate.save(update_fields=["answers"])
    record(actor, RosterAnswered(estate=estate.pk, answers=len(given)), place=estate.community_id)
    return row


def _everywhere(asked: Mapping[str, Question], given: Mapping[str, str]) -> dict[str, str]:
    """The next roster's sheets may be called otherwise: a heading is known on all of them."""
    found = {}
    for key, value in given.items():
        question = asked[key]
        if question.code != "building_name":
            found["|".join(filter(None, ("*", question.field, question.value)))] = value
    return found


@action(allow=rules.works_on_roster)
def forget_answers(actor: Actor, *, roster: int) -> RosterImport:
    """Take back what was answered for this estate, so that it is asked again."""
    estate, row = _locked_import(roster)
    count = len(estate.answers)
    estate.answers = {}
    estate.save(update_fields=["answers"])
    record(actor, RosterAnswered(estate=estate.pk, answers=-count), place=estate.community_id)
    return row


@action(allow=rules.works_on_roster)
def withdraw_roster(actor: Actor, *, roster: int) -> RosterImport:
    """Throw an uploaded roster away; its content is erased."""
    estate, row = _locked_import(roster)
    operations.end_import(row, ImportState.WITHDRAWN, by=actor.person, figures={})
    record(actor, RosterWithdrawn(roster=row.pk, estate=estate.pk), place=estate.community_id)
    return row


@action(allow=rules.works_on_roster)
def apply_roster(actor: Actor, *, roster: int, version: int) -> RosterImport:
    """Make the roster the state of its estate, in one transaction.

    `version` is the estate's that the difference was shown for: when another roster or a
    correction came in between, it is refused and shown anew. Where it changes what units have, or
    undoes a correction, whoever uploaded it does not apply it.
    """
    estate, row = _locked_import(roster)
    if estate.version != version:
        raise Refused("places.roster_moved_on")
    draft = draft_of(estate, content_of(row))
    if row.by_id == actor.person and draft.difference.weighty:
        raise Refused("places.other_person_applies")
    return _apply(actor, estate, row, draft)


@action(allow=rules.works_on_roster)
def hand_over_roster(actor: Actor, *, roster: int) -> RosterImport:
    """Ask another member of staff to look at the difference and apply it."""
    estate, row = _locked_import(roster)
    mine = row.by_id == actor.person
    if row.handed_at or not (mine and draft_of(estate, content_of(row)).difference.weighty):
        raise Refused("places.roster_handed")
    operations.hand_over(row)
    record(actor, RosterHandedOver(roster=row.pk, estate=estate.pk), place=estate.community_id)
    return row


@action(allow=rules.may_import_alone)
def import_file(
    actor: Actor, *, estate: int, data: bytes, answers: Mapping[str, str] | None = None
) -> RosterImport:
    """Upload and apply at once, for the command. Raises Refused when nothing would change."""
    place = _locked_estate(estate)
    opened = RosterImport.objects.within(place.community_id)
    if opened.filter(estate=place, state=ImportState.OPEN).exists():
        raise Refused("places.roster_open")
    draft = draft_of(place, data, answers)
    _require_change(draft)
    place.answers = {**place.answers, **(answers or {})}
    return _apply(actor, place, operations.add_import(place, data, by=actor.person), draft)


def _require_change(draft: Draft) -> None:
    if draft.difference.empty:
        raise Refused("places.roster_same")


def _apply(actor: Actor, estate: Estate, row: RosterImport, draft: Draft) -> RosterImport:
    _require_change(draft)
    change = draft.difference
    apply_difference(estate, change)
    estate.version += 1
    estate.save(update_fields=["version", "answers"])
    watch(estate)
    counted: dict[str, Any] = {
        key: len(value) if isinstance(value, list) else value
        for key, value in draft.figures.items()
    }
    operations.end_import(row, ImportState.APPLIED, by=actor.person, figures=counted)
    record(
        actor,
        RosterApplied(
            estate=estate.pk,
            roster=row.pk,
            version=estate.version,
            added=len(change.added),
            changed=len(change.changed),
            left_out=len(change.left_out),
            disputed=counted["disputed"],
            rejected=counted["rejected"],
        ),
        place=estate.community_id,
    )
    return row
