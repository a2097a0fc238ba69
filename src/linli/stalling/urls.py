"""Addresses of this module."""

from django.urls import path

from linli.stalling.views import acting, ladder, letters

RUNG = "stalls/<int:stall>/rungs/<int:level>/"

urlpatterns = [
    path("stalls/", ladder.my_stalls, name="my_stalls"),
    path("stalls/<int:stall>/", ladder.stall, name="stall"),
    path("stalls/<int:stall>/answer/", acting.answer_stall, name="answer_stall"),
    path(f"{RUNG}done/", acting.rung_done, name="rung_done"),
    path(f"{RUNG}skip/", acting.skip_rung, name="skip_rung"),
    path(f"{RUNG}skip/<slug:how>/", acting.answer_skip, name="answer_skip"),
    path(f"{RUNG}letter/<slug:language>/", letters.rung_letter, name="rung_letter"),
    path(f"{RUNG}letter/<slug:language>/pdf/", letters.rung_letter_pdf, name="rung_letter_pdf"),
    path("topics/<int:topic>/ladder/", acting.open_stall, name="open_stall"),
    path("work/stalls/", ladder.stall_desk, name="stall_desk"),
]
