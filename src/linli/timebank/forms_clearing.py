"""Forms of clearing: an agreement, and hours that move."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel import places
from linli.kernel.adopting import DECISION_LENGTH
from linli.timebank.forms import reach_choices

MOST = 10_000_000


class AgreementForm(forms.Form):
    community = forms.TypedChoiceField(label=_("Community"), coerce=int)
    other = forms.TypedChoiceField(label=_("The other community"), coerce=int)
    limit_minutes = forms.IntegerField(
        label=_("Most minutes that stand between the two"),
        min_value=1,
        max_value=MOST,
        initial=6000,
        help_text=_("In either direction. When it is reached, hours go the other way only."),
    )
    decision = forms.CharField(
        label=_("Number of the decision"),
        max_length=DECISION_LENGTH,
        help_text=_("As it stands on the document, so that everybody finds it."),
    )

    def __init__(self, *args: Any, reach: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [(each.id, each.name_here) for each in places.communities()]
        self.fields["community"].choices = reach_choices(reach)  # type: ignore[attr-defined]
        self.fields["other"].choices = every  # type: ignore[attr-defined]


class MoveForm(forms.Form):
    """From one of my accounts to mine in another community."""

    way = forms.ChoiceField(label=_("From where to where"))
    minutes = forms.IntegerField(label=_("How many minutes"), min_value=1, max_value=MOST)
    #: Sent twice, it moves once.
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, ways: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"key": uuid.uuid4()}} | kwargs)
        self.fields["way"].choices = list(ways)  # type: ignore[attr-defined]

    def ends(self) -> tuple[int, int]:
        """(from, to), by community."""
        one, other = self.cleaned_data["way"].split("-")
        return int(one), int(other)
