"""How hours leave with their holder: causes, ways, and the stages of a departure. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Cause(TextChoices):
    DIED = "died", pgettext_lazy("departure", "died")
    LEFT = "left", pgettext_lazy("departure", "left the community")


class Exit(TextChoices):
    """The first three are what a rulebook may name; the last one holds where it names none."""

    INHERIT = "inherit", pgettext_lazy("departure", "to an heir among the kin")
    DONATE = "donate", pgettext_lazy("departure", "to the donation pool")
    KEEP = "keep", pgettext_lazy("departure", "they stay until their owner moves them")
    END = "end", pgettext_lazy("departure", "they end")


class Stage(TextChoices):
    PROPOSED = "proposed", pgettext_lazy("departure", "waits for a second person")
    CARRIED_OUT = "carried_out", pgettext_lazy("departure", "carried out")
    REFUSED = "refused", pgettext_lazy("departure", "refused")
    APPEALED = "appealed", pgettext_lazy("departure", "somebody does not agree")
    UPHELD = "upheld", pgettext_lazy("departure", "stands for good")
    UNDONE = "undone", pgettext_lazy("departure", "undone")


class Act(StrEnum):
    APPROVE = "approve"
    REFUSE = "refuse"
    APPEAL = "appeal"
    UPHOLD = "uphold"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Turn:
    source: Stage
    target: Stage


TURNS: dict[Act, Turn] = {
    Act.APPROVE: Turn(Stage.PROPOSED, Stage.CARRIED_OUT),
    Act.REFUSE: Turn(Stage.PROPOSED, Stage.REFUSED),
    Act.APPEAL: Turn(Stage.CARRIED_OUT, Stage.APPEALED),
    Act.UPHOLD: Turn(Stage.APPEALED, Stage.UPHELD),
    Act.UNDO: Turn(Stage.APPEALED, Stage.UNDONE),
}
#: While one of these holds, no new hours come to the account.
CLOSED = (Stage.CARRIED_OUT, Stage.APPEALED, Stage.UPHELD)


def exits_of(named: tuple[str, ...]) -> tuple[str, ...]:
    """What may become of hours by a rulebook that names these."""
    return named or (Exit.END,)
