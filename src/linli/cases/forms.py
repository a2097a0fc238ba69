"""Forms about joint cases: opening one, and one question for each act."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.cases import parameters, queries
from linli.cases.models import Case, Step
from linli.cases.models.case import TITLE_LENGTH
from linli.cases.states import Act
from linli.cases.wanted import Owed, Wanted
from linli.deliberation.forms_charter import day_field
from linli.deliberation.forms_topics import words_field
from linli.deliberation.models import Topic
from linli.files.forms import UploadsField
from linli.identity.queries import display_names
from linli.kernel import clock, places, workdays
from linli.kernel.actor import Actor
from linli.kernel.attachments import PDF, PICTURE
from linli.organisations.models import Office

NAMES_NOBODY = pgettext_lazy("case", "In a few words; name nobody.")


def papers_field(**options: Any) -> UploadsField:
    return UploadsField(
        accepts=frozenset({PDF, PICTURE}),
        most=parameters.PAPERS,
        label=_("Pictures and papers"),
        **options,
    )


def _names(offices: list[Office]) -> list[tuple[int, str]]:
    names = display_names(office.person_id for office in offices)
    return [
        (each.pk, f"{each.organisation.name} · {each.title} {names.get(each.person_id, '')}")
        for each in offices
    ]


class OpenForm(forms.Form):
    """What it is about, whom we ask, whether residents see it."""

    community = forms.TypedChoiceField(label=_("Community"), coerce=int)
    title = forms.CharField(
        label=_("The matter in a few words"), max_length=TITLE_LENGTH, help_text=NAMES_NOBODY
    )
    words = words_field(
        pgettext_lazy("case", "What is to be solved together"),
        most=parameters.TEXT_MAX,
        help_text=_("For the parties alone."),
    )
    organisations = forms.TypedMultipleChoiceField(
        label=_("Whom we ask to join"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    public = forms.BooleanField(
        label=_("Residents see the title, the parties, the steps and what is meant for them"),
        required=False,
    )
    papers = papers_field(help_text=_("For the parties alone."))

    def __init__(self, *args: Any, actor: Actor, topic: Topic | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topic = topic
        near = [p for p in places.communities() if p.id in actor.reach]
        if topic is not None:
            near = [p for p in near if p.id == topic.community]
            self.fields["title"].initial = topic.title
        self.fields["community"].choices = [(p.id, p.name_here) for p in near]  # type: ignore[attr-defined]
        asked: dict[int, str] = {}
        for place in near:
            for body in queries.may_be_asked(place.id, [actor.organisation or 0]):
                asked[body.pk] = body.name
        self.fields["organisations"].choices = list(asked.items())  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        data = self.cleaned_data
        return Wanted(
            community=data["community"],
            title=data["title"],
            words=data["words"],
            public=data["public"],
            topic=self.topic.pk if self.topic else None,
            invited=tuple(data["organisations"]),
        )


class WordsForm(forms.Form):
    """A word, which some acts need; papers with what is written or reported."""

    def __init__(
        self,
        *args: Any,
        label: Any,
        required: bool,
        papers: bool = False,
        hint: Any = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"] = words_field(
            label, most=parameters.TEXT_MAX, required=required, help_text=hint
        )
        if papers:
            self.fields["papers"] = papers_field()


class NoteForm(WordsForm):
    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        label = pgettext_lazy("case", "What the other parties should know")
        super().__init__(*args, label=label, required=True, papers=True, **kwargs)
        if case.public:
            self.fields["public"] = forms.BooleanField(
                label=_("Residents may read it"),
                required=False,
                help_text=_("With its pictures and papers; name nobody."),
            )


class InviteForm(forms.Form):
    organisation = forms.TypedChoiceField(label=_("Which organisation"), coerce=int)
    words = words_field(
        pgettext_lazy("case", "A word to it"), most=parameters.TEXT_MAX, required=False
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inside = [
            party.organisation_id
            for party in queries.parties_of(case.pk)
            if party.state in {"invited", "joined"}
        ]
        bodies = queries.may_be_asked(case.community, inside)
        self.fields["organisation"].choices = [(body.pk, body.name) for body in bodies]  # type: ignore[attr-defined]


class AddForm(forms.Form):
    """What, who owes it, until when; or with which meeting."""

    title = forms.CharField(
        label=pgettext_lazy("case", "What is to be done"),
        max_length=TITLE_LENGTH,
        help_text=NAMES_NOBODY,
    )
    office = forms.TypedChoiceField(
        label=_("Who owes it"), coerce=int, help_text=_("They are asked to accept it.")
    )
    meeting = forms.TypedChoiceField(
        label=_("It is a meeting with all parties"), coerce=int, empty_value=None, required=False
    )
    due_on = day_field(_("Until which day"), help_text=_("A working day; of a meeting its own."))
    words = words_field(
        pgettext_lazy("case", "A word to the owner"), most=parameters.TEXT_MAX, required=False
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = _names(queries.offices_in(case))  # type: ignore[attr-defined]
        met: list[tuple[Any, str]] = [("", "–")]
        for each in queries.joint_meetings(case.community):
            when = timezone.localtime(each.starts_at)
            met.append((each.pk, f"{when:%Y-%m-%d %H:%M}"))
        if len(met) == 1:
            del self.fields["meeting"]
        else:
            self.fields["meeting"].choices = met  # type: ignore[attr-defined]
        self.fields["due_on"].initial = workdays.shifted(clock.today(), 5)

    def owed(self) -> Owed:
        data = self.cleaned_data
        return Owed(
            data["title"], data["office"], data["due_on"], data.get("meeting"), data["words"]
        )


class AgainForm(forms.Form):
    """A new owner, a new day."""

    office = forms.TypedChoiceField(label=_("Who owes it"), coerce=int)
    due_on = day_field(_("Until which day"))
    words = words_field(
        pgettext_lazy("case", "A word to the owner"), most=parameters.TEXT_MAX, required=False
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = _names(queries.offices_in(case))  # type: ignore[attr-defined]
        self.fields["due_on"].initial = workdays.shifted(clock.today(), 5)


class ReopenForm(forms.Form):
    words = words_field(_("What is missing?"), most=parameters.TEXT_MAX)
    due_on = day_field(_("Until which day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = workdays.shifted(clock.today(), 5)


#: Label and whether it must be said.
SAID: dict[Act, tuple[Any, bool]] = {
    Act.JOIN: (pgettext_lazy("case", "A word to the parties"), False),
    Act.DECLINE: (pgettext_lazy("case", "Why it is not your matter"), True),
    Act.LEAVE: (pgettext_lazy("case", "Why you leave"), True),
    Act.CLOSE: (pgettext_lazy("case", "The outcome"), True),
    Act.REFUSE: (pgettext_lazy("case", "Why not, and who could"), True),
    Act.REPORT: (pgettext_lazy("case", "What was done, and what shows it"), True),
    Act.CONFIRM: (pgettext_lazy("case", "A word about it"), False),
    Act.DROP: (pgettext_lazy("case", "Why it is not needed any more"), True),
}


def form_of(act: Act, case: Case, step: Step | None, *data: Any) -> forms.Form:  # noqa: PLR0911 (one for each act)
    """What an act asks."""
    if act is Act.NOTE:
        return NoteForm(*data, case=case)
    if act is Act.INVITE:
        return InviteForm(*data, case=case)
    if act is Act.STEP:
        return AddForm(*data, case=case)
    if act is Act.HAND_ON and step is not None:
        return AgainForm(*data, case=case)
    if act is Act.REOPEN:
        return ReopenForm(*data)
    if act is Act.ACCEPT:
        return forms.Form(*data)
    label, required = SAID[act]
    read = act is Act.CLOSE and case.public
    return WordsForm(
        *data,
        label=label,
        required=required,
        papers=act is Act.REPORT,
        hint=_("Residents read it; name nobody.") if read else "",
    )
