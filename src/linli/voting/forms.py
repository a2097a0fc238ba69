"""Forms of the desk: draft, matters, candidates, tellers, steps; and of residents: objections."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.files.forms import UploadsField
from linli.kernel import clock
from linli.organisations.models import Organisation
from linli.places.models import Building, Estate, Unit
from linli.threads.forms import text_field
from linli.voting import parking
from linli.voting.catalogue import CONDITIONS, KINDS, Way
from linli.voting.in_force import for_estate
from linli.voting.models import Assembly, HandDelivery, Teller
from linli.voting.models.assembly import GROUND_LENGTH, TITLE_LENGTH, Ground, LegalMode
from linli.voting.models.matter import TITLE_LENGTH as MATTER_TITLE
from linli.voting.profiles.model import Profile

#: Parameters that the form offers an estate to set, where its profile leaves them to it.
SILENCE, PARKING = "counting.silence", "counting.count_parking"


def words_field(
    label: Any, *, length: int = 1000, rows: int = 3, **options: Any
) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=length, widget=widget, **options)


def moment_field(**options: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(
        widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **options
    )


def number_field(**options: Any) -> forms.CharField:
    """A person by their public number."""
    return forms.CharField(
        max_length=12,
        help_text=_("Twelve letters and digits; the person finds them under “Me”."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
        **options,
    )


class DraftForm(forms.Form):
    """Convener with its ground, dates, mode, and what the estate's own rules set."""

    title_zh = forms.CharField(label=_("Name in Chinese"), max_length=TITLE_LENGTH)
    title_en = forms.CharField(label=_("Name in English"), max_length=TITLE_LENGTH, required=False)
    scope = forms.ChoiceField(label=_("Who decides"), required=False)
    convener = forms.TypedChoiceField(label=_("Convening body"), coerce=int)
    ground = forms.ChoiceField(label=_("On which ground"), choices=Ground.choices)
    ground_text = forms.CharField(
        label=_("What the ground rests on"),
        max_length=GROUND_LENGTH,
        help_text=_("Resolution, list of signatures, order. It is public: write no private data."),
    )
    special = forms.BooleanField(label=_("Special meeting"), required=False)
    legal_mode = forms.ChoiceField(label=_("What the vote is in law"))
    opens_at = moment_field(label=_("Voting begins"))
    closes_at = moment_field(label=_("Voting ends"))
    silence = forms.ChoiceField(
        label=_("Owners who do not vote"),
        choices=[
            ("ACTUAL", _("do not take part")),
            ("FOLLOW_MAJORITY", _("are counted with the majority, as our rules of procedure say")),
        ],
        required=False,
    )
    count_parking = forms.BooleanField(
        label=_("Parking spaces count, as our rules of procedure say"), required=False
    )
    own_rules_text = words_field(
        _("The clause of the rules of procedure, word by word"), required=False
    )

    def __init__(
        self, *args: Any, estate: Estate, row: Assembly | None = None, **more: Any
    ) -> None:
        self.profile = for_estate(estate)
        more.setdefault("initial", _initial(row, self.profile))
        super().__init__(*args, **more)
        fields: dict[str, Any] = dict(self.fields)
        may_set = self.profile.rules.estate_may_set
        modes = self.profile.rules.legal_modes
        fields["legal_mode"].choices = [c for c in LegalMode.choices if c[0] in modes]
        fields["legal_mode"].help_text = self.profile.article("legal_modes")
        fields["opens_at"].help_text = self.profile.article("notice.days")
        if row is not None:
            for name in ("scope", "convener", "ground"):
                del self.fields[name]
        else:
            fields["scope"].choices = scopes(estate)
            fields["convener"].choices = [(o.pk, o.name) for o in conveners(estate, self.profile)]
            known = self.profile.rules.convening.grounds
            fields["ground"].choices = [c for c in Ground.choices if c[0] in known]
        for name, parameter in (("silence", SILENCE), ("count_parking", PARKING)):
            if parameter not in may_set:
                del self.fields[name]

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        data = self.cleaned_data
        counting = self.profile.rules.counting
        own: dict[str, Any] = {}
        if data.get("silence") not in {None, "", counting.silence}:
            own[SILENCE] = data["silence"]
        if "count_parking" in data and data["count_parking"] != counting.count_parking:
            own[PARKING] = data["count_parking"]
        found = {
            "titles": (data["title_zh"], data["title_en"]),
            "ground_text": data["ground_text"],
            "legal_mode": data["legal_mode"],
            "special": data["special"],
            "opens_at": data["opens_at"],
            "closes_at": data["closes_at"],
            "own_rules": own,
            "own_rules_text": data["own_rules_text"],
        }
        if "scope" in data:
            building, _colon, stair = data["scope"].partition(":")
            found |= {
                "building": int(building) if building else None,
                "stair_key": stair,
                "convener": data["convener"],
                "ground": data["ground"],
            }
        return found


