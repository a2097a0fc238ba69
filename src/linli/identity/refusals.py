"""What people read when identity refuses."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "identity.id_shape": Text(
        _("This is not an ID number."),
        _("It has 18 characters: 17 digits, then a digit or X."),
        422,
    ),
    "identity.id_check_digit": Text(
        _("The last character of the ID number does not fit the others."),
        _("Compare it with the card, digit by digit."),
        422,
    ),
    "identity.id_birth_date": Text(
        _("The birth date in this ID number is not possible."),
        _("Compare digits 7 to 14 with the card."),
        422,
    ),
    "identity.phone_shape": Text(
        _("This is not a mobile number."),
        _("It has 11 digits and begins with 13 to 19."),
        422,
    ),
    "identity.name_shape": Text(
        _("This does not look like a name."),
        _("Write it as on the ID card: letters only, no digits."),
        422,
    ),
    "identity.credit_code_shape": Text(
        _("This is not a unified social credit code."),
        _("It has 18 characters, without the letters I, O, S, V and Z."),
        422,
    ),
    "identity.credit_code_check": Text(
        _("The last character of the credit code does not fit the others."),
        _("Compare it with the licence."),
        422,
    ),
    "identity.phone_held": Text(
        _("This phone number already belongs to another record."),
        _("If it is yours, ask staff for a transfer; both sides will be heard."),
    ),
    "identity.id_held": Text(
        _("This ID number already belongs to another record."),
        _("If it is yours, ask staff for a transfer; both sides will be heard."),
    ),
    "identity.erased": Text(
        _("This record was erased."), _("Sign up anew with the phone number."), 410
    ),
}
