"""What can be wished for. Requests for a service are wishes of a kind, so one pool serves both."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    ERRAND = "errand", _("errand or shopping")
    COMPANY = "company", _("company, a talk, a walk")
    REPAIR = "repair", _("small repair")
    CARRY = "carry", _("carrying something")
    DIGITAL = "digital", _("help with the phone")
    STUDY = "study", _("learning, homework")
    CARE = "care", _("looking after somebody")
    HEALTH = "health", _("going along to the doctor")
    ADVICE = "advice", _("advice of somebody who knows")
    THINGS = "things", _("a thing that is needed")
    SERVICE = "service", _("service of the community")
    OTHER = "other", pgettext_lazy("wish", "something else")


#: For the small pictures of lists.
ICONS = {
    Kind.ERRAND: "arrow-left-right",
    Kind.COMPANY: "users",
    Kind.REPAIR: "settings",
    Kind.CARRY: "building-2",
    Kind.DIGITAL: "smartphone",
    Kind.STUDY: "book-open",
    Kind.CARE: "baby",
    Kind.HEALTH: "map-pin",
    Kind.ADVICE: "message-square",
    Kind.THINGS: "inbox",
    Kind.SERVICE: "landmark",
    Kind.OTHER: "hand-heart",
}


class Urgency(models.IntegerChoices):
    """How soon; the list begins with the most urgent."""

    WHENEVER = 0, _("no hurry")
    SOON = 1, _("this week")
    TODAY = 2, _("as soon as possible")


class Rating(models.IntegerChoices):
    """How glad the wisher is; the best first, as the form asks."""

    GLAD = 3, _("very glad")
    FINE = 2, _("all right")
    POOR = 1, _("not quite what I hoped for")


class Source(models.TextChoices):
    """As what somebody claims, by their own word."""

    NEIGHBOUR = "neighbour", _("as a neighbour")
    PARTY = "party", _("as a party member")
    VOLUNTEER = "volunteer", _("as a volunteer")
    ORGANISATION = "organisation", _("for an organisation")


class Ground(models.TextChoices):
    """Why staff return a wish; the wisher reads it."""

    UNCLEAR = "unclear", _("it is not clear what is wished for")
    PRIVATE = "private", _("it holds private data that nobody needs to know")
    UNSAFE = "unsafe", _("neighbours cannot do this safely")
    PAID = "paid", _("it asks for paid work or for money")
    ELSEWHERE = "elsewhere", _("another office does this for you")
    UNLAWFUL = "unlawful", _("against the law")
    OTHER = "other", pgettext_lazy("wish", "something else")
