"""Forms about topics: one screen to raise one, one question for each step."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.deliberation import queries_topics
from linli.deliberation.forms_charter import day_field
from linli.deliberation.grounds import NOT_BY_DESK, Ground
from linli.deliberation.matters import body_codes, body_title, matters
from linli.deliberation.models import Topic
from linli.deliberation.models.proposal import PARTS
from linli.deliberation.parameters import (
    PART_MAX,
    PATH_MAX,
    PICTURES,
    PLEDGE_MAX,
    REASON_MAX,
    TEXT_MAX,
    TITLE_MAX,
)
from linli.deliberation.states import TRANSITIONS, State, Verb
from linli.deliberation.wanted import Finding, Voice
from linli.files.forms import UploadsField
from linli.identity.identifiers import cleaned
from linli.kernel import places
from linli.kernel.actor import Actor
from linli.organisations.models import Office
from linli.places.models import Building

NAMES_NOBODY = _("Everybody reads this: name nobody.")


def words_field(
    label: Any, *, most: int = REASON_MAX, rows: int = 3, **options: Any
) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=widget, **options)


class RaiseForm(forms.Form):
    """What, and where. Half a minute."""

    words = words_field(
        _("What should change?"),
        most=TEXT_MAX,
        help_text=_("You may speak instead: the microphone on your phone's keyboard writes it."),
    )
    building = forms.TypedChoiceField(
        label=pgettext_lazy("topic", "Where"), coerce=int, empty_value=None, required=False
    )
    post = forms.CharField(widget=forms.HiddenInput, required=False)
    pictures = UploadsField(most=PICTURES)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        community = actor.place or 0
        homes = queries_topics.homes_to_stand(actor.person or 0, community)
        mine = {home.unit.building_id: home.unit for home in homes}
        offered: list[tuple[Any, Any]] = [
            (pk, f"{unit.estate.name} {unit.building.label}") for pk, unit in mine.items()
        ]
        self.fields["building"].choices = [  # type: ignore[attr-defined]
            *offered,
            ("", _("elsewhere in the community")),
        ]
        if offered:
            self.fields["building"].initial = offered[0][0]

    def voice(self) -> Voice:
        data = self.cleaned_data
        return Voice(data["words"], data["building"], data["post"])


class RaiseForForm(forms.Form):
    """For whoever telephoned or came to the desk."""

    words = words_field(_("What was said"), most=TEXT_MAX)
    community = forms.TypedChoiceField(label=_("Community"), coerce=int)
    building = forms.TypedChoiceField(
        label=_("Which building"), coerce=int, empty_value=None, required=False
    )
    person = forms.CharField(
        label=_("Number of who said it"),
        max_length=12,
        required=False,
        help_text=_("Twelve letters and digits. Empty: somebody without a number here."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )
    pictures = UploadsField(most=PICTURES)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        near = [
            (each.id, each.name_here) for each in places.communities() if each.id in actor.reach
        ]
        rows = Building.objects.filter(estate__community__in=actor.reach).select_related("estate")
        whole: list[tuple[Any, Any]] = [("", _("the whole community"))]
        buildings = [(b.pk, f"{b.estate.name} {b.label}") for b in rows.order_by("estate", "pk")]
        self.fields["community"].choices = near  # type: ignore[attr-defined]
        self.fields["building"].choices = whole + buildings  # type: ignore[attr-defined]

    def clean_person(self) -> str:
        return cleaned(str(self.cleaned_data["person"])).upper()

    def voice(self) -> Voice:
        return Voice(self.cleaned_data["words"], self.cleaned_data["building"])


WORDS = {
    Verb.ACCEPT: _("What happens next"),
    Verb.ASK: _("What is missing?"),
    Verb.SEND: _("What you add"),
    Verb.REJECT: _("Why, and whom one may turn to"),
    Verb.DEFER: _("Why not now"),
    Verb.REFER: _("What the body is asked"),
    Verb.BACK: _("Why it is looked at anew"),
    Verb.REPORT: _("What was done, and what shows it"),
    Verb.CONFIRM: _("A word about it"),
    Verb.REOPEN: _("What is missing?"),
    Verb.WITHDRAW: _("Why"),
}


def _outside() -> list[tuple[str, str]]:
    return [(code, body_title(code)) for code in body_codes()]


class StepForm(forms.Form):
    """What one step asks."""

    def __init__(self, *args: Any, verb: Verb, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if verb is Verb.ACCEPT:
            self.fields["title"] = forms.CharField(
                label=_("The matter in a few words"),
                max_length=TITLE_MAX,
                initial=topic.title,
                help_text=NAMES_NOBODY,
            )
        if verb is Verb.REJECT:
            table = topic.state in {State.READY, State.OWNERS, State.RESIDENTS, State.REFERRED}
            grounds = [
                (code, label)
                for code, label in Ground.choices
                if code not in NOT_BY_DESK
                and (code != Ground.VOTED or table)
                and (code != Ground.SILENT or topic.state == State.RETURNED)
            ]
            self.fields["ground"] = forms.ChoiceField(
                label=pgettext_lazy("topic", "Ground"), choices=grounds
            )
        if verb is Verb.REFER:
            self.fields["body"] = forms.ChoiceField(label=_("To whom"), choices=_outside())
        if TRANSITIONS[verb].day:
            label = _("Day of the report") if verb is Verb.REFER else _("Until which day")
            self.fields["day"] = day_field(label)
        public = verb in {Verb.ACCEPT, Verb.REJECT, Verb.DEFER, Verb.REFER, Verb.REPORT, Verb.BACK}
        self.fields["words"] = words_field(
            WORDS[verb],
            required=TRANSITIONS[verb].words,
            help_text=NAMES_NOBODY if public else "",
        )


class MergeForm(forms.Form):
    into = forms.TypedChoiceField(label=_("With which"), coerce=int)
    words = words_field(_("A word to its raiser"), required=False)

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = choices  # type: ignore[attr-defined]


class CheckForm(forms.Form):
    """Who has the power, who has the means, then the way."""

    matter = forms.ChoiceField(label=_("Kind of matter"))
    power = forms.ChoiceField(label=_("Who has the power to decide"))
    means = forms.ChoiceField(label=_("Who has the means"))
    way = forms.ChoiceField(label=_("Where it goes"), choices=Topic.WAYS, widget=forms.RadioSelect)
    office = forms.TypedChoiceField(
        label=_("Done at once: whose office owes it"), coerce=int, empty_value=None, required=False
    )
    path = words_field(_("Outside body: the path to it"), most=PATH_MAX, rows=2, required=False)
    day = day_field(
        _("Until which day"),
        required=False,
        help_text=_("When it must be done, asked, or looked at again. Not for a meeting."),
    )
    words = words_field(_("Why this way"), help_text=NAMES_NOBODY)

    def __init__(self, *args: Any, offices: list[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = _outside()
        self.fields["matter"].choices = [(each.code, each.title) for each in matters().values()]  # type: ignore[attr-defined]
        self.fields["power"].choices = bodies  # type: ignore[attr-defined]
        self.fields["means"].choices = bodies  # type: ignore[attr-defined]
        owed: list[tuple[Any, str]] = [("", "")]
        owed += [(each.pk, f"{each.organisation.name} · {each.title}") for each in offices]
        self.fields["office"].choices = owed  # type: ignore[attr-defined]

    def finding(self) -> Finding:
        return Finding(**self.cleaned_data)


PART_WORDS = {
    "what": _("What is to be done"),
    "who": _("Who does it"),
    "means": _("With which means: money, things, hours"),
    "benefits": _("Who benefits"),
}


class ProposalForm(forms.Form):
    """I propose it, I take part, I benefit."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in PARTS:
            self.fields[name] = words_field(PART_WORDS[name], most=PART_MAX)
        self.fields["mine"] = forms.CharField(label=_("What I do myself"), max_length=PLEDGE_MAX)

    def parts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in PARTS}


class AmendForm(forms.Form):
    """The same parts, changed, and why."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in PARTS:
            self.fields[name] = words_field(PART_WORDS[name], most=PART_MAX)
        self.fields["reason"] = words_field(_("Why"))

    def parts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in PARTS}


class PledgeForm(forms.Form):
    doing = forms.CharField(label=_("I take part, with this"), max_length=PLEDGE_MAX)
