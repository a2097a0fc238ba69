"""The agenda before the notice: what came by itself, what the desk adds, takes off and sorts."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.kernel.answers import FORMS
from linli.kernel.guards import acting_as, actor_of
from linli.meetings import queries
from linli.meetings.actions import agenda as actions
from linli.meetings.forms import MatterForm, TopicForm
from linli.meetings.operations.agenda import topics_for
from linli.meetings.shown import headline
from linli.meetings.views.common import DESK, arranged, ask


@require_safe
@acting_as(*DESK)
def meeting_agenda(request: HttpRequest, meeting: int) -> HttpResponse:
    _actor, row = arranged(request, meeting)
    context = {
        "meeting": row,
        "headline": headline(row),
        "items": queries.items_of(row.pk),
        "topics": topics_for(row) if row.is_draft else [],
    }
    return render(request, "meetings/agenda.html", context)


@require_POST
@acting_as(*DESK)
def agenda_step(request: HttpRequest, meeting: int, how: str) -> HttpResponse:
    """`how`: up, down, remove (with `item`), gather."""
    actor, item = actor_of(request), request.POST.get("item", "")
    if how == "gather":
        actions.gather(actor, meeting=meeting)
        messages.success(request, _("What became ready stands on it now."))
    elif how == "remove":
        actions.remove(actor, meeting=meeting, item=item)
    elif how in {"up", "down"}:
        actions.move(actor, meeting=meeting, item=item, up=how == "up")
    else:
        raise Http404
    return redirect("meeting_agenda", meeting)


@require_http_methods(FORMS)
@acting_as(*DESK)
def add_item(request: HttpRequest, meeting: int, what: str) -> HttpResponse:
    """`what`: a topic that is ready, or a matter in its own words."""
    if what not in {"topic", "matter"}:
        raise Http404
    actor, row = arranged(request, meeting)
    data = request.POST or None
    form = TopicForm(data, topics=topics_for(row)) if what == "topic" else MatterForm(data)

    def done() -> HttpResponse:
        actions.add(actor, meeting=row.pk, **form.cleaned_data)
        return redirect("meeting_agenda", row.pk)

    return ask(
        request,
        form,
        done,
        label=f"{headline(row)}{_(': ')}{_('add to the agenda')}",
        submit=_("Add it"),
        back=reverse("meeting_agenda", args=[row.pk]),
    )
