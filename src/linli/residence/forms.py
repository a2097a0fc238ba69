"""Forms on homes. What the roster or an earlier claim knows is not among their questions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.residence.models import Relation
from linli.residence.parameters import WORDS_LENGTH

#: How somebody says that they belong to a home; whether they own alone, the roster knows.
AS_WHAT = (
    (Relation.OWNER.value, _("I own it (alone or with others)")),
    (Relation.TENANT.value, _("I rent it")),
    (Relation.FAMILY.value, _("My family lives here, and I with them")),
)


def words_field(label: Any, **options: Any) -> forms.CharField:
    options.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
    return forms.CharField(label=label, max_length=WORDS_LENGTH, **options)


def last_day() -> forms.DateField:
    return forms.DateField(
        label=_("Last day of the lease"),
        required=False,
        help_text=_("Only for tenants; it stands in the contract."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class AsWhatForm(forms.Form):
    """The last step of a claim."""

    relation = forms.ChoiceField(
        label=_("How do you belong to this home?"), choices=AS_WHAT, widget=forms.RadioSelect
    )
    until = last_day()


class ClaimForm(AsWhatForm):
    says = words_field(
        _("What staff should know"),
        required=False,
        help_text=_("Only if something is unusual. No household registration is needed."),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("Twelve letters and digits, from the slip or the invitation."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )


class InviteForm(forms.Form):
    relation = forms.ChoiceField(
        label=_("Whom do you invite?"), choices=(), widget=forms.RadioSelect
    )
    until = last_day()

    def __init__(self, *args: Any, owner: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [(Relation.FAMILY.value, _("Somebody of my family"))]
        if owner:
            options.append((Relation.TENANT.value, _("A tenant of mine")))
        else:
            del self.fields["until"]
        self.fields["relation"].choices = options  # type: ignore[attr-defined]
        self.fields["relation"].initial = Relation.FAMILY.value


class OtherSideForm(forms.Form):
    """What the holder of a home says to a claim on it."""

    gives_up = forms.TypedChoiceField(
        label=_("What do you say?"),
        choices=((0, _("It is mine: I object")), (1, _("It is right: I give it up"))),
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    says = words_field(_("Reason"), required=False)


class ApproveForm(forms.Form):
    """`roster_owner` is asked for owners alone."""

    roster_owner = forms.TypedChoiceField(
        label=_("Who of the roster is it?"), coerce=int, choices=(), widget=forms.RadioSelect
    )
    answer = words_field(_("Remark to the claimant"), required=False)

    def __init__(self, *args: Any, owners: list[tuple[int, str]] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if owners is None:
            del self.fields["roster_owner"]
        else:
            self.fields["roster_owner"].choices = owners  # type: ignore[attr-defined]


class SaysForm(forms.Form):
    """What the person says whose residence is doubted."""

    says = words_field(_("Why I belong to this home"))


class ReasonForm(forms.Form):
    answer = words_field(_("Reason, which the people concerned read"))
