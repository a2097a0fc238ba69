"""The way of a service session, and the words that name its parts. Pure but for the labels."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Category(models.TextChoices):
    """The eight kinds of service of the Beijing scheme of 2022; a rulebook names those it knows."""

    COMFORT = "comfort", _("company and comfort")
    ASSIST = "assist", _("help with everyday things")
    ESCORT = "escort", _("going along outside")
    LEISURE = "leisure", _("culture and exercise")
    HEALTH = "health", _("knowledge of health")
    LEGAL = "legal", _("legal help")
    TRAINING = "training", _("teaching and lectures")
    SAFETY = "safety", _("guarding against fraud and online risks")


class Kind(models.TextChoices):
    """Two different things: only the first earns certificates, and its receiver never pays."""

    VOLUNTARY = "voluntary", _("voluntary service")
    EXCHANGE = "exchange", _("mutual exchange")


class Pay(models.TextChoices):
    """Whose minutes stand behind the service."""

    FREE = "free", _("free of minutes, by a ground that staff noted")
    REDEEM = "redeem", _("saved hours are redeemed")
    EXCHANGE = "exchange", _("minutes pass from one to the other")


class Where(models.TextChoices):
    RECEIVER = "receiver", _("where the receiver lives")
    GIVER = "giver", _("where the giver lives")
    OUTSIDE = "outside", _("elsewhere in the community")


class Side(models.TextChoices):
    GIVER = "giver", pgettext_lazy("session", "giver")
    RECEIVER = "receiver", pgettext_lazy("session", "receiver")

    @property
    def other(self) -> "Side":
        return Side.RECEIVER if self is Side.GIVER else Side.GIVER


class State(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("session", "waits for an answer")
    ARRANGED = "arranged", pgettext_lazy("session", "arranged")
    RUNNING = "running", pgettext_lazy("session", "begun")
    ENDED = "ended", pgettext_lazy("session", "waits for both to confirm")
    CONFIRMED = "confirmed", pgettext_lazy("session", "entered")
    QUARANTINED = "quarantined", pgettext_lazy("session", "is looked at")
    REFUSED = "refused", pgettext_lazy("session", "refused")
    APPEALED = "appealed", pgettext_lazy("session", "appealed")
    #: Refused for good, by another person.
    UPHELD = "upheld", pgettext_lazy("session", "refused for good")
    TAKEN_BACK = "taken_back", pgettext_lazy("session", "taken back")
    CANCELLED = "cancelled", pgettext_lazy("session", "cancelled")


class Reason(models.TextChoices):
    """Why somebody looks at it before anything is entered."""

    LATE = "late", _("It was entered after it had happened.")
    PAIR = "pair", _("The same two people, unusually often in one week.")
    FROZEN = "frozen", _("An account was frozen at that time.")
    DISPUTED = "disputed", _("One of the two says that it was otherwise.")


class Verb(StrEnum):
    ACCEPT = "accept"
    CANCEL = "cancel"
    BEGIN = "begin"
    END = "end"
    SETTLE = "settle"
    HOLD = "hold"
    RELEASE = "release"
    REFUSE = "refuse"
    APPEAL = "appeal"
    GRANT = "grant"
    UPHOLD = "uphold"
    TAKE_BACK = "take_back"


@dataclass(frozen=True, slots=True)
class Transition:
    sources: frozenset[State]
    target: State


def _from(*sources: State, to: State) -> Transition:
    return Transition(frozenset(sources), to)


TRANSITIONS: dict[Verb, Transition] = {
    Verb.ACCEPT: _from(State.PROPOSED, to=State.ARRANGED),
    Verb.CANCEL: _from(State.PROPOSED, State.ARRANGED, to=State.CANCELLED),
    Verb.BEGIN: _from(State.ARRANGED, to=State.RUNNING),
    Verb.END: _from(State.RUNNING, to=State.ENDED),
    Verb.SETTLE: _from(State.ENDED, to=State.CONFIRMED),
    Verb.HOLD: _from(State.ENDED, to=State.QUARANTINED),
    Verb.RELEASE: _from(State.QUARANTINED, to=State.CONFIRMED),
    Verb.REFUSE: _from(State.QUARANTINED, to=State.REFUSED),
    Verb.APPEAL: _from(State.REFUSED, State.TAKEN_BACK, to=State.APPEALED),
    Verb.GRANT: _from(State.APPEALED, to=State.CONFIRMED),
    Verb.UPHOLD: _from(State.APPEALED, to=State.UPHELD),
    Verb.TAKE_BACK: _from(State.CONFIRMED, to=State.TAKEN_BACK),
}
#: What takes up the time of its two people.
LIVE = frozenset(
    {State.PROPOSED, State.ARRANGED, State.RUNNING, State.ENDED, State.CONFIRMED, State.QUARANTINED}
)
#: What a session needs from its people.
OPEN = (State.PROPOSED, State.ARRANGED, State.RUNNING, State.ENDED)
#: What waits for a decision at the desk, within the days that the rulebook gives.
WAITS = (State.QUARANTINED, State.APPEALED)
#: What staff decide with a reason.
DECISIONS = (Verb.RELEASE, Verb.REFUSE, Verb.GRANT, Verb.UPHOLD)
