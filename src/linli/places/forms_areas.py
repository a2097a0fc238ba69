"""Forms for areas, and for merging and splitting communities."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.places.areas import parts_to_choose
from linli.places.models import Estate, Place
from linli.places.operations.reforms import Decision, NewCommunity
from linli.places.queries import communities
from linli.places.rules import INSIDE

GROUND = 200
#: New communities that one split can make on the page.
MOST_NEW = 3
STAYS = "stays"


class PartsForm(forms.Form):
    """What lies in an area: estates, or single buildings."""

    parts = forms.MultipleChoiceField(
        label=_("What lies in it"),
        help_text=_("A whole estate, or single buildings of it. Areas may overlap."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, community: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parts"].choices = parts_to_choose(community)  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, list[int]]:
        """What the action takes."""
        parts = self.cleaned_data["parts"]
        return {
            "estates": [int(each[1:]) for each in parts if each.startswith("e")],
            "buildings": [int(each[1:]) for each in parts if each.startswith("b")],
        }


class AreaForm(PartsForm):
    """A new area."""

    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=60)
    name_en = forms.CharField(label=_("Name in English"), max_length=60, required=False)
    ground = forms.CharField(
        label=_("Ground"),
        help_text=_("The document or decision. It is public: write no private data."),
        max_length=GROUND,
    )
    field_order = ("name_zh", "name_en", "parts", "ground")


class PlaceForm(forms.Form):
    """A street of the district, or a community of a street; which, says where it lies."""

    parent = forms.ChoiceField(
        label=_("It lies in"),
        help_text=_("In the district it is a street or a town, in a street a community."),
    )
    code = forms.CharField(
        label=_("Official code"),
        help_text=_("From the statistics bureau's table: nine digits, for a community twelve."),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=60)
    name_en = forms.CharField(label=_("Name in English"), max_length=60, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [Place.Kind.DISTRICT, Place.Kind.STREET]
        rows = Place.objects.filter(kind__in=kinds, until=None).order_by("path")
        self.around = {str(place.pk): place for place in rows}
        self.fields["parent"].choices = [(pk, p.name) for pk, p in self.around.items()]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        parent = self.around[data["parent"]]
        return {
            "kind": INSIDE[parent.kind],
            "code": data["code"],
            "names": (data["name_zh"], data["name_en"] or data["name_zh"]),
            "parent": parent.pk,
        }


class DecisionForm(forms.Form):
    """What every decision on communities has."""

    on = forms.DateField(
        label=_("First day on which it holds"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    ground = forms.CharField(
        label=_("Ground"),
        help_text=_("The document or decision. It is public: write no private data."),
        max_length=GROUND,
    )
    sure = forms.BooleanField(
        label=_("I have the document before me. It cannot be taken back."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()

    def decision(self) -> Decision:
        return Decision(self.cleaned_data["on"], self.cleaned_data["ground"])

    def _new(self, number: str = "") -> NewCommunity | None:
        """The new community whose fields bear this number, when its code is given."""
        code, zh, en = (self.cleaned_data[f"{name}{number}"] for name in ("code", "zh", "en"))
        return NewCommunity(code, zh, en or zh) if code else None


def _new_fields(form: forms.Form, number: str = "", *, required: bool) -> None:
    texts = {
        "code": _("Official code of the new community"),
        "zh": _("Name in Chinese"),
        "en": _("Name in English"),
    }
    for name, label in texts.items():
        shown = f"{label} {number}".strip()
        needed = required and name != "en"
        form.fields[f"{name}{number}"] = forms.CharField(
            label=shown, max_length=20 if name == "code" else 60, required=needed
        )


class MergeForm(DecisionForm):
    """Which communities end, and what they become."""

    sources = forms.MultipleChoiceField(
        label=_("Communities that end"), widget=forms.CheckboxSelectMultiple
    )
    into = forms.ChoiceField(
        label=_("They become"),
        help_text=_("A community that goes on, or a new one whose code and name stand below."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _new_fields(self, required=False)
        places = [(str(p.pk), p.name) for p in communities().order_by("path")]
        self.fields["sources"].choices = places  # type: ignore[attr-defined]
        self.fields["into"].choices = [("new", _("a new community")), *places]  # type: ignore[attr-defined]
        self.order_fields(["sources", "into", "code", "zh", "en", "on", "ground", "sure"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("into") == "new":
            for name in ("code", "zh"):
                if not data.get(name):
                    self.add_error(name, _("A new community needs it."))
        return data

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        fresh = data["into"] == "new"
        return {
            "sources": [int(pk) for pk in data["sources"]],
            "into": None if fresh else int(data["into"]),
            "new": self._new() if fresh else None,
            "decision": self.decision(),
        }


class SplitForm(DecisionForm):
    """New communities, and where each estate goes."""

    def __init__(self, *args: Any, old: Place, estates: Sequence[Estate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = [str(n) for n in range(1, MOST_NEW + 1)]
        for number in numbers:
            _new_fields(self, number, required=number == "1")
        new = [(n, f"{_('New community')} {n}") for n in numbers]
        ways = [(STAYS, f"{_('stays in')} {old.name}"), *new]
        self.estates = list(estates)
        for estate in self.estates:
            self.fields[f"estate{estate.pk}"] = forms.ChoiceField(label=estate.name, choices=ways)
        self.fields["others"] = forms.ChoiceField(
            label=_("Residents without a known home"),
            help_text=_(
                "They stay while the old community goes on. If it ends, say who takes them."
            ),
            choices=[(STAYS, _("stay; the old community goes on")), *new],
        )
        homes = [f"estate{estate.pk}" for estate in self.estates]
        fresh = [f"{name}{n}" for n in numbers for name in ("code", "zh", "en")]
        self.order_fields([*fresh, *homes, "others", "on", "ground", "sure"])

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        new = {str(n): self._new(str(n)) for n in range(1, MOST_NEW + 1)}
        given = [number for number, each in new.items() if each]
        # a number whose fields are empty is none of the new ones: the action refuses it
        index = {number: given.index(number) if number in given else -1 for number in new}
        ways = {estate.pk: data[f"estate{estate.pk}"] for estate in self.estates}
        return {
            "new": [each for each in new.values() if each],
            "estates": {pk: index[way] for pk, way in ways.items() if way != STAYS},
            "others": None if data["others"] == STAYS else index[data["others"]],
            "decision": self.decision(),
        }
