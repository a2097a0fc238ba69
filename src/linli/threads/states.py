"""What becomes of a post."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PostState(models.TextChoices):
    SHOWN = "shown", _("shown")
    HIDDEN = "hidden", _("hidden by the moderators")
    DELETED = "deleted", _("deleted by its author")


class Ground(models.TextChoices):
    """Why a post is reported, and why it is hidden; the author reads it."""

    INSULT = "insult", _("insult or threat")
    PRIVACY = "privacy", _("spreads other people's private data")
    FRAUD = "fraud", _("fraud or impersonation")
    RUMOUR = "rumour", _("untrue and harmful")
    SPAM = "spam", _("advertising")
    UNLAWFUL = "unlawful", _("against the law")
    OTHER = "other", _("something else")


class AppealState(models.TextChoices):
    OPEN = "open", _("waits for another moderator")
    GRANTED = "granted", _("granted: shown again")
    REFUSED = "refused", _("refused: hidden still")
    SETTLED = "settled", _("settled: shown again before the decision")
    WITHDRAWN = "withdrawn", _("withdrawn")


#: The same table draws the buttons and the property test.
TRANSITIONS: dict[str, frozenset[str]] = {
    PostState.SHOWN: frozenset({PostState.HIDDEN, PostState.DELETED}),
    PostState.HIDDEN: frozenset({PostState.SHOWN}),
    PostState.DELETED: frozenset(),
}


def may_follow(before: str, after: str) -> bool:
    return after in TRANSITIONS[before]


APPEALS: dict[str, frozenset[str]] = {
    AppealState.OPEN: frozenset(AppealState.values) - {AppealState.OPEN},
    **{end: frozenset() for end in AppealState.values if end != AppealState.OPEN},
}
