"""Addresses of this module."""

from django.urls import path

from linli.meetings.views import desk, dispositions, floor, meetings, minutes, speaking

urlpatterns = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/of/<int:community>/", meetings.meetings_of, name="meetings_of"),
    path("meetings/<int:meeting>/", meetings.meeting, name="meeting"),
    path("meetings/<int:meeting>/call/", meetings.call_meeting, name="call_meeting"),
    path("meetings/<int:meeting>/dispositions/", dispositions.dispositions, name="dispositions"),
    path(
        "meetings/<int:meeting>/dispositions/<slug:item>/",
        dispositions.dispose_item,
        name="dispose_item",
    ),
    path(
        "meetings/<int:meeting>/dispositions/<slug:item>/why/",
        dispositions.explain_item,
        name="explain_item",
    ),
    path(
        "meetings/<int:meeting>/dispositions/<slug:item>/day/",
        dispositions.name_item_day,
        name="name_item_day",
    ),
    path("meetings/<int:meeting>/close/", dispositions.close_meeting, name="close_meeting"),
    path("meetings/<int:meeting>/minutes/", minutes.minutes, name="minutes"),
    path(
        "meetings/<int:meeting>/minutes/<slug:language>.txt",
        minutes.minutes_text,
        name="minutes_text",
    ),
    path(
        "meetings/<int:meeting>/minutes/<slug:language>.pdf",
        minutes.minutes_pdf,
        name="minutes_pdf",
    ),
    path(
        "meetings/<int:meeting>/minutes/approve/", minutes.approve_minutes, name="approve_minutes"
    ),
    path(
        "meetings/<int:meeting>/minutes/publish/", minutes.publish_minutes, name="publish_minutes"
    ),
    path(
        "meetings/<int:meeting>/minutes/amend/<slug:paragraph>/",
        minutes.amend_minutes,
        name="amend_minutes",
    ),
    path(
        "meetings/<int:meeting>/minutes/amendments/<int:amendment>/take/",
        minutes.take_amendment,
        name="take_minutes_amendment",
    ),
    path(
        "meetings/<int:meeting>/minutes/amendments/<int:amendment>/refuse/",
        minutes.refuse_amendment,
        name="refuse_minutes_amendment",
    ),
    path("work/meetings/new/", desk.plan_meeting, name="plan_meeting"),
    path("work/meetings/<int:meeting>/notice/", desk.notice_meeting, name="notice_meeting"),
    path("meetings/<int:meeting>/floor/", floor.floor, name="floor"),
    path("meetings/<int:meeting>/floor/live/", floor.floor_live, name="floor_live"),
    path("meetings/<int:meeting>/floor/give/", speaking.floor_give, name="floor_give"),
    path("meetings/<int:meeting>/floor/moves/", speaking.floor_moves, name="floor_moves"),
    path("meetings/<int:meeting>/floor/moves/<slug:kind>/", speaking.floor_move, name="floor_move"),
    path("meetings/<int:meeting>/floor/step/<slug:do>/", speaking.floor_step, name="floor_step"),
    path("meetings/<int:meeting>/screen/", floor.floor_screen, name="floor_screen"),
    path("meetings/<int:meeting>/screen/live/", floor.floor_screen_live, name="floor_screen_live"),
]
