"""Addresses of this module."""

from django.urls import path

from linli.timebank.views import books, desk, me

urlpatterns = [
    path("time/", me.time_bank, name="time_bank"),
    path("time/rules/", me.time_rules, name="time_rules"),
    path("time/new/", me.arrange_session, name="arrange_session"),
    path("time/afterwards/", me.enter_session, name="enter_session"),
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
    path("work/time/<int:session>/", desk.time_desk_session, name="time_desk_session"),
    path("work/time/<int:session>/decide/<slug:verb>/", desk.decide_session, name="decide_session"),
    path("work/time/<int:session>/<slug:verb>/", desk.desk_step, name="desk_step"),
    path("work/time/<int:session>/<slug:verb>/<slug:side>/", desk.desk_step, name="desk_sheet"),
]
