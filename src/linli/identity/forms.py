"""Forms of one's own data and of the work on people. They check shape; actions decide."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from linli.identity import words
from linli.identity.models import Correction, Person, PrivateAccess, Report, Transfer
from linli.identity.names import NAME_MAX
from linli.identity.parameters import TEXT_MAX
from linli.kernel import places

#: Separators are cleaned away, so more than 18 characters may be typed.
ID_TYPED = 40


def _id_field(**more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"})
    return forms.CharField(label=_("ID number"), max_length=ID_TYPED, widget=widget, **more)


def _name_field(**more: Any) -> forms.CharField:
    return forms.CharField(label=_("Full name"), max_length=NAME_MAX, **more)


def _text_field(label: Any, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=TEXT_MAX, widget=widget, **more)


def _sure_field(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


def _seen_field() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("I have the original in my hands and compared the photograph."),
        error_messages={"required": _("Papers must be seen.")},
    )


def community_choices() -> list[tuple[str, list[tuple[int, str]]]]:
    """Communities under their streets, in the reader's language."""
    language = get_language() or ""
    groups: dict[str, list[tuple[int, str]]] = {}
    for each in places.communities():
        groups.setdefault(each.street(language), []).append((each.id, each.name(language)))
    return list(groups.items())


class CommunityForm(forms.Form):
    community = forms.TypedChoiceField(
        label=_("My community"), coerce=int, choices=community_choices
    )


class WelcomeForm(CommunityForm):
    """The first page after signing up: where I live, and the processing that must be."""

    agreed = forms.BooleanField(
        label=_("I have read this and agree"),
        error_messages={"required": _("Without it there is no service.")},
    )


class NameForm(forms.Form):
    name = _name_field(required=False, help_text=_("As on the ID card."))
    title = forms.ChoiceField(
        label=_("Form of address"), choices=list(words.TITLES.items()), required=False
    )


class ShownForm(forms.Form):
    shown = forms.ChoiceField(
        label=_("How others see my name"), choices=Person.Shown.choices, widget=forms.RadioSelect
    )


class RealNameForm(forms.Form):
    name = _name_field()
    id_number = _id_field()


class AskCorrectionForm(forms.Form):
    part = forms.ChoiceField(label=_("What is wrong"), choices=Correction.Field.choices)
    value = forms.CharField(label=_("How it should be"), max_length=NAME_MAX)
    reason = _text_field(_("Why"), help_text=_("For example: a letter was mistaken."))


class EraseForm(forms.Form):
    sure = _sure_field(_("Yes, delete my data and close my account"))


class EraseChildForm(forms.Form):
    sure = _sure_field(_("Yes, delete the child's data"))


class AnswerForm(forms.Form):
    objects = forms.TypedChoiceField(
        label=_("My answer"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("I object")), ("no", _("I agree"))],
        widget=forms.RadioSelect,
    )
    text = _text_field(_("Why"), required=False, help_text=_("Needed when you object."))


class ChildForm(forms.Form):
    name = _name_field()
    id_number = _id_field(help_text=_("Of the child, as in the household register."))


class BlockForm(forms.Form):
    public_id = forms.CharField(
        label=_("Number of the person"),
        max_length=20,
        help_text=_("Twelve letters and digits; it stands beside what the person writes."),
    )


class ReportForm(BlockForm):
    reason = forms.ChoiceField(
        label=_("What it is about"), choices=Report.Reason.choices, widget=forms.RadioSelect
    )
    text = _text_field(_("What happened"), required=False)


class SearchForm(forms.Form):
    """Sent by POST, so that no name stands in an address."""

    by = forms.ChoiceField(
        label=_("Search by"),
        choices=[
            ("name", _("full name")),
            ("phone", _("last four digits of the phone")),
            ("id_number", _("ID number")),
        ],
    )
    text = forms.CharField(
        label=_("Search for"),
        max_length=NAME_MAX,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class RevealForm(forms.Form):
    part = forms.ChoiceField(
        label=_("Field"),
        choices=[
            ("id_number", _("ID number")),
            ("phone", _("phone number")),
            ("name", _("full name")),
        ],
    )
    reason = forms.ChoiceField(
        label=_("Reason"),
        # no field is opened in order to select: lists of selections show what they show
        choices=[each for each in PrivateAccess.Reason.choices if each[0] != "select"],
    )


class VerifyForm(RealNameForm):
    seen = _seen_field()


class ProposeForm(AskCorrectionForm):
    pass


class DecideForm(forms.Form):
    """`decision` is `yes` or `no`; the answer is read by the people concerned."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("yes", _("Grant")), ("no", _("Refuse"))],
        widget=forms.RadioSelect,
    )
    answer = _text_field(_("Reason that the people concerned read"), required=False)


class CorrectionDecisionForm(DecideForm):
    """Whoever confirms types the value from the papers: two people have read it."""

    value = forms.CharField(
        label=_("How it stands on the papers"),
        max_length=NAME_MAX,
        required=False,
        help_text=_("Needed to confirm. Type it from the original."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("decision", "value", "answer")


class ReportDecisionForm(DecideForm):
    decision = forms.ChoiceField(
        label=_("Outcome"),
        choices=[("yes", _("acted on")), ("no", _("no breach found"))],
        widget=forms.RadioSelect,
    )


class TransferForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is claimed"), choices=Transfer.Kind.choices)
    value = forms.CharField(
        label=_("The number"),
        max_length=ID_TYPED,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    name = _name_field(required=False, help_text=_("As on the papers; needed for an ID number."))
    reason = _text_field(_("Ground, and which papers were seen"))


class LostFactorForm(forms.Form):
    reason = _text_field(_("What happened, and which papers were seen"))
    seen = _seen_field()


class LostPhoneForm(LostFactorForm):
    phone = forms.CharField(
        label=_("New mobile number"),
        max_length=ID_TYPED,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    field_order = ("phone", "reason", "seen")


class ClaimPhoneForm(forms.Form):
    reason = _text_field(
        _("Why it is yours"), help_text=_("For example: the operator gave me this number.")
    )


class OtherForm(forms.Form):
    """Names a second person by their number: for merging, for a guardian."""

    public_id = forms.CharField(label=_("Number of the other record"), max_length=20)


class GuardianForm(OtherForm):
    step = forms.ChoiceField(
        label=_("Step"),
        choices=[("link", _("enter as guardian")), ("end", _("end as guardian"))],
    )
