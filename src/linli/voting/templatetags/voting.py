"""Areas and thresholds as people read them."""

from django import template

from linli.voting.words import area_words, persons_words

register = template.Library()


@register.filter
def area(centi: int | None) -> str:
    """1,234.50 m² from 0.01 m²."""
    return area_words(centi or 0)


@register.filter
def persons(number: int | None) -> str:
    """7 persons, 7 人."""
    return persons_words(number or 0)


@register.filter
def yuan(fen: int | None) -> str:
    """¥1,234.50 from fen."""
    whole, part = divmod(fen or 0, 100)
    return f"¥{whole:,}.{part:02}"
