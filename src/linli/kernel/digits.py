"""A number as an address or a form brings it: digits of ours, and not more than a row's id has."""

MOST = 18


def number_of(text: str) -> int | None:
    """None for anything else. Other scripts' digits, and thousands of them, are no number here."""
    plain = text.isascii() and text.isdigit() and len(text) <= MOST
    return int(text) if plain else None
