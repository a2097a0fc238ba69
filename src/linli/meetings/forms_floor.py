"""What a motion or a step asks of whoever takes it; the machine alone says whether it will do."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.deliberation.floor.amending import textual, words_of
from linli.deliberation.floor.kinds import (
    SUSPENDABLE,
    HouseRule,
    Kind,
    Method,
    Outcome,
    Scope,
    Side,
)
from linli.deliberation.floor.saying import given
from linli.deliberation.floor.stack import amendment_target, root
from linli.deliberation.floor.state import Floor
from linli.deliberation.floor.table import TABLE
from linli.meetings.candidates import candidates
from linli.meetings.parameters import WORDS_MAX
from linli.meetings.words_floor import headline, number, word

TEXT_MAX = WORDS_MAX
BODY_MAX = 40


def words(label: Any, *, required: bool = True, rows: int = 4, help_text: Any = "") -> forms.Field:
    return forms.CharField(
        label=label,
        required=required,
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
    )


def day(label: Any, *, required: bool = True) -> forms.Field:
    return forms.DateField(
        label=label, required=required, widget=forms.DateInput(attrs={"type": "date"})
    )


def whole(label: Any, *, least: int = 1, required: bool = True) -> forms.Field:
    return forms.IntegerField(label=label, min_value=least, required=required)


def choice(label: Any, choices: list[tuple[str, Any]], *, required: bool = True) -> forms.Field:
    widget = forms.RadioSelect
    return forms.ChoiceField(label=label, choices=choices, required=required, widget=widget)


class MoveForm(forms.Form):
    """The fields of one kind of motion, as the machine's table names them."""

    moment = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        kind: Kind,
        state: Floor,
        items: Mapping[str, str],
        seat: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.state, self.items, self.seat = kind, state, items, seat
        if kind is Kind.AMEND:
            self._amend()
            return
        row = TABLE[kind]
        for name in (*row.must, *row.may):
            self._add(name, required=name in row.must)
        if kind is Kind.MAIN:
            self._item()

    # --- fields ------------------------------------------------------------------------------------
    def _add(self, name: str, *, required: bool, initial: Any = None) -> None:
        field = self._field(name, required=required)
        if initial is not None:
            field.initial = initial
        self.fields[name] = field

    def _field(self, name: str, *, required: bool) -> forms.Field:
        makers: dict[str, Callable[[], forms.Field]] = {
            "text": lambda: words(_("The motion: what the meeting is to decide"), rows=5),
            "minutes": lambda: whole(_("How many minutes"), required=required),
            "until": lambda: forms.DateTimeField(
                label=_("When the meeting goes on"),
                widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
            ),
            "on": lambda: day(_("To which day"), required=required),
            "body": lambda: forms.CharField(
                label=_("To whom"), max_length=BODY_MAX, required=required
            ),
            "report_on": lambda: day(_("Day of the report"), required=required),
            "seconds": lambda: whole(_("Seconds for a speech"), required=False),
            "speeches": lambda: whole(_("Speeches of each"), required=False),
            "scope": self._scope,
            "method": lambda: choice(_("Method of voting"), [(m.value, word(m)) for m in Method]),
            "rule": lambda: choice(
                _("Which rule"), [(r.value, word(r)) for r in HouseRule if r in SUSPENDABLE]
            ),
            "motion": lambda: choice(
                pgettext_lazy("floor", "Which motion"), self._motions(), required=False
            ),
            "decorum": lambda: forms.BooleanField(
                label=_("It is about somebody's conduct"), required=False
            ),
        }
        return makers[name]()

    def _scope(self) -> forms.Field:
        field = choice(_("For which motions"), [(s.value, word(s)) for s in Scope], required=False)
        field.initial = Scope.ONE.value
        return field

    def _motions(self) -> list[tuple[str, str]]:
        """What there is to withdraw, to take up or to reconsider."""
        found = candidates(self.state, self.kind, self.seat)
        return [
            (each.id, f"{number(each.id)} {headline(each.kind)} {(each.terms.text or '')[:40]}")
            for each in found
        ]

    def _item(self) -> None:
        held = {each.main.item for each in self.state.settled}
        open_items = [(key, title) for key, title in self.items.items() if key not in held]
        if open_items:
            label = _("Item of the agenda")
            choices = [*open_items, ("", _("none of them"))]
            self.fields["item"] = choice(label, choices, required=False)
            self.fields["item"].initial = open_items[0][0]
            self.order_fields(["item", "text"])

    def _amend(self) -> None:
        """One screen: the words as they stand, to be changed; or the fields of what has no text."""
        target = amendment_target(self.state)
        if target is None:
            return
        if textual(self.state, target):
            _name, before = words_of(target)
            label = _("How it should read")
            help_text = _("Change the words as they stand; everybody sees what differs.")
            self.fields["text"] = words(label, rows=6, help_text=help_text)
            self.fields["text"].initial = before
            return
        row = TABLE[root(self.state.stack, target).kind]
        for name, value in given(target.terms).items():
            if name in {*row.must, *row.may} - {"scope"}:
                stands: Any = value
                if isinstance(value, datetime):
                    stands = localtime(value).strftime("%Y-%m-%dT%H:%M")
                self._add(name, required=True, initial=stands)

    # --- the command ----------------------------------------------------------------------------
    def command(self) -> dict[str, Any]:
        """`do`, `kind`, `terms` and `item`, without what was left empty or stands unchanged."""
        said = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"moment", "item"} and value not in (None, "", False)
        }
        if self.kind is Kind.AMEND:
            said = {name: value for name, value in said.items() if self._differs(name, value)}
        terms = {name: _plain(value) for name, value in said.items()}
        found: dict[str, Any] = {"do": "move", "kind": self.kind.value, "terms": terms}
        if self.cleaned_data.get("item"):
            found["item"] = self.cleaned_data["item"]
        return found

    def _differs(self, name: str, value: Any) -> bool:
        """An unchanged text is sent, so that the machine says that it changes nothing."""
        target = amendment_target(self.state)
        return name == "text" or target is None or given(target.terms).get(name) != value


