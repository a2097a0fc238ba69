"""Forms of clearing between districts: our side of an agreement, hours that somebody sends."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel import clock
from linli.kernel.adopting import DECISION_LENGTH
from linli.timebank.forms_clearing import MOST
from linli.timebank.models import Crossing
from linli.timebank.models.districts import KEY_LENGTH


class DistrictAgreementForm(forms.Form):
    name = forms.CharField(label=_("The other district"), max_length=60)
    url = forms.CharField(
        label=_("Address of its platform"),
        max_length=200,
        help_text=_("Begins with https://. Its staff tell it to you."),
    )
    key = forms.CharField(
        label=_("Its public key"),
        max_length=KEY_LENGTH,
        help_text=_("As its staff sent it. A colleague compares it on the telephone."),
    )
    limit_minutes = forms.IntegerField(
        label=_("Most minutes that stand between the two"),
        min_value=1,
        max_value=MOST,
        initial=6000,
        help_text=_("In either direction. The smaller one of both districts holds."),
    )
    hours = forms.IntegerField(
        label=_("Hours for an answer"),
        min_value=1,
        max_value=720,
        initial=48,
        help_text=_("So long we keep room for what we accepted, and wait for their answer."),
    )
    since = forms.DateField(
        label=pgettext_lazy("agreement", "From"),
        widget=forms.DateInput(attrs={"type": "date"}),
        initial=clock.today,
    )
    decision = forms.CharField(
        label=_("Number of the decision"),
        max_length=DECISION_LENGTH,
        help_text=_("As it stands on the document, so that everybody finds it."),
    )


class SendForm(forms.Form):
    """From one of my accounts to somebody in another district."""

    account = forms.TypedChoiceField(label=_("From my hours"), coerce=int)
    peer = forms.TypedChoiceField(label=_("To which district"), coerce=int)
    relation = forms.ChoiceField(label=_("For whom"), choices=Crossing.RELATIONS)
    recipient = forms.CharField(
        label=_("Their number there"),
        max_length=20,
        help_text=_("It stands under “Me” in that district. Nothing else about you goes there."),
    )
    minutes = forms.IntegerField(label=_("How many minutes"), min_value=1, max_value=MOST)
    #: Sent twice, it is sent once.
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        accounts: Iterable[tuple[int, str]],
        peers: Iterable[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **{"initial": {"key": uuid.uuid4()}} | kwargs)
        self.fields["account"].choices = list(accounts)  # type: ignore[attr-defined]
        self.fields["peer"].choices = list(peers)  # type: ignore[attr-defined]
