"""Addresses of this module. An old log is served below its number: /log/1/checkpoint."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, path

from linli.journal.views import pages, tree

_OF_A_LOG: list[tuple[str, Callable[..., HttpResponse], str]] = [
    ("checkpoint", tree.checkpoint, "log_checkpoint"),
    ("checkpoint/<int:size>", tree.checkpoint, "log_checkpoint_at"),
    ("tile/entries/<path:where>", tree.entries, "log_entries"),
    ("tile/<str:level>/<path:where>", tree.tile, "log_tile"),
    ("entry/<int:index>", pages.entry, "log_entry"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("log/", pages.home, name="log"),
    path("log/keys", tree.keys, name="log_keys"),
    path("log/receipts/<int:event>.tlog-proof", pages.proof, name="log_proof"),
    path("log/receipts/<int:event>/", pages.receipt, name="log_receipt"),
    path("me/receipts/", pages.receipts, name="my_receipts"),
    *[path(f"log/{route}", view, name=name) for route, view, name in _OF_A_LOG],
    path("log/<int:number>/", pages.home, name="old_log"),
    *[
        path(f"log/<int:number>/{route}", view, name=f"old_{name}")
        for route, view, name in _OF_A_LOG
    ],
]
