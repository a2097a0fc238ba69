"""Addresses of this module."""

from django.urls import path

from linli.meetings.views import (
    agenda,
    desk,
    dispositions,
    door,
    floor,
    meetings,
    minutes,
    seats,
    speaking,
)

urlpatterns = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/of/<int:community>/", meetings.meetings_of, name="meetings_of"),
    path("meetings/<int:meeting>/", meetings.meeting, name="meeting"),
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
    path("meetings/<int:meeting>/date.ics", meetings.meeting_ics, name="meeting_ics"),
    path("meetings/<int:meeting>/seat/", door.my_seat, name="my_seat"),
    path("meetings/<int:meeting>/come/", door.come_to_meeting, name="come_to_meeting"),
    path(
        "meetings/<int:meeting>/items/<slug:item>/interest/",
        door.declare_interest,
        name="declare_interest",
    ),
    path("meetings/<int:meeting>/door/", door.meeting_door, name="meeting_door"),
    path("meetings/<int:meeting>/door/<slug:seat>/left/", door.see_off, name="see_off"),
    path("meetings/<int:meeting>/door/<slug:seat>/<slug:how>/", door.door_step, name="door_step"),
    path("work/meetings/", desk.meeting_desk, name="meeting_desk"),
    path("work/meetings/new/", desk.plan_meeting, name="plan_meeting"),
    path("work/meetings/series/", desk.plan_series, name="plan_series"),
    path("work/meetings/emergency/", desk.summon_meeting, name="summon_meeting"),
    path("work/meetings/<int:meeting>/notice/", desk.notice_meeting, name="notice_meeting"),
    path("work/meetings/<int:meeting>/call/", desk.call_meeting, name="call_meeting"),
    path("work/meetings/<int:meeting>/change/", desk.change_meeting, name="change_meeting"),
    path("work/meetings/<int:meeting>/cancel/", desk.cancel_meeting, name="cancel_meeting"),
    path("work/meetings/<int:meeting>/agenda/", agenda.meeting_agenda, name="meeting_agenda"),
    path("work/meetings/<int:meeting>/agenda/<slug:how>/", agenda.agenda_step, name="agenda_step"),
    path("work/meetings/<int:meeting>/agenda/add/<slug:what>/", agenda.add_item, name="add_item"),
    path("work/meetings/<int:meeting>/seats/", seats.meeting_seats, name="meeting_seats"),
    path("work/meetings/<int:meeting>/seats/<slug:seat>/", seats.fill_seat, name="fill_seat"),
    path("work/meetings/<int:meeting>/chair/", seats.change_chair, name="change_chair"),
    path("meetings/<int:meeting>/floor/", floor.floor, name="floor"),
    path("meetings/<int:meeting>/floor/live/", floor.floor_live, name="floor_live"),
    path("meetings/<int:meeting>/floor/give/", speaking.floor_give, name="floor_give"),
    path("meetings/<int:meeting>/floor/moves/", speaking.floor_moves, name="floor_moves"),
    path("meetings/<int:meeting>/floor/moves/<slug:kind>/", speaking.floor_move, name="floor_move"),
    path("meetings/<int:meeting>/floor/step/<slug:do>/", speaking.floor_step, name="floor_step"),
    path("meetings/<int:meeting>/screen/", floor.floor_screen, name="floor_screen"),
    path("meetings/<int:meeting>/screen/live/", floor.floor_screen_live, name="floor_screen_live"),
]