def _plain(value: Any) -> Any:
    """As JSON has it; times in the zone in which they were written."""
    if hasattr(value, "tzinfo"):
        zone = get_current_timezone()
        return (value if value.tzinfo else value.replace(tzinfo=zone)).isoformat()
    return value.isoformat() if hasattr(value, "isoformat") else value


class StepForm(forms.Form):
    """A step that asks for more than a tap. `people`: seat -> name; `items`: item -> title."""

    moment = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        do: str,
        state: Any,
        people: Mapping[str, str],
        items: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.do, self.state, self.people, self.items = do, state, people, items
        for name, field in STEPS[do](self).items():
            self.fields[name] = field

    def command(self) -> dict[str, Any]:
        said = {
            name: _plain(value)
            for name, value in self.cleaned_data.items()
            if name != "moment" and value not in (None, "")
        }
        return {"do": COMMANDS.get(self.do, self.do), **said}


Fields = dict[str, forms.Field]


def _count(_form: StepForm) -> Fields:
    labels = {
        "yes": pgettext_lazy("cast", "Yes"),
        "no": pgettext_lazy("cast", "No"),
        "abstain": pgettext_lazy("cast", "Abstain"),
    }
    return {name: whole(label, least=0) for name, label in labels.items()}


def _members(form: StepForm, *, present: bool) -> list[tuple[str, str]]:
    keys = form.state.present if present else form.state.members
    return [(key, form.people.get(key, key)) for key in keys if key != form.state.presiding]


def _hand_over(form: StepForm) -> Fields:
    return {"to": choice(_("To whom"), _members(form, present=True))}


def _recuse(form: StepForm) -> Fields:
    choices = list(form.items.items())
    if isinstance(form.state, Floor) and form.state.stack:
        main = form.state.stack[0]
        if main.item is None:
            label = f"{headline(main.kind)} {number(main.id)}"
            choices.insert(0, (main.id, label))
    return {"item": choice(_("From what do you recuse yourself?"), choices)}


def _dispose(form: StepForm) -> Fields:
    kinds = [(o.value, word(o)) for o in Outcome]
    if isinstance(form.state, Floor):
        kinds = [each for each in kinds if each[0] != Outcome.ADOPTED]
    out = {item for member, item in form.state.recused if member == form.state.presiding}
    return {
        "item": choice(
            _("Item of the agenda"), [each for each in form.items.items() if each[0] not in out]
        ),
        "outcome": choice(_("What becomes of it"), kinds),
        "reason": words(_("Why"), rows=2),
        "on": day(_("Deferred to, or report on, which day"), required=False),
        "body": forms.CharField(label=_("Referred to whom"), max_length=BODY_MAX, required=False),
    }


def _question(form: StepForm) -> Fields:
    return {
        "text": words(_("The question"), rows=3),
        "to": choice(_("To whom"), _members(form, present=False)),
    }


def _add_task(form: StepForm) -> Fields:
    state = form.state
    due = day(_("Until which day"))
    due.initial = state.day + timedelta(days=14)
    fields = {
        "text": words(_("What is done"), rows=3),
        "who": choice(_("Who does it"), [(k, form.people.get(k, k)) for k in state.members]),
        "due": due,
    }
    asked = [
        (q.id, f"{q.id.removeprefix('q')} {q.text[:40]}")
        for q in state.questions
        if q.state == "open"
    ]
    if asked:
        choices = [*asked, ("", _("none of them"))]
        fields["question"] = choice(_("Which open question"), choices, required=False)
    if form.items:
        fields["item"] = choice(_("Item of the agenda"), list(form.items.items()), required=False)
    return fields


def _ask_for(form: StepForm) -> Fields:
    """Somebody in the room raised a hand: they have no phone, or it does not work."""
    fields = {"member": choice(_("Who raised a hand"), _members(form, present=True))}
    if isinstance(form.state, Floor):
        sides = [(side.value, word(side)) for side in Side]
        fields["side"] = choice(_("On which side"), sides)
    return fields


#: Pages whose command has another name.
COMMANDS = {"ask_for": "ask"}
STEPS: dict[str, Any] = {
    "ask_for": _ask_for,
    "count": _count,
    "hand_over": _hand_over,
    "recuse": _recuse,
    "leave": lambda _form: {},
    "close": lambda _form: {},
    "dispose": _dispose,
    "extend": lambda _form: {"minutes": whole(_("How many minutes"))},
    "question": _question,
    "add_task": _add_task,
}
