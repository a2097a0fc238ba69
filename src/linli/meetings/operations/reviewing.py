"""An emergency is looked back at; inside a transaction only."""

from linli.meetings.models import Meeting


def owes(row: Meeting, duty: int) -> None:
    """The duty that came of it."""
    row.review = duty
    row.save(update_fields=["review"])
