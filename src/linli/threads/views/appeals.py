"""An author's appeal, and the moderators' queue of appeals."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.kernel.actor import Capacity
from linli.kernel.answers import FORMS
from linli.kernel.errors import Refused, require
from linli.kernel.guards import acting_as, actor_of, signed_in
from linli.kernel.pagination import page_of
from linli.threads import queries, rules, showing
from linli.threads.actions import appeals
from linli.threads.forms import AppealDecisionForm, AppealForm
from linli.threads.parameters import PAGE
from linli.threads.views.posts import one_post, readable, titles_of, to_subject, tried


@require_http_methods(FORMS)
@signed_in
def appeal_post(request: HttpRequest, post: str) -> HttpResponse:
    """The author says why a hidden post should be shown."""
    actor = actor_of(request)
    found = readable(actor, post)
    require(rules.may_appeal(actor, post=post))
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if tried(form, lambda: appeals.appeal(actor, post=post, reason=reason)):
            messages.success(request, _("Sent. Another moderator looks at it and gives a reason."))
            return to_subject(found)
    return one_post(request, "threads/appeal.html", found, form)


@require_safe
@acting_as(Capacity.STAFF)
def appeals_queue(request: HttpRequest) -> HttpResponse:
    """The nearest deadline first; a constant number of queries."""
    actor = actor_of(request)
    rows = queries.open_appeals(actor)
    page = page_of(rows, key=["due_on", "pk"], after=request.GET.get("after"), size=PAGE)
    posts = [row.post for row in page.items]
    shown = {row.post.pk: row for row in showing.shown(actor, posts)}
    titles = titles_of(posts)
    context = {
        "page": page,
        "rows": [
            (row, shown[row.post_id], titles[row.post.thread_id], row.hidden_by_id == actor.person)
            for row in page.items
        ],
    }
    return render(request, "threads/appeals.html", context)


@require_http_methods(FORMS)
@acting_as(Capacity.STAFF)
def decide_appeal(request: HttpRequest, post: str) -> HttpResponse:
    """What was written, why it was hidden, why the author disagrees; one decision with a reason."""
    actor = actor_of(request)
    require(rules.may_decide_appeal(actor, post=post))
    found = rules.post_of(post)
    row = queries.newest_appeals([found.pk]).get(found.pk) if found else None
    if found is None or row is None:
        raise Refused("kernel.not_found")
    form = AppealDecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        grant, note = form.cleaned_data["decision"] == "show", form.cleaned_data["note"]
        if tried(form, lambda: appeals.decide_appeal(actor, post=post, grant=grant, note=note)):
            messages.success(request, _("Decided. The author reads the reason."))
            return HttpResponseRedirect(reverse("appeals"))
    context = {
        "row": showing.one(actor, found),
        "appeal": row,
        "form": form,
        "verdicts": queries.verdicts_of(found.pk),
        "title": rules.kind_of(found.thread.kind).title(found.thread.subject),
    }
    status = 422 if form.errors else 200
    response = render(request, "threads/appeal_decide.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
