"""What steps, and what must be at hand, are called; and what a stall is about, for everybody."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from linli.deliberation.shown_topics import headline as headline_of_topic
from linli.stalling.models import Stall

STEPS = {
    "demand": gettext_lazy("Written demand"),
    "lawyer": gettext_lazy("Lawyer on duty"),
    "street": pgettext_lazy("rung", "Street office"),
    "authority": gettext_lazy("Authority"),
    "suit": gettext_lazy("Suit or arbitration"),
}
NEEDS = {
    "facts": gettext_lazy("What is missing, where and since when, in writing"),
    "photos": gettext_lazy("Pictures with their day"),
    "contract": gettext_lazy("The property service contract, or where it can be seen"),
    "purchase": gettext_lazy("The purchase contract, the warranty and the day of handing over"),
    "demand_proof": gettext_lazy("Proof that the earlier letter was delivered"),
    "answers": gettext_lazy("What the other side answered, or that it did not"),
    "street_record": gettext_lazy("What the street wrote down"),
    "identity": gettext_lazy(
        "Your identity card and what shows that the home is yours (they stay with you)"
    ),
    "evidence": gettext_lazy("All letters, answers and pictures in order of their days"),
    "signatures": gettext_lazy("The owners' signatures on paper (they are not uploaded)"),
}


def step_title(step: str) -> str:
    return str(STEPS.get(step, step))


def need_title(code: str) -> str:
    return str(NEEDS.get(code, code))


def headline(stall: Stall) -> str:
    """What everybody may read: the desk's title, or a number."""
    if stall.topic is not None:
        return headline_of_topic(stall.topic, inside=False)
    return _("Resolution %(number)s") % {"number": stall.resolution}
