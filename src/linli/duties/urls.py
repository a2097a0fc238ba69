"""Addresses of this module."""

from django.urls import path

from linli.duties import views

urlpatterns = [
    path("me/duties/", views.my_duties, name="my_duties"),
    path("work/duties/", views.duty_queue, name="duty_queue"),
    path("work/duties/new/", views.give_duty, name="give_duty"),
    path("duties/<int:duty>/", views.duty, name="duty"),
    path("duties/<int:duty>/<slug:verb>/", views.duty_step, name="duty_step"),
]
