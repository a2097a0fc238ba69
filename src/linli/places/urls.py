"""Addresses of this module."""

from django.urls import path

from linli.places import views

urlpatterns = [path("public/communities/", views.communities, name="communities")]
