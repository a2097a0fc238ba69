"""What live pages need: instants as scripts count them."""

from datetime import datetime

from django import template

register = template.Library()


@register.filter
def milliseconds(at: datetime) -> int:
    """Since 1970, as a browser's clock has it."""
    return int(at.timestamp() * 1000)
