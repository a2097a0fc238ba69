"""Titles of the events of keys."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "tokens.made": _("Key for software made"),
    "tokens.ended": _("Key for software ended"),
}
