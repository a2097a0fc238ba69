"""Minutes: the draft with what others would have otherwise, the approved, the published."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.kernel import places
from linli.kernel.answers import FORMS, sent, status
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of, signed_in
from linli.meetings import printing, queries, rules_minutes
from linli.meetings.actions import minutes as actions
from linli.meetings.forms_minutes import AmendForm, PublishForm, RefuseForm
from linli.meetings.minutes.rendering import Paragraph, as_text, published
from linli.meetings.models import Minutes
from linli.meetings.operations.minutes import LANGUAGES, paragraph_of
from linli.meetings.queries_minutes import minutes_of
from linli.meetings.shown import headline
from linli.meetings.shown_minutes import shown


def _language(request: HttpRequest) -> str:
    """`?in=zh` or `en`; else the reader's own."""
    own = "en" if (get_language() or "").startswith("en") else "zh"
    return {"zh": "zh", "en": "en"}.get(request.GET.get("in", ""), own)


def _found(meeting: int) -> Minutes:
    found = minutes_of(queries.any_meeting(meeting).pk)
    if found is None:
        raise Refused("meetings.no_minutes_yet")
    return found


@require_safe
def minutes(request: HttpRequest, meeting: int) -> HttpResponse:
    """Published ones are public; before, for those who have a seat and those who keep them."""
    actor, row = actor_of(request), _found(meeting)
    language = _language(request)
    context = {
        "minutes": row,
        "meeting": row.meeting,
        "headline": headline(row.meeting),
        "place": places.community(row.community),
        "language": language,
        "published": row.published_rows.get(language, ()),
    }
    reads = bool(rules_minutes.may_read_draft(actor, meeting=meeting))
    if row.state != Minutes.State.PUBLISHED:
        require(rules_minutes.may_read_draft(actor, meeting=meeting))
    if reads:
        context["it"] = shown(actor, row, language)
    response = render(request, "meetings/minutes.html", context)
    if reads:
        response["Cache-Control"] = "no-store"
    return response


@require_http_methods(FORMS)
@signed_in
def amend_minutes(request: HttpRequest, meeting: int, paragraph: str) -> HttpResponse:
    actor, row = actor_of(request), _found(meeting)
    require(rules_minutes.may_amend(actor, meeting=meeting))
    if row.state != Minutes.State.DRAFT:
        raise Refused("meetings.minutes_approved_already")
    chinese, english = (paragraph_of(row.rows[each], paragraph).text for each in ("zh", "en"))
    initial = {"chinese": chinese, "english": english}
    form = AmendForm(request.POST or None, initial=initial)

    def done() -> HttpResponse:
        values = dict(form.cleaned_data)
        if values["english"] == english:  # it was left as it stood: the Chinese text holds
            values["english"] = ""
        actions.amend(actor, meeting=meeting, paragraph=paragraph, **values)
        messages.success(request, _("It stands beside the draft; the chair or the keeper answers."))
        return redirect("minutes", meeting)

    context = {
        "form": form,
        "label": _("Amend the minutes"),
        "submit": _("Offer it"),
        "back": reverse("minutes", args=[meeting]),
        "lead": chinese if (get_language() or "zh").startswith("zh") else english,
    }
    return sent(form, done) or render(request, "meetings/form.html", context, status=status(form))


@require_POST
@signed_in
def take_amendment(request: HttpRequest, meeting: int, amendment: int) -> HttpResponse:
    actions.answer(actor_of(request), meeting=meeting, amendment=amendment, take=True)
    messages.success(request, _("The paragraph reads so now."))
    return redirect("minutes", meeting)


@require_http_methods(FORMS)
@signed_in
def refuse_amendment(request: HttpRequest, meeting: int, amendment: int) -> HttpResponse:
    actor, row = actor_of(request), _found(meeting)
    require(rules_minutes.may_keep(actor, meeting=meeting))
    found = found_or_refused(row.amendments.filter(pk=amendment))
    form = RefuseForm(request.POST or None)

    def done() -> HttpResponse:
        actions.answer(actor, meeting=meeting, amendment=amendment, take=False, **form.cleaned_data)
        messages.success(request, _("It is not taken over; the reason stays with it."))
        return redirect("minutes", meeting)

    context = {
        "form": form,
        "label": _("Do not take it over"),
        "submit": _("Do not take it over"),
        "back": reverse("minutes", args=[meeting]),
        "lead": found.chinese,
    }
    return sent(form, done) or render(request, "meetings/form.html", context, status=status(form))


@require_POST
@signed_in
def approve_minutes(request: HttpRequest, meeting: int) -> HttpResponse:
    actions.approve(actor_of(request), meeting=meeting)
    messages.success(request, _("The minutes are approved. Next they are published."))
    return redirect("minutes", meeting)


@require_http_methods(FORMS)
@signed_in
def publish_minutes(request: HttpRequest, meeting: int) -> HttpResponse:
    """What will be read by everybody, before it is."""
    actor, row = actor_of(request), _found(meeting)
    require(rules_minutes.may_keep(actor, meeting=meeting))
    if row.state != Minutes.State.APPROVED:
        raise Refused("meetings.not_approved_yet")
    form = PublishForm(request.POST or None)

    def done() -> HttpResponse:
        actions.publish(actor, meeting=meeting)
        messages.success(request, _("The minutes are published."))
        return redirect("minutes", meeting)

    parts = row.meeting.charter.plain.publication
    context = {
        "form": form,
        "minutes": row,
        "meeting": row.meeting,
        "rows": published(row.rows[_language(request)], parts),
    }
    template = "meetings/publish_minutes.html"
    return sent(form, done) or render(request, template, context, status=status(form))


# --- to take home -------------------------------------------------------------------------------
def _edition(request: HttpRequest, meeting: int, language: str) -> tuple[Minutes, list[Paragraph]]:
    """The published text; before, the whole one, for those who may read it."""
    row = _found(meeting)
    if language not in LANGUAGES:
        raise Http404
    if row.state == Minutes.State.PUBLISHED:
        return row, list(row.published_rows[language])
    require(rules_minutes.may_read_draft(actor_of(request), meeting=meeting))
    return row, list(row.rows[language])


@require_safe
def minutes_text(request: HttpRequest, meeting: int, language: str) -> HttpResponse:
    """The very bytes whose hash stands in the log."""
    row, rows = _edition(request, meeting, language)
    answer = HttpResponse(as_text(rows), content_type="text/plain; charset=utf-8")
    name = f"minutes-{row.meeting_id}.{language}.txt"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
def minutes_pdf(request: HttpRequest, meeting: int, language: str) -> HttpResponse:
    row, rows = _edition(request, meeting, language)
    context = {
        "rows": rows,
        "language": {"zh": "zh-Hans", "en": "en"}[language],
        "digest": {"zh": row.digest_zh, "en": row.digest_en}[language],
        "draft": row.state == Minutes.State.DRAFT,
    }
    content = printing.sheet(context)
    if content is None:
        return redirect("minutes", meeting)
    answer = HttpResponse(content, content_type="application/pdf")
    name = f"minutes-{row.meeting_id}.{language}.pdf"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
