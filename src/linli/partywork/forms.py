"""Forms about matters of the party organisation."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel import clock, places
from linli.kernel.actor import Actor
from linli.organisations.models import Organisation
from linli.partywork import parameters, queries
from linli.partywork.models import Affair, Opinion
from linli.partywork.states import Verb
from linli.partywork.wanted import Answer, Study, Vote, Wanted
from linli.places.models import Estate

NAMES_NOBODY = _("Everybody reads this: name nobody.")


def words_field(
    label: Any, *, most: int = parameters.WORDS_MAX, rows: int = 3, **options: Any
) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=widget, **options)


def text_field(**options: Any) -> forms.CharField:
    return words_field(
        _("The text that is to be decided"),
        most=parameters.TEXT_MAX,
        rows=8,
        **{"help_text": NAMES_NOBODY, **options},
    )


def day_field(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


def count_field(label: Any, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=parameters.MEMBERS_MOST, **options
    )


def share_words(share: Any) -> str:
    """A fraction of a profile, as people write it."""
    return str(share).replace(">=", "≥ ").replace(">1", "> 1")


class OpenForm(forms.Form):
    """What it is about, where, and the first draft."""

    place = forms.ChoiceField(label=pgettext_lazy("affair", "Whom it concerns"))
    title = forms.CharField(
        label=_("The matter in a few words"),
        max_length=parameters.TITLE_MAX,
        help_text=NAMES_NOBODY,
    )
    text = text_field()

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        near = [each for each in places.communities() if each.id in actor.reach]
        own = Organisation.objects.filter(pk=actor.organisation or 0).values_list(
            "estate", flat=True
        )
        bound = own.first()
        rows = Estate.objects.reached_by(actor).order_by("pk")
        estates = rows.filter(pk=bound) if bound else rows
        found = [] if bound else [(f"{each.id}", each.name_here) for each in near]
        found += [(f"{each.community_id}-{each.pk}", each.name) for each in estates]
        self.fields["place"].choices = found  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        data = self.cleaned_data
        community, _dash, estate = data["place"].partition("-")
        return Wanted(int(community), data["title"], data["text"], int(estate) if estate else None)


class SayForm(forms.Form):
    """A resident's opinion."""

    words = words_field(
        _("What do you think?"),
        rows=5,
        help_text=_(
            "You may speak instead: the microphone on your phone's keyboard writes it. Only the "
            "party organisation reads your words; everybody reads the answer."
        ),
    )


class TakeDownForm(forms.Form):
    """What was said elsewhere."""

    channel = forms.ChoiceField(label=_("Where it was said"), widget=forms.RadioSelect)
    words = words_field(_("What was said"), rows=5, help_text=_("Without the name of who said it."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        elsewhere = [each for each in Opinion.Channel.choices if each[0] != Opinion.Channel.PHONE]
        self.fields["channel"].choices = elsewhere  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What becomes of an opinion."""

    gist = words_field(
        _("The opinion in a few words"),
        most=parameters.GIST_MAX,
        rows=2,
        help_text=_("Everybody reads this instead of the words: name nobody, change nothing."),
    )
    stance = forms.ChoiceField(label=_("What becomes of it"), widget=forms.RadioSelect)
    words = words_field(_("How, or why not"), help_text=NAMES_NOBODY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stances = [each for each in Opinion.Stance.choices if each[0] != Opinion.Stance.WAITING]
        self.fields["stance"].choices = stances  # type: ignore[attr-defined]

    def answer(self) -> Answer:
        data = self.cleaned_data
        return Answer(data["stance"], data["gist"], data["words"])


class StepForm(forms.Form):
    """What one step of the course asks."""

    def __init__(self, *args: Any, verb: Verb, affair: Affair, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verb, self.affair = verb, affair
        law = affair.law
        if verb in {Verb.CONSULT, Verb.SHOW}:
            least = law.consult_days if verb is Verb.CONSULT else law.show_days
            self.fields["text"] = text_field(initial=queries.text_of(affair).text)
            self.fields["until"] = day_field(
                _("Until the end of which day"),
                initial=clock.today() + timedelta(days=least),
                help_text=_("At least %(least)s whole days, today not counted.") % {"least": least},
            )
        if verb in {Verb.STUDY, Verb.DECIDE}:
            self.fields["day"] = day_field(_("Day of the meeting"), initial=clock.today())
            self.fields["entitled"] = count_field(
                _("Entitled to come"), help_text=_("Members who may vote.")
            )
            quorum = law.study_quorum if verb is Verb.STUDY else law.decide_quorum
            self.fields["present"] = count_field(
                _("Came"),
                help_text=_("Of those entitled: %(share)s.") % {"share": share_words(quorum)},
            )
        if verb is Verb.DECIDE:
            of = _("of those entitled") if law.majority_of == "entitled" else _("of those who came")
            self.fields["agree"] = count_field(
                _("Agreed"),
                help_text=_("Adopted with %(share)s %(of)s.")
                % {"share": share_words(law.majority), "of": of},
            )
            self.fields["oppose"] = count_field(_("Opposed"), help_text=_("The others abstained."))
            self.fields["carry"] = forms.BooleanField(
                label=_("Somebody is to carry it out"),
                required=False,
                help_text=_("It becomes a resolution with an owner and a day."),
            )
            self.fields["words"] = words_field(
                _("What the meeting said besides"),
                required=False,
                help_text=_("Needed when it was not adopted. Everybody reads this: name nobody."),
            )
        if verb is Verb.STUDY:
            self.fields["words"] = words_field(_("What it said"), help_text=NAMES_NOBODY)
        if verb is Verb.WITHDRAW:
            self.fields["words"] = words_field(
                pgettext_lazy("affair", "Why"), help_text=NAMES_NOBODY
            )
        if verb is Verb.FILE:
            self.fields["number"] = forms.CharField(
                label=_("Number of the file"), max_length=parameters.FILE_NUMBER_MAX
            )

    def values(self) -> dict[str, Any]:
        """As the action of the step takes them."""
        if self.verb is Verb.STUDY:
            return {"study": Study(**self.cleaned_data)}
        if self.verb is Verb.DECIDE:
            return {"vote": Vote(**self.cleaned_data)}
        return dict(self.cleaned_data)
