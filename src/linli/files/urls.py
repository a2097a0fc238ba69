"""Addresses of this module."""

from django.urls import path

from linli.files import views

urlpatterns = [
    path("files/<str:public_id>/", views.file, name="file"),
    path("files/<str:public_id>/small/", views.file_small, name="file_small"),
    path("me/files/", views.my_files, name="my_files"),
    path("me/files/<str:public_id>/remove/", views.remove_file, name="remove_file"),
]
