"""What can be had, and by which way somebody orders."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    DAILY = "daily", _("daily goods")
    FOOD = "food", _("food and meals")
    SERVICE = "service", pgettext_lazy("offer", "a service")
    VENUE = "venue", _("time in a room or place")
    TRAINING = "training", _("a course")
    FUN = "fun", _("leisure and culture")


ICONS = {
    Kind.DAILY: "house",
    Kind.FOOD: "heart-handshake",
    Kind.SERVICE: "hand-heart",
    Kind.VENUE: "door-open",
    Kind.TRAINING: "book-open",
    Kind.FUN: "calendar",
}


class Channel(models.TextChoices):
    APP = "app", pgettext_lazy("order", "by oneself")
    HELPER = "helper", pgettext_lazy("order", "by a helper")
    COUNTER = "counter", pgettext_lazy("order", "at the community's counter")
