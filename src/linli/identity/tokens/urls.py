"""Addresses of my keys."""

from django.urls import path

from linli.identity.tokens import views

urlpatterns = [
    path("me/tokens/", views.my_tokens, name="my_tokens"),
    path("me/tokens/new/", views.make_token, name="make_token"),
    path("me/tokens/<int:token>/", views.token, name="token"),
    path("me/tokens/<int:token>/end/", views.end_token, name="end_token"),
]
