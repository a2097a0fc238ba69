"""Addresses of this module."""

from django.urls import path

from linli.insight import views

urlpatterns = [
    path("work/people-coverage/", views.coverage, name="people_coverage"),
    path("work/people-coverage/<str:code>/", views.coverage, name="people_coverage_of"),
]
