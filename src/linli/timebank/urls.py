"""Addresses of this module."""

from django.urls import path

from linli.timebank.views import (
    books,
    certificates,
    clearing,
    desk,
    districts,
    giving,
    leaving,
    me,
    oversight,
    settlement,
)

urlpatterns = [
    path("time/", me.time_bank, name="time_bank"),
    path("time/rules/", me.time_rules, name="time_rules"),
    path("time/new/", me.arrange_session, name="arrange_session"),
    path("time/afterwards/", me.enter_session, name="enter_session"),
    path("time/move/", clearing.move_hours, name="move_hours"),
    path("time/districts/", districts.my_crossings, name="my_crossings"),
    path("time/districts/send/", districts.send_hours, name="send_hours"),
    path("time/certificates/check/", certificates.verify_certificate, name="verify_certificate"),
    path("time/certificates/", certificates.my_certificates, name="my_certificates"),
    path(
        "time/certificates/<int:certificate>/", certificates.my_certificate, name="my_certificate"
    ),
    path(
        "time/certificates/<int:certificate>/issue/",
        certificates.issue_certificate,
        name="issue_certificate",
    ),
    path(
        "time/certificates/<int:certificate>/pdf/",
        certificates.certificate_pdf,
        name="certificate_pdf",
    ),
    path("time/shown/", certificates.shown_certificates, name="shown_certificates"),
    path(
        "time/shown/<int:certificate>/",
        certificates.object_to_certificate,
        name="object_to_certificate",
    ),
    path("time/kin/", giving.time_kin, name="time_kin"),
    path("time/kin/<int:kinship>/give/", giving.give_hours, name="give_hours"),
    path("time/kin/<int:kinship>/<slug:verb>/", giving.kin_step, name="kin_step"),
    path("time/donate/", giving.donate_hours, name="donate_hours"),
    path("time/<int:session>/", me.time_session, name="time_session"),
    path("time/<int:session>/sign/", me.sign_session, name="sign_session"),
    path("time/<int:session>/say/<slug:verb>/", me.session_words, name="session_words"),
    path("time/<int:session>/<slug:verb>/", me.session_step, name="session_step"),
    path("work/time/", desk.time_desk, name="time_desk"),
    path("work/time/new/", desk.arrange_for, name="arrange_for"),
    path("work/time/standings/", desk.standings, name="time_standings"),
    path("work/time/standings/<int:standing>/end/", desk.end_standing, name="end_standing"),
    path("work/time/books/", books.time_books, name="time_books"),
    path("work/time/books/new/", books.propose_book, name="propose_book"),
    path("work/time/books/<int:rulebook>/", books.time_book, name="time_book"),
    path("work/time/books/<int:rulebook>/<slug:how>/", books.settle_book, name="settle_book"),
    path("work/time/clearing/", clearing.clearings, name="clearings"),
    path("work/time/clearing/<int:agreement>/", clearing.clearing_page, name="clearing_page"),
    path(
        "work/time/clearing/<int:agreement>/table/", clearing.clearing_table, name="clearing_table"
    ),
    path(
        "work/time/clearing/<int:agreement>/settle/",
        settlement.settle_clearing,
        name="settle_clearing",
    ),
    path(
        "work/time/clearing/settlements/<int:settlement>/<slug:how>/",
        settlement.settlement_step,
        name="settlement_step",
    ),
    path(
        "work/time/clearing/<int:agreement>/<slug:how>/",
        clearing.clearing_step,
        name="clearing_step",
    ),
    path("work/time/districts/", districts.district_agreements, name="district_agreements"),
    path(
        "work/time/districts/<int:agreement>/",
        districts.district_agreement,
        name="district_agreement",
    ),
    path(
        "work/time/districts/<int:agreement>/messages/",
        districts.district_messages,
        name="district_messages",
    ),
    path(
        "work/time/districts/<int:agreement>/<slug:how>/",
        districts.district_step,
        name="district_step",
    ),
    path("time/leaving/<int:departure>/", leaving.my_departure, name="my_departure"),
    path("work/time/leaving/", leaving.time_departures, name="time_departures"),
    path("work/time/leaving/<int:departure>/", leaving.time_departure, name="time_departure"),
    path(
        "work/time/leaving/<int:departure>/say/<slug:verb>/",
        leaving.say_departure,
        name="say_departure",
    ),
    path(
        "work/time/leaving/<int:departure>/<slug:how>/",
        leaving.departure_step,
        name="departure_step",
    ),
    path("work/time/pool/", giving.time_pool, name="time_pool"),
    path("work/time/oversight/", oversight.time_oversight, name="time_oversight"),
    path("work/time/oversight/<int:sample>/", oversight.time_sample, name="time_sample"),
    path("work/time/oversight/calls/<int:call>/", oversight.time_call, name="time_call"),
    path("work/time/reserve/", oversight.time_reserve, name="time_reserve"),
    path(
        "work/time/objections/<int:objection>/",
        oversight.answer_certificate_objection,
        name="answer_certificate_objection",
    ),
    path("work/time/<int:session>/", desk.time_desk_session, name="time_desk_session"),
    path("work/time/<int:session>/decide/<slug:verb>/", desk.decide_session, name="decide_session"),
    path("work/time/<int:session>/<slug:verb>/", desk.desk_step, name="desk_step"),
    path("work/time/<int:session>/<slug:verb>/<slug:side>/", desk.desk_step, name="desk_sheet"),
]
