"""Forms of the mall."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.files.forms import UploadsField
from linli.kernel import clock, places
from linli.kernel.actor import Actor
from linli.mall import parameters, queries, queries_money
from linli.mall.kinds import Kind
from linli.mall.models import Merchant
from linli.mall.shown import DAYS
from linli.mall.wanted import Goods, Shop


def day_field(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


def _count(label: Any, most: int, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, max_value=most, **options)


def _words(label: Any, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, max_length=parameters.WORDS_MAX, widget=widget, **options)


def _digits(label: Any) -> forms.CharField:
    attrs = {"inputmode": "numeric", "autocomplete": "off", "data-scan": "code"}
    return forms.CharField(label=label, max_length=200, widget=forms.TextInput(attrs=attrs))


def _number() -> forms.CharField:
    return forms.CharField(
        label=_("For whom: their number"),
        max_length=20,
        help_text=_("Twelve letters and digits; the person finds them under “Me”."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )


class OrderForm(forms.Form):
    """`key` makes one order of a form that is sent twice."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"key": uuid.uuid4()})
        super().__init__(*args, **kwargs)


class CounterForm(OrderForm):
    """For somebody who stands at the counter."""

    person = _number()
    offer = forms.TypedChoiceField(label=pgettext_lazy("mall", "What"), coerce=int)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = queries.in_stock(queries.on_offer(actor)).order_by("price", "pk")[:200]
        self.fields["offer"].choices = [  # type: ignore[attr-defined]
            (row.pk, f"{row.title} · {row.price} · {row.merchant.organisation.name}")
            for row in rows
        ]


class WordsForm(forms.Form):
    words = _words(_("Why"))

    def __init__(self, *args: Any, needed: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needed:
            del self.fields["words"]


class RestockForm(forms.Form):
    more = _count(
        _("How many more"),
        parameters.STOCK_MAX,
        min_value=-parameters.STOCK_MAX,
        help_text=_("Below zero when pieces went otherwise."),
    )


class ScanForm(forms.Form):
    """Digits typed or scanned; with `hand_over` it is settled."""

    code = _digits(_("The eight digits of the code"))


class ShopForm(forms.Form):
    """What an organisation says of its shop."""

    community = forms.TypedChoiceField(label=_("In which community"), coerce=int)
    organisation = forms.TypedChoiceField(label=_("Organisation"), coerce=int)
    desk = forms.CharField(
        label=_("Telephone of the shop"),
        max_length=parameters.PHONE_MAX,
        help_text=_("Residents read it: a public one."),
    )
    place = forms.CharField(label=_("Where it is collected"), max_length=parameters.PLACE_MAX)
    hours = forms.CharField(
        label=_("Opening hours"), max_length=parameters.PLACE_MAX, required=False
    )
    exchange = forms.BooleanField(label=_("Neighbours may offer services here"), required=False)
    since = day_field(pgettext_lazy("mall", "From"))
    until = day_field(pgettext_lazy("mall", "Until"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = queries.bodies_to_choose(actor)
        if actor.capacity != "staff":
            bodies = [each for each in bodies if each.pk == actor.organisation]
        self.fields["organisation"].choices = [  # type: ignore[attr-defined]
            (each.pk, f"{each.name} · {each.get_kind_display()}") for each in bodies
        ]
        near = [each for each in places.communities() if each.id in actor.reach]
        self.fields["community"].choices = [  # type: ignore[attr-defined]
            (each.id, each.name_here) for each in near
        ]
        self.initial.setdefault("since", clock.today())

    def shop(self) -> Shop:
        data = self.cleaned_data
        names = ("desk", "place", "hours", "since", "until", "exchange")
        return Shop(**{name: data[name] for name in names})


class GoodsForm(forms.Form):
    """An offer; the rest is folded away."""

    title = forms.CharField(label=pgettext_lazy("mall", "What"), max_length=parameters.TITLE_MAX)
    kind = forms.ChoiceField(label=pgettext_lazy("offer", "Kind"), choices=Kind.choices)
    price = _count(_("Price in points"), parameters.PRICE_MAX, min_value=1)
    stock = _count(
        _("How many there are"),
        parameters.STOCK_MAX,
        min_value=0,
        required=False,
        help_text=_("Empty: it never ends."),
    )
    about = forms.CharField(
        label=_("More about it"),
        max_length=parameters.ABOUT_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    pictures = UploadsField(most=parameters.PICTURES)
    monthly = _count(
        _("How often one person may have it in a month"),
        100,
        min_value=0,
        required=False,
        help_text=_("Empty: as often as they like."),
    )
    days = forms.TypedMultipleChoiceField(
        label=_("On which days it is handed over"),
        coerce=int,
        choices=[(number, name) for number, name in enumerate(DAYS, 1)],
        initial=[1, 2, 3, 4, 5, 6, 7],
        widget=forms.CheckboxSelectMultiple,
    )
    place = forms.CharField(
        label=_("Where it is collected"), max_length=parameters.PLACE_MAX, required=False
    )
    hours = forms.CharField(
        label=_("Opening hours"), max_length=parameters.PLACE_MAX, required=False
    )
    since = day_field(pgettext_lazy("mall", "From"))
    until = day_field(pgettext_lazy("mall", "Until"), required=False)

    budget = forms.TypedChoiceField(
        label=_("Who pays the merchant"), coerce=int, empty_value=None, required=False
    )

    MORE = ("monthly", "budget", "days", "place", "hours", "since", "until")

    def __init__(self, *args: Any, merchant: Merchant, staff: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sponsors = queries_money.budgets_of(merchant.community) if staff else []
        if sponsors:
            self.fields["budget"].choices = [  # type: ignore[attr-defined]
                ("", pgettext_lazy("settlement", "the community")),
                *((each.pk, each.organisation.name) for each in sponsors),
            ]
        else:
            del self.fields["budget"]
        for name in ("place", "hours"):
            self.initial.setdefault(name, getattr(merchant, name))
        self.initial.setdefault("since", max(clock.today(), merchant.since))

    @property
    def main(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.MORE]

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name in self.MORE]

    @property
    def more_wrong(self) -> bool:
        return any(field.errors for field in self.more)

    def goods(self) -> Goods:
        data = dict(self.cleaned_data)
        data.pop("pictures")
        return Goods(**{**data, "monthly": data["monthly"] or 0, "days": tuple(data["days"])})
