"""Addresses of this module."""

from django.urls import path

from linli.recognition.views import desk, here, me, selection_desk, selections

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
    path("recognition/selections/", selections.selection_list, name="selection_list"),
    path(
        "recognition/selections/<int:selection>/", selections.selection_page, name="selection_page"
    ),
    path(
        "recognition/selections/<int:selection>/<slug:answer>/",
        selections.stand_for_selection,
        name="stand_for_selection",
    ),
    path("work/recognition/selections/", selection_desk.selection_desk, name="selection_desk"),
    path(
        "work/recognition/selections/switch/",
        selection_desk.propose_switch,
        name="propose_selections",
    ),
    path(
        "work/recognition/selections/switch/<int:switch>/<slug:verb>/",
        selection_desk.settle_switch,
        name="settle_selections",
    ),
    path(
        "work/recognition/selections/new/",
        selection_desk.announce_selection,
        name="announce_selection",
    ),
    path(
        "work/recognition/selections/<int:selection>/",
        selection_desk.selection_on_desk,
        name="selection_on_desk",
    ),
    path(
        "work/recognition/selections/<int:selection>/off/",
        selection_desk.call_off_selection,
        name="call_off_selection",
    ),
    path(
        "work/recognition/selections/<int:selection>/list/",
        selection_desk.frozen_list,
        name="frozen_list",
    ),
    path(
        "work/recognition/selections/<int:selection>/list/print/",
        selection_desk.frozen_list_print,
        name="frozen_list_print",
    ),
    path(
        "work/recognition/selections/<int:selection>/choice/",
        selection_desk.enter_choice,
        name="enter_choice",
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
