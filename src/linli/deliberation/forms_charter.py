"""The forms of a charter: every parameter, and the decision by which it is ratified."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.deliberation.models import Charter
from linli.deliberation.models.charter import DECISION_LENGTH
from linli.deliberation.patterns import Pattern, ratifiers
from linli.deliberation.rhythms import joined, rhythm_choices, split
from linli.deliberation.terms import DESKS, PICKING, PUBLICATION, SEATED, SERIES, Terms
from linli.deliberation.words import LABELS, PICKING_WORDS, PUBLICATION_WORDS, SERIES_WORDS
from linli.kernel import places
from linli.kernel.actor import Actor
from linli.organisations.kinds import Kind
from linli.places.models import Estate

SETS: dict[str, list[tuple[str, Any]]] = {
    "triage_by": [(code, Kind(code).label) for code in DESKS],
    "picking": [(code, PICKING_WORDS[code]) for code in PICKING],
    "publication": [(code, PUBLICATION_WORDS[code]) for code in PUBLICATION],
}
NUMBERS = tuple(
    name for name in Terms.model_fields if name not in {*SETS, "seats", "meetings", "form"}
)
MOST = 100_000


def day_field(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


class MessageForm(forms.Form):
    """What somebody says of it."""

    text = forms.CharField(
        label=_("What do you say to it?"), widget=forms.Textarea(attrs={"rows": 2})
    )


class CharterForm(forms.Form):
    """Begins from a template; what is changed is this draft's own."""

    template = forms.CharField(widget=forms.HiddenInput)
    community = forms.TypedChoiceField(label=_("Community"), coerce=int)
    estate = forms.TypedChoiceField(
        label=_("For which estate"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, actor: Actor, pattern: Pattern, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        near = [
            (each.id, each.name_here) for each in places.communities() if each.id in actor.reach
        ]
        rows = Estate.objects.reached_by(actor).order_by("pk")
        whole: list[tuple[Any, Any]] = [("", _("the whole community"))]
        self.fields["community"].choices = near  # type: ignore[attr-defined]
        self.fields["estate"].choices = whole + [(each.pk, each.name) for each in rows]  # type: ignore[attr-defined]
        self.fields["template"].initial = pattern.key
        self.terms_before = pattern.terms
        self._parameters(pattern.terms)

    def _parameters(self, terms: Terms) -> None:
        values = terms.plain()
        self.fields["form"] = forms.ChoiceField(
            label=LABELS["form"], choices=Charter.FORMS, initial=values["form"]
        )
        for name in SERIES:
            rhythm, at = (
                split(values["meetings"][name]) if name in values["meetings"] else ("", None)
            )
            self.fields[f"rhythm_{name}"] = forms.ChoiceField(
                label=SERIES_WORDS[name],
                choices=[("", _("none")), *rhythm_choices()],
                initial=rhythm,
                required=False,
            )
            self.fields[f"time_{name}"] = forms.TimeField(
                label=_("at what time"),
                initial=at,
                required=False,
                widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            )
        for name in NUMBERS:
            self.fields[name] = forms.IntegerField(
                label=LABELS[name], initial=values[name], min_value=0, max_value=MOST
            )
        for kind in SEATED:
            self.fields[f"seats_{kind}"] = forms.IntegerField(
                label=f"{LABELS['seats']}{_(': ')}{Kind(kind).label}",
                initial=values["seats"].get(kind, 0),
                min_value=0,
                max_value=50,
            )
        for name, choices in SETS.items():
            self.fields[name] = forms.MultipleChoiceField(
                label=LABELS[name],
                choices=choices,
                initial=values[name],
                widget=forms.CheckboxSelectMultiple,
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for name in SERIES:
            if data.get(f"rhythm_{name}") and not data.get(f"time_{name}"):
                self.add_error(f"time_{name}", _("Say at what time."))
        return data

    def terms(self) -> dict[str, Any]:
        data = self.cleaned_data
        found: dict[str, Any] = {name: data[name] for name in NUMBERS}
        found |= {name: data[name] for name in SETS}
        found["form"] = data["form"]
        found["seats"] = {kind: n for kind in SEATED if (n := data[f"seats_{kind}"])}
        found["meetings"] = {
            name: joined(data[f"rhythm_{name}"], data[f"time_{name}"])
            for name in SERIES
            if data[f"rhythm_{name}"]
        }
        return found


class RatifyForm(forms.Form):
    """What was decided, with its counts."""

    decided_by = forms.ChoiceField(label=_("Who decided"))
    decision = forms.CharField(
        label=_("Number of the decision"),
        max_length=DECISION_LENGTH,
        help_text=_("As it stands on the document, so that everybody finds it."),
    )
    decided_on = day_field(_("Day of the decision"))
    entitled = forms.IntegerField(label=_("How many could decide"), min_value=1, max_value=10**6)
    votes_for = forms.IntegerField(label=_("Votes for it"), min_value=0, max_value=10**6)
    votes_against = forms.IntegerField(label=_("Votes against it"), min_value=0, max_value=10**6)
    votes_abstain = forms.IntegerField(label=_("Abstentions"), min_value=0, max_value=10**6)
    since = day_field(
        _("In force from"), help_text=_("A later day than today: never for the past.")
    )

    COUNTS = ("entitled", "votes_for", "votes_against", "votes_abstain")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = [(each.code, each.title) for each in ratifiers().values()]
        self.fields["decided_by"].choices = bodies  # type: ignore[attr-defined]

    def decided(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        data["counts"] = {name: data.pop(name) for name in self.COUNTS}
        return data
