"""What waits: votes and signatures for people, steps for offices. Kinds of duties and notices."""

from collections.abc import Iterable

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.duties.kinds import Kind, kind_of
from linli.kernel.actor import Actor, Capacity
from linli.kernel.needs import Need
from linli.notices.texts import Words
from linli.voting.models import Assembly, ExportDraft, Teller
from linli.voting.rules import visible_to
from linli.voting.states import State

KIND_OF_DUTY = "owners_decision"
WORDS = {
    "assembly_noticed": Words(
        _("An owners' assembly is announced"),
        _("Voting is from %(opens)s to %(closes)s. Read the matters and check the roll."),
    ),
    "assembly_opened": Words(_("The owners' vote is open"), _("You can vote until %(closes)s.")),
    "assembly_closes": Words(
        _("Your home has not voted yet"),
        _("You can vote until %(closes)s, on the assembly's page, at the booth or on paper."),
    ),
    "assembly_published": Words(
        _("The result of the owners' vote is published"),
        _("The whole computation stands on its page."),
    ),
    "ballot_at_booth": Words(
        _("A ballot was cast at the booth for your home"),
        _("If none of you was there, tell the convening body and the street at once."),
    ),
    "ballot_on_paper": Words(
        _("A paper ballot came in for your home"),
        _("If none of you handed one in, tell the convening body and the street at once."),
    ),
    "ballot_replaced": Words(
        _("The ballot of your home was replaced"),
        _("If none of you did it, look at the ballot on the assembly's page, and tell them."),
    ),
    "vote_proxy_given": Words(
        _("Somebody has a mandate to vote for your home"),
        _("If none of you gave it, take it back on the assembly's page."),
    ),
    "assembly_parked_ready": Words(
        _("A parked matter can go on"), _("What it waited for is there. Its page says which way.")
    ),
}


def kind_of_duty() -> Kind:
    """Like an ordinary task, under a name of its own."""
    task = kind_of("task")
    days, ladder = (task.days, task.ladder) if task else (0, ())
    return Kind(KIND_OF_DUTY, _("Decision of the owners"), days, ladder)


def personal(actor: Actor) -> Iterable[Need]:
    """Votes open where I live or own, and what waits for me as a teller. Five queries."""
    if actor.person is None:
        return
    near = visible_to(actor).filter(state=State.OPEN)
    found = near.aggregate(count=Count("pk"), due=Min("closes_at"))
    yield Need(
        _("The owners' vote is open"),
        reverse("assemblies"),
        icon="list-checks",
        count=found["count"],
        due=found["due"],
    )
    unsigned = Teller.objects.filter(
        person=actor.person, ended_at=None, signature=None, assembly__state=State.TALLIED
    )
    yield Need(
        _("A result waits for your signature"),
        reverse("assemblies"),
        icon="file-text",
        count=unsigned.count(),
    )
    mine = Q(assembly__tellers__person=actor.person, assembly__tellers__ended_at=None)
    brought = ExportDraft.objects.across_communities("tellers serve where they were appointed")
    waiting = brought.filter(mine, state=ExportDraft.State.OPEN).exclude(by=actor.person)
    yield Need(
        _("An official export waits for a second teller"),
        reverse("assemblies"),
        icon="table",
        count=waiting.count(),
    )


def official(actor: Actor) -> Iterable[Need]:
    """Assemblies of my reach that wait for a step. One query."""
    if actor.capacity not in {Capacity.STAFF, Capacity.OFFICER}:
        return
    waits = Q(state__in=[State.SIGNED, State.CLOSED]) | Q(
        state=State.PARKED, reminded_at__isnull=False
    )
    count = Assembly.objects.reached_by(actor).filter(waits).count()
    yield Need(
        _("Owners' assemblies that wait for a step"),
        reverse("assembly_desk"),
        icon="list-checks",
        count=count,
    )
