"""Forms: rules as decided, and words for a decision or an appeal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.awards.breaches import BREACHES, profile
from linli.awards.deeds import KINDS
from linli.awards.defaults import LIMITS
from linli.awards.models import SCANS_MOST, TEXT_LENGTH, Version
from linli.awards.reckoning import Book
from linli.files.forms import UploadsField
from linli.kernel import clock, places
from linli.kernel.attachments import PDF, PICTURE

MOST = 1_000_000
DAYS = ("answer_days", "appeal_days")
#: A day so far from today is still a day of the calendar: ten years back, a hundred ahead.
MOST_DAYS, MOST_MONTHS = 3_660, 1_200


def number(
    label: Any, *, required: bool = False, least: int = 0, most: int = MOST
) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, required=required)


def day(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


class WordsForm(forms.Form):
    words = forms.CharField(
        label=_("Reason"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever is concerned reads it. It is kept sealed."),
    )


class ScanForm(forms.Form):
    scans = UploadsField(
        label=_("Scans"), accepts=frozenset({PICTURE, PDF}), most=SCANS_MOST, required=True
    )


#: Column of a rule -> its label; `{}` is the kind of deed.
PARTS = {
    "base": _("points"),
    "per_hour": _("more for each hour"),
    "hard_extra": _("more where it was hard"),
    "cap_day": _("at most a day"),
    "cap_month": _("at most a month"),
    "months": _("good for how many months"),
}


class RulesForm(forms.Form):
    """The decision, the limits, and for each kind of deed what it earns. Left empty: no limit."""

    community = forms.TypedChoiceField(label=_("Community"), coerce=int)
    decided_by = forms.ChoiceField(label=_("Who decided"), choices=Version.Decided.choices)
    decision = forms.CharField(
        label=_("Number of the decision"),
        max_length=80,
        help_text=_("As it stands on the document, so that everybody finds it."),
    )
    decided_on = day(_("Day of the decision"))
    since = day(_("In force from"), help_text=_("A later day than today: never for the past."))
    person_month = number(_("All together: at most a person a month"))
    pair_week = number(_("The same two people: looked at above this many times a week"))
    cycle_days = number(_("Favours in a circle: looked at within this many days"), most=MOST_DAYS)
    late_days = number(_("Entered late: looked at after this many days"), most=MOST_DAYS)
    answer_days = number(_("Sanctions: days to answer"), least=1, most=90)
    appeal_days = number(_("Sanctions: days to appeal"), least=1, most=90)

    def __init__(self, *args: Any, reach: frozenset[int], book: Book, **kwargs: Any) -> None:
        initial = {name: getattr(book, name) for name in (*LIMITS, *DAYS)}
        initial |= {f"breach_{kind}": points for kind, points in book.breaches.items()}
        initial |= {
            f"{kind}_{part}": getattr(rule, part)
            for kind, rule in book.rules.items()
            for part in PARTS
        }
        super().__init__(*args, **{"initial": initial} | kwargs)
        self.fields["community"].choices = [  # type: ignore[attr-defined]
            (each.id, each.name_here) for each in places.communities() if each.id in reach
        ]
        for kind, about in KINDS.items():
            for part, label in PARTS.items():
                if (part == "per_hour" and not about.timed) or (
                    part == "hard_extra" and not about.graded
                ):
                    continue
                least, most = (1, MOST_MONTHS) if part == "months" else (0, MOST)
                words = f"{about.title} · {label}"
                self.fields[f"{kind}_{part}"] = number(words, least=least, most=most)
        known = profile()
        for kind, title in BREACHES.items():
            words = _("%(kind)s · points it costs") % {"kind": title}
            self.fields[f"breach_{kind}"] = number(words, least=known.least, most=known.most)

    def head(self) -> dict[str, Any]:
        names = ("since", "decided_by", "decision", "decided_on", *LIMITS, *DAYS)
        return {name: self.cleaned_data[name] for name in names}

    def lines(self) -> list[dict[str, Any]]:
        """A line for each kind that earns something."""
        found = []
        for kind in KINDS:
            values = {part: self.cleaned_data.get(f"{kind}_{part}") for part in PARTS}
            if not (values["base"] or values["per_hour"]):
                continue
            for part in ("base", "per_hour", "hard_extra"):
                values[part] = values[part] or 0
            values["months"] = values["months"] or 24
            found.append({"kind": kind, **values})
        return found

    def breaches(self) -> dict[str, int]:
        """What each kind of breach costs; those that cost nothing are left out."""
        points = {kind: self.cleaned_data.get(f"breach_{kind}") for kind in BREACHES}
        return {kind: each for kind, each in points.items() if each}

    def clean(self) -> dict[str, Any] | None:
        found = super().clean()
        if not self.errors and not self.lines():
            self.add_error(None, str(_("No kind of deed earns anything.")))
        return found


class SanctionForm(forms.Form):
    person = forms.CharField(
        label=_("Number of the person"),
        max_length=20,
        help_text=_("They find the number under “Me”."),
    )
    kind = forms.ChoiceField(label=_("Which breach"))
    day = day(_("Day of the breach"), help_text=_("The rules in force on that day count."))
    words = forms.CharField(
        label=pgettext_lazy("sanction", "What happened"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads it and may answer. It is kept sealed."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = list(BREACHES.items())  # type: ignore[attr-defined]
        self.fields["day"].initial = clock.today()
