"""Addresses of one's own data and of the staff's work on people."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
