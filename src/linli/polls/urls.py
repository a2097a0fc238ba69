"""Addresses of this module."""

from django.urls import path

from linli.polls.views import desk, elections, outside, people, public

urlpatterns = [
    path("polls/", people.polls, name="polls"),
    path("polls/ask/", people.ask_for_poll, name="ask_for_poll"),
    path("polls/<slug:code>/", people.poll, name="poll"),
    path("polls/<slug:code>/roll/", people.poll_roll, name="poll_roll"),
    path("polls/<slug:code>/sign/", people.sign_poll, name="sign_poll"),
    path("polls/<slug:code>/object/", people.object_to_poll, name="object_to_poll"),
    path("polls/<slug:code>/ballot/<int:number>/", people.poll_ballot, name="poll_ballot"),
    path("polls/<slug:code>/nominate/", elections.nominate, name="nominate"),
    path(
        "polls/nominations/<int:nomination>/support/",
        elections.support_nomination,
        name="support_nomination",
    ),
    path(
        "polls/nominations/<int:nomination>/answer/",
        elections.answer_nomination,
        name="answer_nomination",
    ),
    path(
        "work/polls/nominations/<int:nomination>/",
        elections.check_nomination,
        name="check_nomination",
    ),
    path("work/polls/", desk.poll_desk, name="poll_desk"),
    path("work/polls/new/", desk.propose_poll, name="propose_poll"),
    path(
        "work/polls/objections/<int:objection>/",
        desk.answer_poll_objection,
        name="answer_poll_objection",
    ),
    path("work/polls/<slug:code>/", desk.poll_work, name="poll_work"),
    path("work/polls/<slug:code>/step/<slug:verb>/", desk.poll_step, name="poll_step"),
    path("work/polls/<slug:code>/sheets/", outside.poll_sheets, name="poll_sheets"),
    path("work/polls/<slug:code>/sheets/read/", outside.read_poll_sheet, name="read_poll_sheet"),
    path("work/polls/<slug:code>/lines/", outside.poll_lines, name="poll_lines"),
    path("work/polls/<slug:code>/lines/<int:number>/came/", outside.admit_line, name="admit_line"),
    path("work/polls/<slug:code>/lines/<int:number>/door/", outside.ask_door, name="ask_door"),
    path("polls/<slug:code>/door/<int:number>/", outside.deny_door, name="deny_door"),
    path("public/polls/", public.public_polls, name="public_polls"),
    path("public/polls/of/<int:community>/", public.polls_of, name="polls_of"),
    path("public/polls/<slug:code>/", public.public_poll, name="public_poll"),
    path("public/polls/<slug:code>/find/", public.find_poll_ballot, name="find_poll_ballot"),
    path("public/polls/<slug:code>/ballots/", public.poll_ballots, name="poll_ballots"),
]
