"""Forms about rates, pledges and settlements."""

import uuid
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel import clock, places
from linli.kernel.actor import Actor
from linli.mall import parameters
from linli.mall.forms import day_field
from linli.organisations.models import Organisation


def _decision() -> forms.CharField:
    return forms.CharField(
        label=_("Number of the decision or agreement"), max_length=parameters.DECISION_MAX
    )


class _Near(forms.Form):
    """For a community of the reach."""

    community = forms.TypedChoiceField(label=_("In which community"), coerce=int)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        near = [each for each in places.communities() if each.id in actor.reach]
        self.fields["community"].choices = [  # type: ignore[attr-defined]
            (each.id, each.name_here) for each in near
        ]


class RateForm(_Near):
    fen = forms.IntegerField(
        label=_("Fen for each point"),
        min_value=0,
        max_value=parameters.PRICE_MAX,
        help_text=_("100 fen are one yuan. Nothing is owed while there is no rate."),
    )
    since = day_field(pgettext_lazy("mall", "From"))
    decision = _decision()
    source = forms.CharField(
        label=_("Where the number comes from"), max_length=parameters.WORDS_MAX
    )


class PledgeForm(_Near):
    organisation = forms.TypedChoiceField(label=_("Sponsor"), coerce=int)
    yuan = forms.DecimalField(
        label=_("Pledged, in yuan"),
        min_value=0,
        max_digits=12,
        decimal_places=2,
        help_text=_("A written promise. The platform holds no money."),
    )
    decision = _decision()
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"key": uuid.uuid4()})
        super().__init__(*args, actor=actor, **kwargs)
        rows = Organisation.objects.filter(place__in=actor.reach, ended=False).order_by(
            "kind", "pk"
        )
        self.fields["organisation"].choices = [  # type: ignore[attr-defined]
            (each.pk, f"{each.name} · {each.get_kind_display()}") for each in rows
        ]

    @property
    def fen(self) -> int:
        return int(self.cleaned_data["yuan"] * 100)


class SettlementForm(forms.Form):
    last = day_field(_("Last day of the period"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("last", clock.today() - timedelta(days=1))


class PaidForm(forms.Form):
    reference = forms.CharField(
        label=_("Number of the payment"), max_length=parameters.DECISION_MAX
    )
