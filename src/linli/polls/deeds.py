"""What residents do with polls, and helpers for them."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.deeds import Deed

PAGES = frozenset({"polls", "poll"})
POLL = Deed(
    "residents_poll",
    _("Ask for a residents' poll, object to its roll"),
    _("Sign in my name for what all residents should decide, and say that a roll is wrong."),
    article=_("Law on residents' committees, articles 9 and 10"),
    by_helper=True,
    pages=PAGES | {"ask_for_poll", "sign_poll", "object_to_poll", "nominate", "support_nomination"},
    start="polls",
)
VOTE = Deed(
    "residents_vote",
    _("Vote in a residents' poll"),
    _("Cast my ballot in what residents decide; the helper sees what I choose."),
    article=_("Law on barrier-free environments, article 48"),
    by_helper=True,
    by_two=True,
    pages=PAGES | {"poll_ballot"},
    start="polls",
)
