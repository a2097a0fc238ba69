"""My contributions: what I did, badges, honours; what neighbours see of it; things to take home."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.identity.models import Person
from linli.identity.queries import display_names
from linli.kernel import clock
from linli.kernel.guards import actor_of, signed_in
from linli.kernel.pagination import page_of
from linli.recognition import actions, printing, queries, scope, shown
from linli.recognition.forms import SharingForm
from linli.recognition.views.common import attempt, done, form_page, private

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@signed_in
def my_record(request: HttpRequest) -> HttpResponse:
    """Figures by kind, badges, honours, and every deed, the newest first."""
    person = actor_of(request).person or 0
    page = page_of(queries.records_of_person(person), key=["-pk"], after=request.GET.get("after"))
    sharing = queries.sharing_of(person)
    known = shown.parts()
    figures, hours = shown.figures(person)
    moved = sharing is not None and not queries.still_seen(sharing)
    context = {
        "page": page,
        "lines": shown.lines(page.items),
        "first": not request.GET.get("after"),
        "figures": figures,
        "hours": hours,
        "badges": shown.held(queries.badges_of([person])[person]),
        "honours": shown.honours(
            scope.honours_of_person(person).order_by("-pk"),
            names=False,
            home=Person.objects.values_list("community", flat=True).get(pk=person),
        ),
        "moved": moved,
        "shown": [known[code] for code in sharing.parts if code in known]
        if sharing and not moved
        else [],
    }
    return private(render(request, "recognition/mine.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def share_record(request: HttpRequest) -> HttpResponse:
    """Tick by kind what neighbours may see; unticked is private at once."""
    actor = actor_of(request)
    now = queries.sharing_of(actor.person or 0)
    form = SharingForm(request.POST or None, initial={"parts": now.parts if now else []})
    if request.method == "POST":
        form = SharingForm(request.POST)
        if attempt(form, lambda: actions.choose_sharing(actor, **form.cleaned_data)):
            return done(request, _("From now on neighbours see just that."), "my_record")
    return form_page(
        request,
        form,
        title=_("What neighbours see of my record"),
        lead=_(
            "You alone see your record. Here you may show parts of it to the people of your"
            " community, and take that back at any time."
        ),
        submit=_("Keep this"),
        back=reverse("my_record"),
    )


@require_POST
@signed_in
def answer_honour(request: HttpRequest, honour: int, answer: str) -> HttpResponse:
    """Yes or no to being named."""
    actions.answer_honour(actor_of(request), honour=honour, agreed=answer == "yes")
    words = _("You are named from now on.") if answer == "yes" else _("You are not named any more.")
    return done(request, words, "my_record")


def _statement(person: int) -> dict[str, Any]:
    figures, hours = shown.figures(person)
    return {
        "who": display_names([person]).get(person, ""),
        "figures": figures,
        "hours": hours,
        "badges": shown.held(queries.badges_of([person])[person]),
        "honours": shown.honours(
            scope.honours_of_person(person).filter(state="stands").order_by("pk"), names=False
        ),
        "lines": _all(person),
        "today": clock.today(),
    }


def _all(person: int) -> list[shown.Line]:
    return shown.lines(queries.records_of_person(person).order_by("day", "pk"))


@require_safe
@signed_in
def my_record_xlsx(request: HttpRequest) -> HttpResponse:
    """Every deed as a workbook."""
    content = printing.workbook(_all(actor_of(request).person or 0))
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="record.xlsx"'
    return private(response)


@require_safe
@signed_in
def my_record_print(request: HttpRequest) -> HttpResponse:
    """The statement as a page that a browser prints."""
    context = _statement(actor_of(request).person or 0)
    return private(render(request, "recognition/record_print.html", context))


@require_safe
@signed_in
def my_record_pdf(request: HttpRequest) -> HttpResponse:
    """The statement as PDF; where the machine cannot make one, the page to print."""
    content = printing.sheet(_statement(actor_of(request).person or 0))
    if content is None:
        return redirect("my_record_print")
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="record.pdf"'
    return private(response)
