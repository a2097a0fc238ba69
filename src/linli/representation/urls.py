"""Addresses of this module."""

from django.urls import path

from linli.representation.views import desk, people

urlpatterns = [
    path("public/representatives/", people.representatives, name="representatives"),
    path(
        "public/representatives/<int:community>/",
        people.representatives_of,
        name="representatives_of",
    ),
    path("representatives/", people.my_representatives, name="my_representatives"),
    path("representatives/<int:mandate>/", people.representative, name="representative"),
    path(
        "representatives/<int:mandate>/step/<slug:verb>/",
        people.representative_step,
        name="representative_step",
    ),
    path("work/representatives/", desk.representation_desk, name="representation_desk"),
    path("work/representatives/new/", desk.enter_representative, name="enter_representative"),
    path(
        "work/representatives/objections/<int:objection>/",
        desk.answer_home,
        name="answer_home",
    ),
]
