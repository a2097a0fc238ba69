"""The residents' poll beside the demand out of which it came."""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.deliberation.beside import Beside
from linli.polls.queries import public_on
from linli.polls.shown import card


def beside_demands(topics: Iterable[int]) -> Iterator[tuple[int, Beside]]:
    """One query; what is not public yet stands beside nothing."""
    for row in public_on(topics):
        if row.topic is not None:
            shown = card(row, {})
            yield (
                row.topic,
                Beside(
                    _("The residents’ poll on it"),
                    reverse("public_poll", args=[row.code]),
                    note=shown.note,
                    icon="vote",
                    word=shown.word,
                    tone=shown.tone,
                ),
            )
