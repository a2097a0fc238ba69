"""Forms about services of neighbours and bookable times."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.mall import parameters, queries_services
from linli.mall.forms import OrderForm
from linli.mall.kinds import Kind
from linli.mall.models import Offer
from linli.mall.shown import DAYS
from linli.mall.wanted import Goods


def order_form(offer: Offer, *args: Any) -> OrderForm:
    """With a time to choose where there are times; and a line about what exactly."""
    form = OrderForm(*args)
    if queries_services.is_booked(offer.pk):
        times = [
            (slot.pk, clock.minute_of(slot.starts_at))
            for slot in queries_services.times_of(offer.pk)
        ]
        form.fields["slot"] = forms.TypedChoiceField(
            label=pgettext_lazy("mall", "Which time"), coerce=int, choices=times
        )
    if offer.kind in {Kind.SERVICE, Kind.TRAINING, Kind.VENUE}:
        form.fields["words"] = forms.CharField(
            label=_("What exactly, as you need it"),
            max_length=parameters.WORDS_MAX,
            required=False,
            help_text=_("Only who gives it reads this."),
        )
    return form


class ServiceForm(forms.Form):
    """A neighbour's service."""

    title = forms.CharField(label=_("What you can do"), max_length=parameters.TITLE_MAX)
    merchant = forms.TypedChoiceField(label=_("Who stands for it"), coerce=int)
    price = forms.IntegerField(
        label=_("Price in points"), min_value=1, max_value=parameters.PRICE_MAX
    )
    about = forms.CharField(
        label=_("More about it"),
        max_length=parameters.ABOUT_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    place = forms.CharField(label=_("Where it is given"), max_length=parameters.PLACE_MAX)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["merchant"].choices = [  # type: ignore[attr-defined]
            (each.pk, each.organisation.name) for each in queries_services.exchanges(actor)
        ]

    def goods(self) -> Goods:
        data = dict(self.cleaned_data)
        data.pop("merchant")
        days = tuple(range(1, len(DAYS) + 1))
        return Goods(kind=Kind.SERVICE, since=clock.today(), days=days, **data)


class TimesForm(forms.Form):
    """One time; more are entered one after the other."""

    starts = forms.DateTimeField(
        label=_("Begins"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    minutes = forms.IntegerField(label=_("How many minutes"), min_value=1, initial=60)
    places = forms.IntegerField(label=_("How many at once"), min_value=1, initial=1)

    def times(self) -> dict[str, Any]:
        data = self.cleaned_data
        starts: datetime = data["starts"]
        return {"starts": [starts], "minutes": data["minutes"], "places": data["places"]}
