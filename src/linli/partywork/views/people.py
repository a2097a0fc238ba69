"""What everybody here reads of a matter, and says to it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from linli.kernel.answers import FORMS, sent, status
from linli.kernel.errors import Refused, require
from linli.kernel.guards import actor_of, signed_in
from linli.kernel.pagination import page_of
from linli.partywork import queries, rules
from linli.partywork.actions import opinions
from linli.partywork.days import is_open
from linli.partywork.filing import file_of
from linli.partywork.forms import SayForm
from linli.partywork.parameters import PAGE
from linli.partywork.shown import STANCE_TONES, cards, shown
from linli.partywork.states import State

TAB_TITLES = {
    "now": pgettext_lazy("affairs", "Asked and shown"),
    "over": pgettext_lazy("affairs", "Decided"),
}


@require_safe
@signed_in
def affairs(request: HttpRequest) -> HttpResponse:
    """Of one's communities, the newest first."""
    actor = actor_of(request)
    tab = request.GET.get("tab", "now")
    tab = tab if tab in TAB_TITLES else "now"
    rows = queries.listed(actor, tab)
    page = page_of(rows, key=["-pk"], after=request.GET.get("after"), size=PAGE)
    here = reverse("affairs")
    tabs = [
        {"href": f"{here}?tab={name}", "title": title, "current": name == tab}
        for name, title in TAB_TITLES.items()
    ]
    context = {
        "page": page,
        "cards": cards(page.items),
        "tabs": tabs,
        "tab": tab,
        "desk": bool(rules.at_desk(actor)),
    }
    return render(request, "partywork/affairs.html", context)


@require_safe
@signed_in
def affair(request: HttpRequest, affair: int) -> HttpResponse:
    """The text, its days, what was said and what became of it, the decision."""
    actor = actor_of(request)
    require(rules.may_see(actor, affair=affair))
    row = queries.seen(actor, affair)
    page = page_of(queries.answered(row), key=["-pk"], after=request.GET.get("after"), size=PAGE)
    context = {
        "it": shown(actor, row),
        "row": row,
        "page": page,
        "tones": STANCE_TONES,
        "serves": bool(rules.may_serve(actor, affair=row.pk)),
    }
    return render(request, "partywork/affair.html", context)


@require_http_methods(FORMS)
@signed_in
def say_opinion(request: HttpRequest, affair: int) -> HttpResponse:
    actor = actor_of(request)
    require(rules.may_say(actor, affair=affair))
    row = queries.seen(actor, affair)
    if not is_open(row):
        raise Refused("partywork.nobody_asks")
    form = SayForm(request.POST if request.method == "POST" else None)

    def done() -> HttpResponse:
        opinions.say(actor, affair=row.pk, **form.cleaned_data)
        messages.success(request, _("Thank you. You are told what becomes of it."))
        return redirect("affair", row.pk)

    context = {"form": form, "row": row, "text": queries.text_of(row).text}
    return sent(form, done) or render(request, "partywork/say.html", context, status=status(form))


@require_safe
@signed_in
def affair_file(request: HttpRequest, affair: int) -> HttpResponse:
    """The whole file, byte for byte as it was hashed."""
    actor = actor_of(request)
    require(rules.may_see(actor, affair=affair))
    row = queries.seen(actor, affair)
    if row.state != State.FILED:
        raise Refused("partywork.not_now")
    answer = HttpResponse(file_of(row), content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="affair-{row.pk}.json"'
    return answer
