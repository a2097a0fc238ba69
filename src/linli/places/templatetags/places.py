"""Filters of the pages on places."""

from django import template

register = template.Library()


@register.filter
def square_metres(centi: int | None) -> str:
    """0.01 m² as m² with two decimals and thousands apart."""
    if centi is None:
        return ""
    return f"{centi // 100:,}.{centi % 100:02}"
