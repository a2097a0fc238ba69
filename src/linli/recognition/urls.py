"""Addresses of this module."""

from django.urls import path

from linli.recognition.views import desk, here, me

urlpatterns = [
    path("me/record/", me.my_record, name="my_record"),
    path("me/record/shown/", me.share_record, name="share_record"),
    path("me/record/record.xlsx", me.my_record_xlsx, name="my_record_xlsx"),
    path("me/record/print/", me.my_record_print, name="my_record_print"),
    path("me/record/record.pdf", me.my_record_pdf, name="my_record_pdf"),
    path("me/record/honours/<int:honour>/<slug:answer>/", me.answer_honour, name="answer_honour"),
    path("recognition/", here.neighbours, name="neighbours_shown"),
    path("recognition/neighbours/<int:sharing>/", here.neighbour_record, name="neighbour_record"),
    path("recognition/badges/", here.badge_list, name="badge_list"),
    path("recognition/honours/", here.honour_list, name="honour_list"),
    path("recognition/honours/<int:honour>/", here.honour_page, name="honour_page"),
    path(
        "recognition/honours/<int:honour>/object/", here.object_to_honour, name="object_to_honour"
    ),
    path("work/recognition/", desk.recognition_desk, name="recognition_desk"),
    path("work/recognition/badges/", desk.switch_badges, name="switch_badges"),
    path("work/recognition/honours/new/", desk.propose_honour, name="propose_honour"),
    path("work/recognition/honours/<int:honour>/", desk.honour_on_desk, name="honour_on_desk"),
    path(
        "work/recognition/honours/<int:honour>/<slug:verb>/",
        desk.settle_honour,
        name="settle_honour",
    ),
]
