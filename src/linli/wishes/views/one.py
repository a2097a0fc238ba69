"""Wishing, one wish with its talk, and each step on a page of its own."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.files.views import receive
from linli.kernel.actor import Actor
from linli.kernel.answers import FORMS, add_refusal, status
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of, signed_in
from linli.threads import actions as talk
from linli.threads.views import thread_context
from linli.wishes import actions, rules
from linli.wishes.forms import MessageForm, WishForm, step_form
from linli.wishes.models import Wish
from linli.wishes.operations import PICTURE_OF, PROOF_OF
from linli.wishes.shown import BUTTONS, WARN, shown
from linli.wishes.states import Verb
from linli.wishes.subjects import KIND

#: What each step takes of its form; sending again has a page like wishing.
DO: dict[Verb, Any] = {
    Verb.APPROVE: actions.approve,
    Verb.RETURN: actions.return_wish,
    Verb.CLAIM: actions.claim,
    Verb.JOIN: actions.join,
    Verb.LEAVE: actions.leave,
    Verb.PROVE: actions.prove,
    Verb.MISSING: actions.missing,
    Verb.CONFIRM: actions.confirm,
    Verb.THANK: actions.thank,
    Verb.WITHDRAW: actions.withdraw,
}


@require_http_methods(FORMS)
@signed_in
def make_wish(request: HttpRequest) -> HttpResponse:
    """One screen; half a minute."""
    actor = actor_of(request)
    require(rules.may_post(actor))
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = WishForm(*sent, wisher=actor.person or 0, community=actor.place or 0)
    if request.method == "POST":
        files = receive(actor, form, "pictures", kind=PICTURE_OF)
        if form.is_valid():
            try:
                made = actions.post(actor, wanted=form.wanted(), files=files)
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                waits = made.state == "review"
                words = (
                    _("Staff look at your wish; you are told when neighbours see it.")
                    if waits
                    else _("Your neighbours see your wish now.")
                )
                messages.success(request, words)
                return HttpResponseRedirect(reverse("wish", args=[made.pk]))
    return render(request, "wishes/make.html", {"form": form}, status=status(form))


def seen(actor: Actor, wish: int) -> Wish:
    rows = rules.visible_to(actor).filter(pk=wish)
    return found_or_refused(
        rows.select_related(
            "wisher__private",
            "wisher__merged_into__private",
            "estate",
            "building",
            "unit__building",
        )
    )


@require_http_methods(FORMS)
@signed_in
def wish(request: HttpRequest, wish: int) -> HttpResponse:
    """One wish; a POST is a message to those who are on it."""
    actor = actor_of(request)
    row = seen(actor, wish)
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            talk.post(actor, kind=KIND, subject=row.pk, text=form.cleaned_data["text"])
        except Refused as refusal:
            if refusal.field is None:
                raise
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Your message stands here now."))
            return HttpResponseRedirect(reverse("wish", args=[row.pk]))
    context: dict[str, Any] = {"it": shown(actor, row)}
    if rules.talks(actor, row):
        context |= thread_context(actor, KIND, row.pk, request.GET.get("after"))
        context["form"] = form if context["writable"] else None
    return render(request, "wishes/wish.html", context, status=status(form))


@require_http_methods(FORMS)
@signed_in
def wish_step(request: HttpRequest, wish: int, verb: str) -> HttpResponse:
    """One step: its question on a page of its own, so that it works without scripts."""
    actor = actor_of(request)
    if verb not in set(Verb):
        raise Http404
    step = Verb(verb)
    if step not in DO and step is not Verb.SEND:
        raise Http404
    row = _known(actor, wish, step)
    # also before a form that must be corrected: its page shows the wish
    require(rules.may_do(actor, row, step))
    if step is Verb.SEND:
        return _send(request, row)
    sent = (request.POST,) if request.method == "POST" else ()
    form = step_form(step, actor, row, *sent)
    if form.is_bound and _done(request, step, row, form):
        messages.success(request, _("It is written down."))
        return HttpResponseRedirect(_back(actor, row))
    context = {
        "form": form,
        "wish": row,
        "label": BUTTONS[step],
        "kind": "warn" if step in WARN else "primary",
        "files": "pictures" in form.fields,
    }
    return render(request, "wishes/step.html", context, status=status(form))


def _known(actor: Actor, wish: int, step: Verb) -> Wish:
    """The wish; to neighbours also one that somebody else took, so that they are told so."""
    if step in {Verb.CLAIM, Verb.JOIN, Verb.PROVE, Verb.LEAVE}:
        require(rules.may_know(actor, wish=wish))
        rows = Wish.objects.across_communities("the rule was asked")
        return found_or_refused(rows.filter(pk=wish))
    return seen(actor, wish)


def _done(request: HttpRequest, step: Verb, row: Wish, form: forms.Form) -> bool:
    actor = actor_of(request)
    more: dict[str, Any] = {}
    if "pictures" in form.fields:
        form.files = request.FILES
        more["files"] = receive(actor, form, "pictures", kind=PROOF_OF)
    if not form.is_valid():
        return False
    data = {name: value for name, value in form.cleaned_data.items() if name != "pictures"}
    try:
        DO[step](actor, wish=row.pk, **data, **more)
    except Refused as refusal:
        if refusal.field is None:
            raise
        add_refusal(form, refusal)
        return False
    return True


def _back(actor: Actor, row: Wish) -> str:
    """To the wish while the actor sees it, else to one's own list."""
    if rules.may_see(actor, wish=row.pk):
        return reverse("wish", args=[row.pk])
    return reverse("my_wishes")


def _send(request: HttpRequest, row: Wish) -> HttpResponse:
    """The returned wish once more, to be changed."""
    actor = actor_of(request)
    sent = (request.POST,) if request.method == "POST" else ()
    form = WishForm(*sent, wisher=row.wisher_id, community=row.community, returned=row)
    if form.is_bound and form.is_valid():
        try:
            actions.send(actor, wish=row.pk, wanted=form.wanted(unnamed=row.unnamed))
        except Refused as refusal:
            if refusal.field is None:
                raise
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Staff look at it once more."))
            return HttpResponseRedirect(reverse("wish", args=[row.pk]))
    return render(request, "wishes/make.html", {"form": form, "row": row}, status=status(form))
