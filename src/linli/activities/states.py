"""The life of an activity and of somebody's place in it. Pure."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    """Of an activity."""

    PROPOSED = "proposed", pgettext_lazy("activity", "waits for the staff's approval")
    OPEN = "open", pgettext_lazy("activity", "open for sign-up")
    REFUSED = "refused", pgettext_lazy("activity", "refused")
    CANCELLED = "cancelled", pgettext_lazy("activity", "cancelled")


class Place(TextChoices):
    """Of a person at one occasion."""

    SEATED = "seated", pgettext_lazy("activity", "has a place")
    WAITING = "waiting", pgettext_lazy("activity", "on the waitlist")
    LEFT = "left", pgettext_lazy("activity", "does not come")


class Mark(TextChoices):
    IN = "in", _("came")
    OUT = "out", _("went")


class Source(TextChoices):
    """Why somebody comes (F048)."""

    VOLUNTARY = "voluntary", _("of my own accord")
    MOBILISED = "mobilised", _("my unit or somebody else sent me")


class Kind(TextChoices):
    """Kinds of activities (F045), and what brings neighbours together before they move in (F053)."""

    CULTURE = "culture", _("public culture")
    FAMILY = "family", _("parents and children")
    FITNESS = "fitness", _("fitness")
    RECREATION = "recreation", _("recreation")
    VOLUNTEERING = "volunteering", _("volunteering")
    SKILLS = "skills", _("skills")
    BIRTHDAY = "birthday", _("birthday party")
    NEIGHBOURS = "neighbours", _("neighbours' meeting")
    DELIBERATION = "deliberation", _("deliberation of owners-to-be")


#: Held for the owners of an estate that is not handed over yet.
GATHERINGS = frozenset({Kind.BIRTHDAY, Kind.NEIGHBOURS, Kind.DELIBERATION})
#: The way of a proposal that goes well.
LINE = (State.PROPOSED, State.OPEN)
