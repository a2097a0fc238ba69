"""Addresses of this module."""

from django.urls import path

from linli.organisations import views

urlpatterns = [
    path("public/offices/", views.public_offices, name="public_offices"),
    path("public/communities/<str:code>/", views.community, name="community"),
    path("work/offices/", views.offices, name="offices"),
    path("work/offices/new/", views.appoint, name="appoint"),
    path("work/offices/<int:office>/end/", views.end_office, name="end_office"),
]
