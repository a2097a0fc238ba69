"""What people do with votes of their own."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.deeds import Deed

VOTE = Deed(
    "vote",
    _("Vote on what the owners decide"),
    _("Cast the ballot of the home's owners on the web, and see its receipt."),
    article=_("Civil Code, article 278"),
    by_helper=True,
    by_two=True,
    pages=frozenset({"assemblies", "assembly", "matter", "ballot", "ballot_receipt"}),
    start="assemblies",
)
OBJECT = Deed(
    "object",
    _("Object to a roll or to a result"),
    _(
        "Say in my name that the roll is wrong about a home, or a result about the owners' decision."
    ),
    article=_("Civil Code, article 280"),
    by_helper=True,
    pages=frozenset(
        {
            "assemblies",
            "assembly",
            "matter",
            "assembly_result",
            "object_to_roll",
            "object_to_result",
        }
    ),
    start="assemblies",
)
