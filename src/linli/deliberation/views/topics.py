"""Topics: the list, raising one, one topic with its talk, each step on a page of its own."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.deliberation import queries_topics, rules_topics
from linli.deliberation.actions import desk as decided
from linli.deliberation.actions import topics as actions
from linli.deliberation.forms_charter import MessageForm
from linli.deliberation.forms_topics import RaiseForm, StepForm
from linli.deliberation.operations.topics import PICTURE_OF
from linli.deliberation.parameters import PAGE
from linli.deliberation.queries_topics import seen
from linli.deliberation.shown_topics import BUTTONS, WARN, cards, shown
from linli.deliberation.states import State, Verb
from linli.deliberation.subjects_topic import KIND
from linli.files.views import receive
from linli.kernel.actor import Actor
from linli.kernel.answers import FORMS, add_refusal, sent, status
from linli.kernel.errors import Refused, require, text_of
from linli.kernel.guards import actor_of, signed_in
from linli.kernel.pagination import page_of
from linli.threads import actions as talk
from linli.threads.rules import post_of, sees
from linli.threads.views import thread_context

TAB_TITLES = {
    "open": pgettext_lazy("topics", "Open"),
    "mine": gettext_lazy("My topics"),
    "over": pgettext_lazy("topics", "Disposed of"),
}
#: What each step takes of its form.
DO: dict[Verb, Any] = {
    Verb.ACCEPT: decided.accept,
    Verb.ASK: decided.ask,
    Verb.SEND: actions.send,
    Verb.REJECT: decided.reject,
    Verb.DEFER: decided.defer,
    Verb.REFER: decided.refer,
    Verb.BACK: decided.back,
    Verb.REPORT: decided.report,
    Verb.CONFIRM: actions.confirm,
    Verb.REOPEN: actions.reopen,
    Verb.WITHDRAW: actions.withdraw,
}


@require_safe
@signed_in
def topics(request: HttpRequest) -> HttpResponse:
    """What people here demand; `?order=support` the most supported first."""
    actor = actor_of(request)
    if actor.is_official and not actor.second_factor:
        raise Refused("kernel.second_factor")
    tab = request.GET.get("tab", "open")
    tab = tab if tab in queries_topics.TABS else "open"
    order = "support" if request.GET.get("order") == "support" else "new"
    rows, key = queries_topics.listed(actor, tab, order)
    page = page_of(rows, key=key, after=request.GET.get("after"), size=PAGE)
    here = reverse("topics")
    tabs = [
        {"href": f"{here}?tab={name}", "title": title, "current": name == tab}
        for name, title in TAB_TITLES.items()
    ]
    context = {
        "page": page,
        "cards": cards(page.items, actor),
        "tabs": tabs,
        "tab": tab,
        "order": order,
    }
    return render(request, "deliberation/topics.html", context)


def _said_in(actor: Actor, post: str) -> str:
    """The words of a post that the actor may read, to begin a topic with."""
    if not post:
        return ""
    found = post_of(post)
    if found is None:
        raise Refused("kernel.not_found")
    require(sees(actor, found))
    return found.text


@require_http_methods(FORMS)
@signed_in
def raise_topic(request: HttpRequest) -> HttpResponse:
    """One screen. `?post=` begins with the words of a post: not only said, but demanded."""
    actor = actor_of(request)
    require(rules_topics.may_raise(actor))
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    post = request.POST.get("post", "") or request.GET.get("post", "")
    words = _said_in(actor, post)
    form = RaiseForm(*data, actor=actor, initial={"words": words, "post": post})
    if request.method == "POST":
        files = receive(actor, form, "pictures", kind=PICTURE_OF)
        if form.is_valid():
            try:
                made = actions.raise_topic(actor, voice=form.voice(), files=files)
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, _("It is raised. You are told what becomes of it."))
                return redirect("topic", made.pk)
    context = {"form": form, "label": _("Raise a topic"), "back": reverse("topics")}
    return render(request, "deliberation/raise.html", context, status=status(form))


@require_http_methods(FORMS)
@signed_in
def topic(request: HttpRequest, topic: int) -> HttpResponse:
    """One topic; a POST is a word in its talk."""
    actor = actor_of(request)
    require(rules_topics.may_see(actor, topic=topic))
    row = seen(actor, topic)
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            talk.post(actor, kind=KIND, subject=row.pk, text=form.cleaned_data["text"])
        except Refused as refusal:
            if refusal.field is None:
                raise
            add_refusal(form, refusal)
        else:
            messages.success(request, _("It stands here now."))
            return redirect("topic", row.pk)
    context: dict[str, Any] = {"it": shown(actor, row)}
    context |= thread_context(actor, KIND, row.pk, request.GET.get("after"))
    context["form"] = form if context["writable"] else None
    return render(request, "deliberation/topic.html", context, status=status(form))


@require_POST
@signed_in
def stand_behind(request: HttpRequest, topic: int, how: str) -> HttpResponse:
    """`support`, or `leave`."""
    acts = {"support": actions.support, "leave": actions.withdraw_support}
    if how not in acts:
        raise Http404
    try:
        acts[how](actor_of(request), topic=topic)
    except Refused as refusal:
        if refusal.code.startswith("kernel.") or refusal.code == "deliberation.as_resident":
            raise
        text = text_of(refusal.code)
        messages.warning(request, f"{text.title} {text.remedy}".strip())
    else:
        stood = how == "support"
        words = _("Your home stands behind it.") if stood else _("Your home no longer does.")
        messages.success(request, words)
    return redirect("topic", topic)


@require_http_methods(FORMS)
@signed_in
def topic_step(request: HttpRequest, topic: int, verb: str) -> HttpResponse:
    """One step: its question on a page of its own, so that it works without scripts."""
    actor = actor_of(request)
    if verb not in set(Verb) or Verb(verb) not in DO:
        raise Http404
    step = Verb(verb)
    require(rules_topics.may_see(actor, topic=topic))
    row = seen(actor, topic)
    require(rules_topics.may_do(actor, row, step))
    form = StepForm(request.POST if request.method == "POST" else None, verb=step, topic=row)

    def done() -> HttpResponse:
        DO[step](actor, topic=row.pk, **form.cleaned_data)
        messages.success(request, _("It is written down."))
        visible = rules_topics.may_see(actor, topic=row.pk)
        return redirect("topic", row.pk) if visible else redirect("topics")

    context = {
        "form": form,
        "label": BUTTONS[step],
        "kind": "warn" if step in WARN else "primary",
        "it": shown(actor, row) if step is Verb.ACCEPT else None,
        "topic": row,
        "head": cards([row], actor)[0],
        "more": step is Verb.SEND and row.state == State.RETURNED,
    }
    return sent(form, done) or render(
        request, "deliberation/step.html", context, status=status(form)
    )
