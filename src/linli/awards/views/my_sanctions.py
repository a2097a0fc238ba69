"""What is said about me, my answer, my appeal."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.awards import actions_sanctions as actions
from linli.awards import queries_sanctions as queries
from linli.awards.forms import WordsForm
from linli.awards.models import Sanction
from linli.awards.sanction_states import Verb
from linli.awards.shown_sanctions import VERBS, history, listed, spoken
from linli.awards.views.common import attempt, form_page, private
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of, signed_in
from linli.kernel.pagination import page_of


@require_safe
@signed_in
def my_sanctions(request: HttpRequest) -> HttpResponse:
    """The newest first."""
    rows = queries.of_person(actor_of(request).person or 0)
    page = page_of(rows, key=["-pk"], after=request.GET.get("after"))
    context = {"page": page, "rows": listed(page.items)}
    return private(render(request, "awards/sanctions.html", context))


def _mine(request: HttpRequest, sanction: int) -> Sanction:
    return found_or_refused(queries.of_person(actor_of(request).person or 0).filter(pk=sanction))


@require_safe
@signed_in
def my_sanction(request: HttpRequest, sanction: int) -> HttpResponse:
    row = _mine(request, sanction)
    verb = spoken(row)
    context = {
        "it": listed([row])[0],
        "history": history(row),
        "verb": verb,
        "label": VERBS[verb] if verb else "",
    }
    return private(render(request, "awards/sanction.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def speak_to_sanction(request: HttpRequest, sanction: int, verb: str) -> HttpResponse:
    """Answer, or appeal, on a page of its own."""
    row, actor = _mine(request, sanction), actor_of(request)
    acts = {Verb.ANSWER.value: actions.answer, Verb.APPEAL.value: actions.appeal}
    if verb not in acts:
        raise Http404
    form = WordsForm(request.POST if request.method == "POST" else None)
    form.fields["words"].label = _("What I say to it")
    if attempt(form, lambda: acts[verb](actor, sanction=row.pk, **form.cleaned_data)):
        messages.success(request, _("It is sent. Another person than before decides."))
        return redirect("my_sanction", row.pk)
    return form_page(
        request,
        form,
        title=VERBS[Verb(verb)],
        lead=_(
            "Say what is not right, or how it came about. Whoever proposed it, those who decide,"
            " and auditors read it."
        ),
        it=listed([row])[0],
        history=history(row),
        submit=_("Send"),
        back=reverse("my_sanction", args=[row.pk]),
    )
