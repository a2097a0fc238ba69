"""Paper at the desk: print, take in, key; and written mandates."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.files.views import receive
from linli.identity.queries import display_names
from linli.kernel.answers import FORMS, add_refusal, status
from linli.kernel.attachments import keeper
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of, signed_in
from linli.kernel.pagination import page_of
from linli.places.models import Building
from linli.voting import ballot_rules as rules
from linli.voting import ballots_shown, paper, sheets_shown
from linli.voting.actions import paper as actions
from linli.voting.actions import proxies as mandates
from linli.voting.forms_ballots import ChoicesForm, MandateForm, MissedForm, SheetForm
from linli.voting.models import Assembly, HandedIn, Proxy
from linli.voting.models.ballot import Channel
from linli.voting.operations_proxies import PAPER
from linli.voting.states import State
from linli.voting.views.ballots import bound_screens
from linli.voting.views.booth import served
from linli.voting.views.common import attempt, done

#: Homes, sheets and mandates on a page.
PAGE = 50
#: More digits than any id or number has that somebody types here.
DIGITS = 9


def _papered(request: HttpRequest, code: str) -> Assembly:
    row = served(request, code)
    rules.require_channel(row, Channel.PAPER)
    return row


def number_in(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) <= DIGITS else None


@require_safe
@signed_in
def sheets(request: HttpRequest, code: str) -> HttpResponse:
    """By home which sheet; how many came in, and for collectors of which homes."""
    row, actor = _papered(request, code), actor_of(request)
    building = number_in(request.GET.get("building"))
    units = sheets_shown.homes(row, building)
    page = page_of(units, key=["position", "pk"], after=request.GET.get("after"), size=PAGE)
    context = {
        "row": row,
        "page": page,
        "rows": sheets_shown.rows_of(row, page.items, homes_too=bool(rules.collects(actor, row))),
        "counts": sheets_shown.counts_of(row),
        "buildings": buildings_of(row),
        "building": building,
        "prints": row.frozen_at is not None and State(row.state) in actions.PRINTED_IN,
    }
    return render(request, "voting/sheets.html", context)


def buildings_of(row: Assembly) -> list[Building]:
    named = row.roll.values("building")
    return list(Building.objects.filter(pk__in=named).order_by("key", "pk"))


@require_POST
@signed_in
def print_sheets(request: HttpRequest, code: str) -> HttpResponse:
    """Fresh sheets; earlier ones of the same electors are void."""
    row = _papered(request, code)
    elector, building = (number_in(request.POST.get(name)) for name in ("elector", "building"))
    made = actions.print_sheets(
        actor_of(request), assembly=row.pk, building=building, elector=elector
    )
    words = ngettext(
        "%(sheets)s ballot is made. Now print the file.",
        "%(sheets)s ballots are made. Now print the file.",
        len(made),
    )
    answer = done(request, words % {"sheets": len(made)}, "sheets", code)
    if building:
        answer["Location"] += f"?building={building}"
    return answer


@require_safe
@never_cache
@signed_in
def sheets_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """Sheets of all, a building or one elector; a page where the printer's library is missing."""
    row, actor = _papered(request, code), actor_of(request)
    building, elector = (number_in(request.GET.get(name)) for name in ("building", "elector"))
    collects = bool(rules.collects(actor, row))
    codes = sheets_shown.to_print(row, homes_too=collects, building=building, elector=elector)
    html = sheets_shown.html_of(row, codes)
    try:
        content = paper.pdf(html)
    except paper.NoPrinterError:
        return HttpResponse(html)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="ballots-{row.code}.pdf"'
    return answer


@require_http_methods(FORMS)
@signed_in
def register_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """A closed sheet comes in: from now on its elector has voted."""
    row = _papered(request, code)
    form = SheetForm(request.POST if request.method == "POST" else None)
    act = actions.register_sheet
    if attempt(form, lambda: act(actor_of(request), assembly=row.pk, **form.cleaned_data)):
        words = _("Sheet %(code)s came in. It stays closed until the vote has ended.")
        told = actions.cleaned(form.cleaned_data["code"])
        return done(request, words % {"code": told}, "register_sheet", code)
    context = {
        "form": form,
        "row": row,
        "count": HandedIn.objects.filter(sheet__assembly=row).count(),
    }
    return render(request, "voting/register_sheet.html", context, status=status(form))


# --- keying -------------------------------------------------------------------------------------
def _keys(request: HttpRequest, code: str) -> Assembly:
    row = _papered(request, code)
    require(rules.keys(actor_of(request), row))
    return row


