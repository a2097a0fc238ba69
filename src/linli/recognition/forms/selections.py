"""Forms: a decision on selections, and a selection."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.kernel.language import either
from linli.organisations.models import Organisation
from linli.recognition import parameters
from linli.recognition.forms import InCommunity
from linli.recognition.models import Purpose
from linli.recognition.selected import figure_titles
from linli.recognition.words import PURPOSES


def _day(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


class SwitchForm(InCommunity):
    on = forms.TypedChoiceField(
        label=_("What the decision says"),
        coerce=lambda value: value == "on",
        choices=[("on", _("Selections are on")), ("off", _("Selections are off"))],
    )
    since = _day(_("From"), initial=clock.today)
    decision = forms.CharField(label=_("Number on the decision"), max_length=80)
    decided_on = _day(_("Day of the decision"))


class ChoiceForm(forms.Form):
    numbers = forms.TypedMultipleChoiceField(
        label=_("Who was chosen"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nobody ticked: the body chose nobody."),
    )
    decision = forms.CharField(label=_("Number on the decision"), max_length=80)
    decided_on = _day(_("Day of the decision"), initial=clock.today)

    def __init__(self, *args: Any, rows: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["numbers"].choices = rows  # type: ignore[attr-defined]


class SelectionForm(InCommunity):
    title_zh = forms.CharField(label=_("Chinese title of the selection"), max_length=60)
    title_en = forms.CharField(label=_("English title of the selection"), max_length=80)
    purpose = forms.ChoiceField(
        label=_("What it is for"), choices=[(each.value, PURPOSES[each]) for each in Purpose]
    )
    figures = forms.MultipleChoiceField(
        label=_("What is looked at"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Points are those earned in that time; spending them lowers nothing."),
    )
    period_from = _day(_("Looked at from"))
    period_until = _day(_("Looked at until"))
    cutoff_at = forms.DateTimeField(
        label=_("Cut-off"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        help_text=_("The list is frozen as it is at this moment."),
    )
    consent_days = forms.IntegerField(
        label=_("Days before it to put oneself on the list"), min_value=1, max_value=366
    )
    body = forms.TypedChoiceField(label=_("Who selects"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [value for value, _title in self.fields["community"].choices]  # type: ignore[attr-defined]
        bodies = Organisation.objects.filter(place__in=places, ended=False).order_by("pk")
        self.fields["body"].choices = [  # type: ignore[attr-defined]
            (each.pk, either(each.name_zh, each.name_en)) for each in bodies
        ]
        self.fields["figures"].choices = list(figure_titles().items())  # type: ignore[attr-defined]
        days = max(parameters.announce_days(), parameters.consent_days())
        self.fields["consent_days"].initial = parameters.consent_days()
        self.fields["cutoff_at"].initial = clock.now().astimezone(clock.LOCAL).replace(
            hour=18, minute=0
        ) + timedelta(days=days + 1)
