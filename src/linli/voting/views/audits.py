"""The audit of paper: everybody sees it; tellers and scrutineers begin, draw and read."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.kernel.answers import FORMS, status
from linli.kernel.errors import require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of, signed_in
from linli.voting import audits_shown, ballot_rules, ballots_shown, rules
from linli.voting.actions import audits
from linli.voting.actions.paper import cleaned
from linli.voting.forms_ballots import ChoicesForm
from linli.voting.models import HandedIn
from linli.voting.views.common import attempt, done, seen

#: Risk limits that are offered: one in so many.
LIMITS = (10, 20, 50, 100)


class BeginForm(forms.Form):
    one_in = forms.TypedChoiceField(
        label=gettext_lazy("Risk limit"),
        coerce=int,
        choices=[(each, f"1/{each}") for each in LIMITS],
        initial=20,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "If keying had changed the outcome, the chance that nobody notices is at most this."
        ),
    )


@require_safe
def paper_audit(request: HttpRequest, code: str) -> HttpResponse:
    """How it stands, by which risk limit and seed, and which sheets were drawn."""
    row = seen(request, code)
    context = {"row": row, "it": audits_shown.shown(actor_of(request), row)}
    return render(request, "voting/audit.html", context)


@require_http_methods(FORMS)
@signed_in
def begin_audit(request: HttpRequest, code: str) -> HttpResponse:
    actor, row = actor_of(request), seen(request, code)
    require(rules.may_count(actor, assembly=row.pk))
    form = BeginForm(request.POST if request.method == "POST" else None)
    if attempt(form, lambda: audits.begin(actor, assembly=row.pk, **form.cleaned_data)):
        return done(request, _("The audit has begun. Now draw the sheets."), "paper_audit", code)
    context = {
        "form": form,
        "row": row,
        "title": _("Audit of paper"),
        "lead": _("It is stated before anything is drawn, and cannot be changed."),
        "submit": _("Begin the audit"),
        "back": reverse("paper_audit", args=[code]),
    }
    return render(request, "voting/form.html", context, status=status(form))


@require_POST
@signed_in
def draw_audit(request: HttpRequest, code: str) -> HttpResponse:
    row = seen(request, code)
    audits.draw(actor_of(request), assembly=row.pk)
    return done(request, _("The sheets are drawn."), "paper_audit", code)


@require_http_methods(FORMS)
@never_cache
@signed_in
def read_sheet(request: HttpRequest, code: str, sheet: str) -> HttpResponse:
    """One drawn sheet, read by somebody who has not keyed it. What was keyed is not shown."""
    actor, row = actor_of(request), seen(request, code)
    require(ballot_rules.keys(actor, row))
    rows = HandedIn.objects.filter(sheet__assembly=row, sheet__code=cleaned(sheet))
    handed = found_or_refused(rows.select_related("sheet"))
    screens = ballots_shown.screens_of(row, paper=True)
    form = ChoicesForm(request.POST if request.method == "POST" else None, screens=screens)
    number = handed.sheet.code
    act = audits.read
    if attempt(form, lambda: act(actor, assembly=row.pk, code=number, choices=form.said())):
        return done(request, _("Your reading is kept."), "paper_audit", code)
    context = {
        "form": form,
        "row": row,
        "title": _("Read sheet %(code)s anew") % {"code": number},
        "lead": _("Mark what the sheet says. Two crosses, or what nobody can read, is invalid."),
        "submit": _("Keep this reading"),
        "back": reverse("paper_audit", args=[code]),
    }
    return render(request, "voting/form.html", context, status=status(form))