@require_http_methods(FORMS)
@signed_in
def keying(request: HttpRequest, code: str) -> HttpResponse:
    """What came in and what was keyed; a scanned number leads to its sheet."""
    row = _keys(request, code)
    form = SheetForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        sheet = actions.cleaned(form.cleaned_data["code"])
        if sheet.isascii() and sheet.isalnum():
            return HttpResponseRedirect(reverse("key_sheet", args=[code, sheet]))
        add_refusal(form, Refused("voting.no_such_sheet", field="code"))
    return _keying(request, row, form, MissedForm())


@require_POST
@signed_in
def miss_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """A sheet that came in is not there."""
    row, actor = _keys(request, code), actor_of(request)
    form = MissedForm(request.POST)
    outcome: list[str] = []

    def act() -> None:
        outcome.append(actions.miss_sheet(actor, assembly=row.pk, **form.cleaned_data))

    if attempt(form, act):
        words = {
            "first": _("Noted. Another teller looks for the sheet now."),
            "quarantined": _("Two of you could not find it: the sheet is set aside."),
        }
        return done(request, words[outcome[0]], "keying", code)
    return _keying(request, row, SheetForm(), form)


def _keying(
    request: HttpRequest, row: Assembly, form: SheetForm, missed: MissedForm
) -> HttpResponse:
    actor = actor_of(request)
    rows = sheets_shown.handed_in(row, actor.person or 0)
    page = page_of(rows, key=["pk"], after=request.GET.get("after"), size=PAGE)
    context = {
        "row": row,
        "form": form,
        "missed": missed,
        "page": page,
        "rows": [
            (each, *sheets_shown.word_of(each), sheets_shown.is_open(each)) for each in page.items
        ],
        "left": sheets_shown.to_key(row),
        "keys": row.state == State.CLOSED,
    }
    wrong = status(missed) if missed.is_bound else status(form)
    return render(request, "voting/keying.html", context, status=wrong)


@require_http_methods(FORMS)
@never_cache
@signed_in
def key_sheet(request: HttpRequest, code: str, sheet: str) -> HttpResponse:
    """One operator reads one sheet. What the other read is not shown."""
    row, actor = _keys(request, code), actor_of(request)
    found = found_or_refused(HandedIn.objects.filter(sheet__assembly=row, sheet__code=sheet))
    screens = ballots_shown.screens_of(row, paper=True)
    form = ChoicesForm(request.POST if request.method == "POST" else None, screens=screens)
    outcome: list[str] = []

    def act() -> None:
        choices = form.said()
        outcome.append(actions.key_sheet(actor, assembly=row.pk, code=sheet, choices=choices))

    if attempt(form, act):
        words = {
            "first": _("Noted. Another operator reads the sheet now."),
            "counted": _("Two operators read the same: the sheet counts."),
            "quarantined": _("The readings differ: the sheet is set aside and not counted."),
        }
        return done(request, words[outcome[0]], "keying", code)
    context: dict[str, Any] = {
        "form": form,
        "row": row,
        "title": _("Key sheet %(code)s") % {"code": sheet},
        "lead": _("Mark what the sheet says. Two crosses, or what nobody can read, is invalid."),
        "submit": _("Keep this reading"),
        "back": reverse("keying", args=[code]),
        "handed": found,
    }
    return render(request, "voting/form.html", context, status=status(form))


# --- mandates -----------------------------------------------------------------------------------
@require_http_methods(FORMS)
@never_cache
@signed_in
def proxies(request: HttpRequest, code: str) -> HttpResponse:
    """Living mandates, and a written one to enter."""
    row, actor = served(request, code), actor_of(request)
    data = request.POST if request.method == "POST" else None
    form = MandateForm(data, request.FILES or None, screens=bound_screens(row))
    files = receive(actor, form, "papers", kind=PAPER) if form.is_bound else []
    act = mandates.enter_proxy
    if attempt(form, lambda: act(actor, assembly=row.pk, files=files, **form.values())):
        return done(request, _("The mandate is entered."), "proxies", code)
    rows = Proxy.objects.within(row.community).filter(assembly=row, revoked_at=None)
    page = page_of(
        rows.select_related("entry__cast"), key=["-pk"], after=request.GET.get("after"), size=PAGE
    )
    homes = ballots_shown.homes_of(each.entry_id for each in page.items)
    names = display_names(each.holder_id for each in page.items)
    papers = keeper().attached(PAPER, [each.pk for each in page.items])
    context = {
        "row": row,
        "form": form,
        "page": page,
        "rows": [
            (
                each,
                homes.get(each.entry_id, ""),
                names.get(each.holder_id, ""),
                papers.get(each.pk, []),
            )
            for each in page.items
        ],
        "taken": row.frozen_at is not None and State(row.state) in mandates.TAKEN_IN,
    }
    return render(request, "voting/proxies.html", context, status=status(form))
