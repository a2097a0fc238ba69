"""My inbox and how I want to be told; the staff's notices with their figures."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.identity.signin.device import device_of
from linli.kernel import clock
from linli.kernel.actor import Capacity
from linli.kernel.answers import add_refusal
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of, signed_in
from linli.kernel.pagination import page_of
from linli.notices import actions, devices, operations, queries, rules, vapid
from linli.notices.forms import NoticeForm, PostingForm, PreferencesForm


@require_safe
@signed_in
def inbox(request: HttpRequest) -> HttpResponse:
    """Newest first, in a constant number of queries."""
    rows = queries.inbox(actor_of(request).person or 0)
    page = page_of(rows, key=["-id"], after=request.GET.get("after"))
    context = {"page": page, "rows": queries.shown(page.items)}
    return render(request, "notices/inbox.html", context)


@require_safe
@signed_in
def notice(request: HttpRequest, addressed: int) -> HttpResponse:
    """One notice. Opening it is the read receipt."""
    actor = actor_of(request)
    person = actor.person or 0
    if actor.helper is not None:
        actions.read_for(actor, addressed=addressed)
    else:
        with transaction.atomic():
            operations.note_read(person, addressed)
    row = found_or_refused(queries.inbox(person).filter(pk=addressed))
    return render(request, "notices/notice.html", {"it": queries.shown([row])[0]})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def notice_preferences(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    now = queries.preferences_of(actor.person or 0)
    names = ("pace", "points", "wechat", "sms", "quiet_from", "quiet_to")
    form = PreferencesForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(now, name) for name in names},
    )
    if form.is_bound and form.is_valid():
        actions.set_preferences(actor, **form.cleaned_data)
        messages.success(request, _("Your choice is kept."))
        # a helper may have been given this page and not the inbox
        back = "inbox" if actor.helper is None else "notice_preferences"
        return HttpResponseRedirect(reverse(back))
    status = 422 if form.errors else 200
    return render(request, "notices/preferences.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def push_devices(request: HttpRequest) -> HttpResponse:
    """Browsers that may be woken; a POST by our script adds the one it runs in."""
    actor = actor_of(request)
    if request.method == "POST":
        device = device_of(request.headers.get("User-Agent", ""))
        given = request.POST.get("subscription", "")
        actions.add_device(actor, subscription=given, device=device)
        messages.success(request, _("This browser will tell you."))
        return HttpResponseRedirect(reverse("push_devices"))
    context = {"rows": devices.devices_of(actor.person or 0), "key": vapid.public_key()}
    return render(request, "notices/push.html", context)


@require_POST
@signed_in
def remove_device(request: HttpRequest, device: int) -> HttpResponse:
    actions.remove_device(actor_of(request), device=device)
    messages.success(request, _("That browser stays silent from now on."))
    return HttpResponseRedirect(reverse("push_devices"))


@require_safe
@acting_as(Capacity.STAFF, Capacity.AUDITOR)
def notices(request: HttpRequest) -> HttpResponse:
    """What was written in my communities, newest first."""
    rows = rules.written_in_reach(actor_of(request)).select_related("organisation")
    page = page_of(rows, key=["-id"], after=request.GET.get("after"))
    return render(request, "notices/list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def write_notice(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = NoticeForm(request.POST if request.method == "POST" else None, actor=actor)
    if form.is_bound and form.is_valid():
        try:
            made = actions.issue(actor, **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The notice stands in the inboxes."))
            return HttpResponseRedirect(reverse("notice_figures", args=[made.pk]))
    status = 422 if form.errors else 200
    return render(request, "notices/write.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF, Capacity.AUDITOR)
def notice_figures(request: HttpRequest, notice: int) -> HttpResponse:
    """How many were reached, how; a POST by staff records where it was put up."""
    actor = actor_of(request)
    rows = rules.written_in_reach(actor).select_related("organisation")
    row = found_or_refused(rows.filter(pk=notice))
    form = PostingForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.post(actor, notice=row.pk, **form.cleaned_data)
        messages.success(request, _("It is written down where it hangs."))
        return HttpResponseRedirect(reverse("notice_figures", args=[row.pk]))
    figures = queries.figures(row, clock.now())
    context = {"notice": row, "figures": figures, "form": form}
    status = 422 if form.errors else 200
    return render(request, "notices/figures.html", context, status=status)


@require_safe
@acting_as(Capacity.STAFF, Capacity.AUDITOR)
def print_notice(request: HttpRequest, notice: int) -> HttpResponse:
    """For the notice board: nothing but the notice."""
    rows = rules.written_in_reach(actor_of(request)).select_related("organisation")
    row = found_or_refused(rows.filter(pk=notice))
    return render(request, "notices/print.html", {"notice": row})
