"""Addresses of this module."""

from django.urls import path

from linli.threads import views

urlpatterns = [
    path("threads/<slug:kind>/<int:subject>/posts/", views.thread_posts, name="thread_posts"),
    path("threads/posts/<slug:post>/edit/", views.edit_post, name="edit_post"),
    path("threads/posts/<slug:post>/delete/", views.delete_post, name="delete_post"),
    path("threads/posts/<slug:post>/report/", views.flag_post, name="flag_post"),
    path("threads/posts/<slug:post>/history/", views.post_history, name="post_history"),
    path("threads/posts/<slug:post>/appeal/", views.appeal_post, name="appeal_post"),
    path("work/threads/appeals/", views.appeals_queue, name="appeals"),
    path("work/threads/", views.moderation, name="moderation"),
    path("work/threads/<slug:post>/", views.moderate, name="moderate"),
    path("work/threads/<slug:post>/appeal/", views.decide_appeal, name="decide_appeal"),
]