def _initial(row: Assembly | None, profile: Profile) -> dict[str, Any]:
    if row is not None:
        return {
            "title_zh": row.title_zh,
            "title_en": row.title_en,
            "ground_text": row.ground_text,
            "special": row.special,
            "legal_mode": row.legal_mode,
            "opens_at": row.opens_at,
            "closes_at": row.closes_at,
            "silence": row.own_rules.get(SILENCE, profile.rules.counting.silence),
            "count_parking": row.own_rules.get(PARKING, profile.rules.counting.count_parking),
            "own_rules_text": row.own_rules_text,
        }
    rules = profile.rules
    first = clock.today() + timedelta(days=rules.notice.days + 1)
    last = first + timedelta(days=max(rules.voting.days_min, rules.notice.days))
    return {
        "opens_at": datetime.combine(first, time(9), clock.LOCAL),
        "closes_at": datetime.combine(last, time(20), clock.LOCAL),
        "silence": rules.counting.silence,
        "count_parking": rules.counting.count_parking,
    }


def scopes(estate: Estate) -> list[tuple[str, str]]:
    """The whole estate, each building, each stairwell."""
    found: list[tuple[str, str]] = [("", str(_("the whole estate")))]
    stairs: dict[int, dict[str, str]] = {}
    units = Unit.objects.within(estate.community_id).filter(estate=estate, gone=False)
    for building, key, name in (
        units.exclude(stair_key="").values_list("building", "stair_key", "stair").distinct()
    ):
        stairs.setdefault(building, {})[key] = name
    for block in Building.objects.filter(estate=estate).order_by("key"):
        found.append((f"{block.pk}:", block.label))
        inside = stairs.get(block.pk, {})
        found += [(f"{block.pk}:{key}", f"{block.label} {inside[key]}") for key in sorted(inside)]
    return found


def conveners(estate: Estate, profile: Profile) -> list[Organisation]:
    """Living bodies of the estate and its community, and the street above it."""
    kinds = {kind for several in profile.rules.convening.bodies.values() for kind in several}
    community = estate.community
    paths = [community.path[:end] for end in range(0, len(community.path) + 1, community.steplen)]
    rows = Organisation.objects.filter(kind__in=kinds, ended=False, place__path__in=paths)
    ours = [o for o in rows.select_related("place") if o.estate_id in {None, estate.pk}]
    return sorted(ours, key=lambda o: (o.estate_id is None, -len(o.place.path), o.pk))


class TextsForm(forms.Form):
    """A matter's words in both languages."""

    title_zh = forms.CharField(
        label=pgettext_lazy("matter", "Title in Chinese"), max_length=MATTER_TITLE
    )
    text_zh = words_field(_("Text in Chinese"), length=20_000, rows=8)
    title_en = forms.CharField(
        label=pgettext_lazy("matter", "Title in English"), max_length=MATTER_TITLE, required=False
    )
    text_en = words_field(_("Text in English"), length=20_000, rows=5, required=False)

    def texts(self) -> dict[str, tuple[str, str]]:
        data = self.cleaned_data
        return {
            "zh-hans": (data["title_zh"], data["text_zh"]),
            "en": (data["title_en"], data["text_en"]),
        }


