"""Matters of the party organisation among what waits for people and for its officers."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.needs import Need
from linli.notices.texts import Words
from linli.partywork.models import Affair, Opinion
from linli.partywork.sight import is_party, visible_to
from linli.partywork.states import State

WORDS = {
    "affair_asks": Words(
        _("The party organisation asks what you think"),
        _("Read the draft, say your opinion until %(until)s."),
    ),
    "affair_shown": Words(
        _("Your opinion was answered"),
        _("The text that is to be decided hangs out, with all answers."),
    ),
    "affair_decided": Words(
        _("It is decided"), _("The decision stands there, with what became of your opinion.")
    ),
    "affair_withdrawn": Words(
        _("A matter about which you said something was withdrawn"), _("The reason stands there.")
    ),
}


def _end(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time(23, 59))) if day else None


def personal(actor: Actor) -> Iterator[Need]:
    """Where people are asked and one has said nothing. Two queries."""
    if actor.person is None or actor.capacity is not Capacity.RESIDENT:
        return
    said = Opinion.objects.across_communities("one's own").filter(
        affair=OuterRef("pk"), round=OuterRef("round"), person__in=records_of(actor.person)
    )
    rows = visible_to(actor).filter(
        ~Exists(said), state=State.CONSULTING, consult_until__gte=clock.today()
    )
    found = rows.aggregate(count=Count("pk"), due=Min("consult_until"))
    yield Need(
        _("The party organisation asks what you think"),
        reverse("affairs"),
        icon="message-square",
        count=found["count"],
        due=_end(found["due"]),
    )


def official(actor: Actor) -> Iterator[Need]:
    """For officers of a party organisation: answers, and steps whose days are over. Two queries."""
    if not is_party(actor):
        return
    page = reverse("affair_desk")
    own = Affair.objects.reached_by(actor).filter(organisation=actor.organisation)
    opinions = Opinion.objects.reached_by(actor).filter(
        affair__organisation=actor.organisation, stance=Opinion.Stance.WAITING
    )
    yield Need(
        _("Opinions that wait for an answer"),
        page,
        icon="message-square",
        count=opinions.exclude(affair__state=State.WITHDRAWN).count(),
    )
    today = clock.today()
    found = own.aggregate(
        asked=Count("pk", filter=Q(state=State.CONSULTING, consult_until__lt=today)),
        shown=Count("pk", filter=Q(state=State.SHOWN, shown_until__lt=today)),
        decided=Count("pk", filter=Q(state=State.DECIDED)),
    )
    yield Need(
        _("Consultations that are over"),
        page,
        _("Show what is to be decided."),
        "flag",
        found["asked"],
    )
    yield Need(
        _("Matters to decide"), page, _("They hung out for their days."), "scale", found["shown"]
    )
    yield Need(_("Decisions to file"), page, "", "file-text", found["decided"])
