"""Words for what sign-in keeps in short."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def device(kept: str) -> str:
    """``Chrome/Android`` as "Chrome on Android"."""
    browser, _slash, system = kept.partition("/")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("unknown device")