class MatterForm(TextsForm):
    """Kind, words, and who carries it out until when."""

    field_order = ("kind", "title_zh", "text_zh", "title_en", "text_en", "seats", "unit")

    kind = forms.ChoiceField(label=_("Kind of matter"))
    seats = forms.IntegerField(
        label=_("Seats"), required=False, min_value=1, help_text=_("For an election only.")
    )
    unit = forms.IntegerField(
        label=_("Number of the home"),
        required=False,
        help_text=_("Only where it is about one home: its number stands on the home's page."),
    )
    owner_organisation = forms.TypedChoiceField(
        label=_("Who carries it out when it is adopted"),
        coerce=int,
        empty_value=None,
        required=False,
    )
    due_on = forms.DateField(
        label=pgettext_lazy("duty", "Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, row: Assembly, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: dict[str, Any] = dict(self.fields)
        fields["kind"].choices = [
            (kind.code, kind.title) for kind in KINDS.values() if kind.way != Way.PUBLISHED
        ]
        community = row.estate.community
        bodies = Organisation.objects.filter(ended=False, place=community)
        ours = [b for b in bodies.order_by("pk") if b.estate_id in {None, row.estate_id}]
        fields["owner_organisation"].choices = [("", ""), *((b.pk, b.name) for b in ours)]

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        names = ("kind", "seats", "unit", "owner_organisation", "due_on")
        return {**{name: data[name] for name in names}, "texts": self.texts()}


class PersonForm(forms.Form):
    """A candidate."""

    person = number_field(label=_("Number of the person"))


class ExamineForm(forms.Form):
    """Which of the profile's conditions a candidate does not meet; none means qualified."""

    reasons = forms.MultipleChoiceField(
        label=_("Conditions that are not met"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none when the candidate qualifies."),
    )
    words = words_field(_("Reason"), required=False, length=500)

    def __init__(self, *args: Any, conditions: tuple[str, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        fields: dict[str, Any] = dict(self.fields)
        fields["reasons"].choices = [(c, CONDITIONS[c]) for c in conditions if c in CONDITIONS]


class TellerForm(forms.Form):
    person = number_field(label=_("Number of the person"))
    role = forms.ChoiceField(label=pgettext_lazy("teller", "As what"), choices=Teller.Role.choices)
    collects = forms.BooleanField(
        label=_("May see who has not voted, to remind them; every look is recorded"),
        required=False,
    )


class AnswerForm(forms.Form):
    """Answer to an objection to the roll."""

    upheld = forms.TypedChoiceField(
        label=_("Ruling"),
        choices=[("1", _("upheld: the roll is corrected")), ("0", _("rejected"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    text = words_field(_("Reason"))


class WordsForm(forms.Form):
    """An objection, or an answer to one."""

    text = words_field(_("In your words"), length=2000, rows=5)


class TalkForm(forms.Form):
    """A post beside a matter. Its side is part of the post, as whoever wrote it said it."""

    side = forms.ChoiceField(
        label=_("What it is"),
        choices=[
            ("问", _("a question, or an answer")),
            ("赞成", _("a reason for it")),
            ("反对", _("a reason against it")),
        ],
        widget=forms.RadioSelect,
    )
    text = text_field(
        label=_("What would you like to say?"),
        help_text=_("All neighbours of this community read it. Write no private data."),
    )

    def said(self) -> str:
        return f"【{self.cleaned_data['side']}】{self.cleaned_data['text']}"


class RollObjectionForm(WordsForm):
    unit = forms.TypedChoiceField(label=pgettext_lazy("roll", "Which home"), coerce=int)

    field_order = ("unit", "text")

    def __init__(self, *args: Any, units: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


class BringForm(forms.Form):
    unit = forms.TypedChoiceField(label=pgettext_lazy("roll", "Which home"), coerce=int)
    way = forms.ChoiceField(label=_("How"), choices=HandDelivery.Way.choices)

    def __init__(self, *args: Any, units: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


class StepForm(forms.Form):
    """A step that needs nothing but the decision."""


class SignForm(forms.Form):
    result_hash = forms.CharField(widget=forms.HiddenInput)


class ParkForm(forms.Form):
    reason = forms.ChoiceField(label=_("What it waits for"), choices=list(parking.REASONS.items()))
    text = words_field(_("More about it"), length=GROUND_LENGTH, required=False)


class VoidForm(forms.Form):
    ground = forms.CharField(label=_("Decision: who, when, number"), max_length=GROUND_LENGTH)
    papers = UploadsField(most=3, help_text=_("A picture or PDF of the decision."))


class EmergencyForm(forms.Form):
    title = forms.CharField(label=pgettext_lazy("emergency", "What was done"), max_length=120)
    text = words_field(_("Why at once, by whom, and how it was checked"), length=4000, rows=6)
    amount = forms.DecimalField(label=_("Amount in yuan"), max_digits=12, decimal_places=2)

    def amount_fen(self) -> int:
        return int(self.cleaned_data["amount"] * 100)


class TickForm(forms.Form):
    step = forms.CharField(widget=forms.HiddenInput)
    done = forms.TypedChoiceField(
        choices=[("1", "1"), ("0", "0")], coerce=lambda v: v == "1", widget=forms.HiddenInput
    )


def homes(units: Any) -> list[tuple[int, str]]:
    """Choices of homes by their address."""
    return [(unit.pk, unit.label) for unit in units.order_by("position", "pk")]
