"""Addresses of this module."""

from django.urls import path

from linli.partywork.views import desk, people

urlpatterns = [
    path("affairs/", people.affairs, name="affairs"),
    path("affairs/<int:affair>/", people.affair, name="affair"),
    path("affairs/<int:affair>/say/", people.say_opinion, name="say_opinion"),
    path("affairs/<int:affair>/file/", people.affair_file, name="affair_file"),
    path("work/affairs/", desk.affair_desk, name="affair_desk"),
    path("work/affairs/new/", desk.open_affair, name="open_affair"),
    path("work/affairs/<int:affair>/", desk.affair_work, name="affair_work"),
    path("work/affairs/<int:affair>/do/<slug:verb>/", desk.affair_step, name="affair_step"),
    path("work/affairs/<int:affair>/write/", desk.take_down_opinion, name="take_down_opinion"),
    path("work/affairs/opinions/<int:opinion>/", desk.answer_opinion, name="answer_opinion"),
]
