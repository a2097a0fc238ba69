"""What belongs to an estate and not to one assembly: emergencies, the way to its own assembly."""

from linli.facts import voting as facts
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.places.models import Estate
from linli.voting import operations, rules
from linli.voting.mandate import STEPS
from linli.voting.models import EmergencyUse, TransitionStep


def _estate(pk: int) -> Estate:
    return Estate.objects.across_communities("the rule has named it").get(pk=pk)


@action(allow=rules.works_on_estate)
def publish_emergency(
    actor: Actor, *, estate: int, title: str, text: str, amount_fen: int
) -> EmergencyUse:
    """Publish an emergency use of maintenance funds (Civil Code §281); nobody votes on it."""
    home = _estate(estate)
    if amount_fen <= 0:
        raise Refused("voting.amount_first", field="amount")
    made = EmergencyUse.objects.create(
        community=home.community_id,
        estate=home,
        title=title,
        text=text,
        amount_fen=amount_fen,
        organisation_id=actor.organisation or 0,
        by_id=actor.person or 0,
        at=clock.now(),
    )
    fact = facts.EmergencyPublished(
        emergency=made.pk,
        estate=home.pk,
        amount_fen=amount_fen,
        text_hash=operations.hash_of(f"{title}\n{text}"),
    )
    record(actor, fact, place=home.community_id)
    return made


@action(allow=rules.works_on_estate)
def tick(actor: Actor, *, estate: int, step: str, done: bool, note: str = "") -> None:
    """Take a step of the way to the estate's own assembly, or take it back."""
    home = _estate(estate)
    if step not in STEPS:
        raise Refused("voting.no_such_step", field="step")
    rows = TransitionStep.objects.within(home.community_id).filter(estate=home, step=step)
    if rows.exists() == done:
        raise Refused("voting.ticked_already", field="step")
    if done:
        TransitionStep.objects.create(
            community=home.community_id,
            estate=home,
            step=step,
            note=note,
            by_id=actor.person or 0,
            at=clock.now(),
        )
    else:
        rows.delete()
    fact = facts.TransitionStepped(estate=home.pk, step=step, done=done)
    record(actor, fact, place=home.community_id)
